"""Who listens on the port already, and who runs this data folder already."""

import json
import os
import socket
from pathlib import Path

import psutil

from aggregator.embedded.locks import Lock


class TakenError(Exception):
    """The port or the data folder is in use; the message says by whom, and what to do."""


def check_port(host: str, port: int) -> None:
    """Raises TakenError with the name of the process that listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        # As the web server itself does: connections of the last run that are still closing are no hindrance.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except PermissionError as error:
            raise TakenError(
                f"Port {port} needs more rights than you have. Choose one above 1023: --port 8000."
            ) from error
        except OSError as error:
            raise TakenError(
                f"Port {port} is taken by {_listener(port)}. Stop it, or choose another: --port {port + 1}."
            ) from error


def _listener(port: int) -> str:
    try:
        found = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        found = []
    for connection in found:
        if (
            connection.status == psutil.CONN_LISTEN
            and connection.laddr
            and connection.laddr.port == port
            and connection.pid
        ):
            return f"{_words_of(connection.pid)} (process {connection.pid})"
    return "a process of another account"


def _words_of(pid: int) -> str:
    try:
        process = psutil.Process(pid)
        return " ".join(process.cmdline())[:80] or process.name()
    except psutil.Error:
        return "a process"


def take_folder(run_dir: Path, address: str) -> Lock:
    """From here on, we alone run the site of this data folder. Raises TakenError that names the other."""
    run_dir.mkdir(parents=True, exist_ok=True)
    lock, note = Lock(run_dir, "up"), run_dir / "up.json"
    if lock.try_take():
        note.write_text(json.dumps({"pid": os.getpid(), "address": address}))
        return lock
    lock.close()
    other = running(run_dir)
    raise TakenError(
        f"The site of {run_dir.parent} is running already: process {other['pid']}, {other['address']}. "
        f"Stop that one, or set DATA_DIR to another folder."
    )


def running(run_dir: Path) -> dict[str, str]:
    """Process and address of the `up` that wrote its note last."""
    try:
        note = json.loads((run_dir / "up.json").read_text())
    except (OSError, ValueError):
        note = {}
    return {"pid": str(note.get("pid", "unknown")), "address": str(note.get("address", "address unknown"))}
