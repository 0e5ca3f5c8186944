"""The process that runs the embedded servers for as long as somebody uses them.

Every user shares the `users` lock. The keeper tries to have it alone ten times a second; when it gets it, nobody is
left, whether they left or were killed, and it stops the servers. Should the keeper itself be killed, the kernel tells
the servers to stop (PR_SET_PDEATHSIG), and the next keeper waits for them.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import psutil

from aggregator.embedded import postgres, valkey
from aggregator.embedded.locks import Lock
from aggregator.embedded.parent import die_with_parent
from aggregator.embedded.places import Servers

READY_SECONDS = 120  # crash recovery of a large database takes a while; a fresh one is ready in half a second
STOP_SECONDS = 60  # a fast shutdown writes one checkpoint
STOP_SIGNALS = {"postgres": signal.SIGINT, "valkey": signal.SIGTERM}  # fast shutdown; save and leave


class Keeper:
    """Runs the servers of one data folder."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def say(self, state: str, message: str = "") -> None:
        """Write the state file in one step, so that nobody reads half of it."""
        processes = {name: [child.pid, _born(child.pid)] for name, child in self.children.items()}
        text = json.dumps({"state": state, "message": message, "keeper": os.getpid(), "processes": processes})
        new = self.servers.state_file.with_suffix(".new")
        new.write_text(text)
        new.replace(self.servers.state_file)

    def start(self) -> None:
        """Start what is embedded and wait until it answers. Raises ClusterError with a sentence."""
        end_orphans(self.servers)
        for name, module in (("postgres", postgres), ("valkey", valkey)):
            if getattr(self.servers, f"run_{name}"):
                module.prepare(self.servers)
                self.children[name] = self._run(name)
        self.say("starting")
        deadline = time.monotonic() + READY_SECONDS
        while not self._all_ready():
            if time.monotonic() > deadline or any(child.poll() is not None for child in self.children.values()):
                raise postgres.ClusterError(self._why_not())
            time.sleep(0.03)
        self.say("ready")

    def _run(self, name: str) -> subprocess.Popen[bytes]:
        module = {"postgres": postgres, "valkey": valkey}[name]
        owner = postgres.account(self.servers) if name == "postgres" else None
        with (self.servers.log_dir / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                module.command(self.servers),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=die_with_parent(STOP_SIGNALS[name]),  # noqa: PLW1509  the keeper has no threads
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
            )

    def _all_ready(self) -> bool:
        checks = {"postgres": postgres.is_ready, "valkey": valkey.is_ready}
        return all(checks[name](self.servers) for name in self.children)

    def _why_not(self) -> str:
        names = [name for name, child in self.children.items() if child.poll() is not None] or list(self.children)
        file = self.servers.log_dir / f"{names[0]}.log"
        last = _last_line(file.open("rb"))
        return f"The embedded {names[0]} did not start: {last} (see {file})."

    def restart_the_dead(self) -> None:
        """A server that fell is started again; PostgreSQL repairs itself, what was committed is there."""
        for name, child in list(self.children.items()):
            if child.poll() is not None:
                time.sleep(1)
                self.children[name] = self._run(name)
                self.say("ready")

    def stop(self) -> None:
        """Ask both to finish what they do; kill what does not listen."""
        for name, child in self.children.items():
            child.send_signal(STOP_SIGNALS[name])
        for child in self.children.values():
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _last_line(file: IO[bytes]) -> str:
    with file:
        lines = file.read()[-4000:].decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _born(pid: int) -> float:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0


def end_orphans(servers: Servers) -> None:
    """Wait for the servers of a keeper that was killed, and clear what a crash of the machine left."""
    try:
        known: dict[str, tuple[int, float]] = json.loads(servers.state_file.read_text())["processes"]
    except (OSError, ValueError, KeyError):
        known = {}
    for name, (pid, born) in known.items():
        # The time of birth tells our server from a stranger that was given its number since.
        if psutil.pid_exists(pid) and abs(_born(pid) - born) < 1:
            orphan = psutil.Process(pid)
            orphan.send_signal(STOP_SIGNALS[name])
            try:
                orphan.wait(STOP_SECONDS)
            except psutil.TimeoutExpired:
                orphan.kill()
    _clear_stale_pid(postgres.data_folder(servers) / "postmaster.pid")


def _clear_stale_pid(file: Path) -> None:
    # PostgreSQL refuses to start while a process of the named number lives, though in a container that is soon another.
    try:
        if psutil.Process(int(file.read_text().split()[0])).name() != "postgres":
            file.unlink()
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return


def _take_patiently(alive: Lock) -> bool:
    # Somebody who only looks whether a keeper lives holds the lock for some microseconds.
    for _ in range(100):
        if alive.try_take():
            return True
        time.sleep(0.01)
    return False


def main(words: list[str]) -> None:
    """Keep the servers described by one JSON argument until nobody uses them."""
    plan = json.loads(words[0])
    servers = Servers(**{**plan, "data_dir": Path(plan["data_dir"])})
    # Polite ends become SystemExit, so that the servers are stopped on the way out.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    alive, users = Lock(servers.run_dir, "keeper"), Lock(servers.run_dir, "users")
    if not _take_patiently(alive):
        return
    if os.fork():  # the lock stays with the child, which is nobody's: it outlives the command that started it
        os._exit(0)
    keeper = Keeper(servers)
    try:
        keeper.start()
        while not users.try_take():
            keeper.restart_the_dead()
            time.sleep(0.1)
    except (postgres.ClusterError, OSError) as error:
        keeper.say("failed", str(error))
    finally:
        keeper.stop()
        alive.free()  # before `users`: who waits for that one must not find us alive


if __name__ == "__main__":
    main(sys.argv[1:])
