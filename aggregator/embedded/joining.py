"""Join the running servers of a data folder, or start them; leave, and the last one out waits until they stopped."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from aggregator.embedded.locks import Lock, is_taken
from aggregator.embedded.places import Servers

LAYOUT = "1"  # of the data folder; a release that moves things in it raises this and says how to move them
WAIT_SECONDS = 150  # the keeper gives up after 120


class NotStartedError(Exception):
    """The embedded servers could not be started; the message says why and what to do."""


def join(servers: Servers, prepare: Callable[[], None] | None = None) -> Lock:
    """Use the servers until `leave`; start them if they do not run.

    `prepare` (migrations) runs before anybody else is let in, once for each life of the servers, even if the process
    that started them was killed before it was through. Raises NotStartedError.
    """
    _make_folders(servers)
    with Lock(servers.run_dir, "starting") as starting:
        starting.take()
        users = Lock(servers.run_dir, "users")
        users.share()
        prepared = servers.run_dir / "prepared"
        try:
            if not is_taken(servers.run_dir, "keeper"):
                prepared.unlink(missing_ok=True)
                _start_keeper(servers)
            _wait_until_ready(servers)
            if prepare is not None and not prepared.exists():
                prepare()
                prepared.touch()
        except BaseException:
            users.close()
            raise
        return users


def leave(servers: Servers, users: Lock) -> None:
    """Stop using the servers. Returns once they are down, or at once when others use them."""
    users.close()
    deadline = time.monotonic() + WAIT_SECONDS
    while is_taken(servers.run_dir, "keeper") and not _others(servers) and time.monotonic() < deadline:
        time.sleep(0.03)


@contextmanager
def joined(servers: Servers, prepare: Callable[[], None] | None = None) -> Iterator[Lock]:
    """The servers for the time of a with-block."""
    users = join(servers, prepare)
    try:
        yield users
    finally:
        leave(servers, users)


def _others(servers: Servers) -> bool:
    with Lock(servers.run_dir, "users") as users:
        if users.try_take():
            return False
        return users.try_share()


def _make_folders(servers: Servers) -> None:
    try:
        for folder in (servers.data_dir, servers.run_dir, servers.log_dir):
            folder.mkdir(parents=True, exist_ok=True)
        _own(servers.socket_dir)
        layout = servers.data_dir / "layout"
        if not layout.exists():
            layout.write_text(LAYOUT)
        found = layout.read_text().strip()
    except OSError as error:
        raise NotStartedError(
            f"{servers.data_dir} cannot be used: {error}. Set DATA_DIR to a folder of yours."
        ) from error
    if found != LAYOUT:
        raise NotStartedError(
            f"{servers.data_dir} has layout {found}; this release knows layout {LAYOUT}. "
            f"Run the release that made it, or set DATA_DIR to another folder."
        )


def _own(folder: Path) -> None:
    # A short folder in the temporary folder has a name that anybody can work out, and may have made before us.
    folder.mkdir(exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise NotStartedError(f"{folder} belongs to somebody else. Set DATA_DIR to a folder with a shorter path.")
    # 0711 for root: PostgreSQL runs as another account and has to walk through.
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _start_keeper(servers: Servers) -> None:
    _forget_readiness(servers)
    plan = json.dumps(asdict(servers), default=str)
    with (servers.log_dir / "keeper.log").open("ab") as log:
        # It takes its lock, leaves our session (Ctrl-C in the terminal must not reach it) and lets us go on.
        subprocess.run(
            [sys.executable, "-m", "aggregator.embedded.keeper", plan],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=Path(__file__).resolve().parents[2],
            check=False,
        )


def _forget_readiness(servers: Servers) -> None:
    # What an earlier keeper said of itself is over; which servers it ran, the next one wants to know.
    try:
        state = json.loads(servers.state_file.read_text())
    except (OSError, ValueError):
        return
    servers.state_file.write_text(json.dumps({**state, "state": "starting", "message": ""}))


def _wait_until_ready(servers: Servers) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while _state(servers) != "ready":
        if not is_taken(servers.run_dir, "keeper") or time.monotonic() > deadline:
            _give_up(servers)
        time.sleep(0.02)


def _state(servers: Servers) -> str:
    try:
        return str(json.loads(servers.state_file.read_text())["state"])
    except (OSError, ValueError, KeyError):
        return "starting"


def _give_up(servers: Servers) -> None:
    try:
        message = json.loads(servers.state_file.read_text())["message"]
    except (OSError, ValueError, KeyError):
        message = ""
    raise NotStartedError(message or f"The embedded servers did not start; see {servers.log_dir / 'keeper.log'}.")
