"""Start the site's processes, wait for the home page, start again what dies, stop all in good order."""

import http.client
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from django.conf import settings

from aggregator.up.children import Child, Plan
from aggregator.up.logs import Tail

READY_SECONDS = 120.0  # a cold disk and a first page of everything; usually two
STOP_SECONDS = 25.0  # over the workers' own ten and the web server's ten


class BrokenError(Exception):
    """The site cannot run; the message says why and where to look."""


class Supervisor:
    """The parent of the site's processes."""

    def __init__(self, *, host: str, port: int, given: Mapping[str, str]) -> None:
        self.host, self.port, self.given = host, port, given
        self.keep_open: Sequence[int] = ()
        self.log_dir: Path = settings.EMBEDDED.log_dir
        self.children: list[Child] = []
        self.tails: list[Tail] = []
        self.is_stopping = False

    @property
    def address(self) -> str:
        """Where a person on this machine finds the site."""
        host = "127.0.0.1" if self.host in {"", "0.0.0.0", "::"} else self.host  # noqa: S104  compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def listen_to_signals(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal mean the same: stop cleanly. A second one changes nothing."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            self.is_stopping = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)

    def start(self, plans: Sequence[Plan]) -> None:
        """Start these processes."""
        for plan in plans:
            if self.is_stopping:
                return
            child = Child(plan, given=self.given, log_dir=self.log_dir, keep_open=self.keep_open)
            self.tails.append(Tail(child.log_file))
            self.children.append(child)
            child.start()

    def wait_for_home(self) -> None:
        """Until the home page answers 200, or somebody stops us. Raises BrokenError."""
        deadline, status = time.monotonic() + READY_SECONDS, 0
        while not self.is_stopping and status != http.HTTPStatus.OK:
            dead = next((child for child in self.children if not child.is_running), None)
            if dead is not None:
                raise BrokenError(f"The {dead.plan.name} server stopped: {dead.last_words()} (see {dead.log_file}).")
            if time.monotonic() > deadline:
                said = f"answered {status}" if status else "did not answer"
                raise BrokenError(
                    f"The home page {said} for {READY_SECONDS:.0f} seconds; see {self.log_dir / 'web.log'}."
                )
            self.repeat_warnings()
            time.sleep(0.05)
            status = self._ask_home()

    def _ask_home(self) -> int:
        door = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            door.request("GET", "/", headers={"User-Agent": "up"})
            return door.getresponse().status
        except OSError:
            return 0
        finally:
            door.close()

    def watch(self) -> None:
        """Until somebody stops us: start again what died, later each time."""
        while not self.is_stopping:
            for child in self.children:
                self._look_after(child)
            self.repeat_warnings()
            time.sleep(0.2)

    def _look_after(self, child: Child) -> None:
        if child.is_running or child.process is None:
            if child.process is None and not child.plan.is_one_shot and time.monotonic() >= child.start_again_at:
                child.start()
            return
        status, name = child.process.returncode, child.plan.name
        if child.plan.is_one_shot:
            sys.stderr.write("" if status == 0 else f"{name} failed: {child.last_words()} (see {child.log_file})\n")
        else:
            sys.stderr.write(f"{name} ended ({status}); starting it again in {child.fall():.0f} s\n")
        child.process = None

    def repeat_warnings(self) -> None:
        """Say what the children's logs hold that an operator should see."""
        for tail in self.tails:
            tail.repeat()

    def stop(self) -> None:
        """The web first (nobody asks any more), then the clock, then the workers; what does not listen is killed."""
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running for child in self.children) and time.monotonic() < deadline:
            time.sleep(0.05)
        for child in self.children:
            child.sweep()
        self.repeat_warnings()
