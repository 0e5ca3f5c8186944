"""Where the files and sockets of one data folder are; the same answer in every process."""

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# sun_path holds 108 bytes with its closing NUL on Linux, 104 on macOS.
SOCKET_PATH_BYTES = 103
LONGEST_SOCKET = "postgres/.s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the servers of one data folder are reached, running or not, and which of them are embedded."""

    data_dir: Path
    database_url: str
    broker_url: str
    cache_url: str
    run_postgres: bool = True
    run_valkey: bool = True
    durable: bool = True

    @property
    def any_embedded(self) -> bool:
        """Whether anything has to be started at all."""
        return self.run_postgres or self.run_valkey

    @property
    def run_dir(self) -> Path:
        """Locks, process ids and other things that mean nothing once the site is down."""
        return self.data_dir / "run"

    @property
    def log_dir(self) -> Path:
        """What the servers and workers have to say."""
        return self.data_dir / "log"

    @property
    def state_file(self) -> Path:
        """What the keeper says of itself: state (starting, ready, failed), message, processes."""
        return self.run_dir / "servers.json"

    @property
    def socket_dir(self) -> Path:
        """The folder of the sockets."""
        return socket_dir(self.data_dir)


def socket_dir(data_dir: Path) -> Path:
    """`run/` in the data folder, or a short folder named after it where that path is too long for a socket."""
    run = data_dir / "run"
    if len(os.fsencode(run / LONGEST_SOCKET)) <= SOCKET_PATH_BYTES:
        return run
    name = sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"broadsheet-{name}"


def servers(data_dir: Path, *, database_url: str, broker_url: str, cache_url: str, durable: bool = True) -> Servers:
    """The addresses of a data folder's servers; given URLs replace the embedded ones.

    Without `durable` a crash of the machine may cost the data: right for a cluster that tests throw away.
    """
    sockets = socket_dir(data_dir)
    return Servers(
        data_dir=data_dir,
        database_url=database_url or f"postgresql://postgres@/postgres?host={sockets / 'postgres'}",
        broker_url=broker_url or f"redis+socket://{sockets}/valkey.sock?virtual_host=0",
        cache_url=cache_url or f"unix://{sockets}/valkey.sock?db=1",
        run_postgres=not database_url,
        run_valkey=not (broker_url and cache_url),
        durable=durable,
    )
