"""The processes of the site, and one of them running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from aggregator.embedded.parent import die_with_parent
from aggregator.settings import environment

STEADY_SECONDS = 60.0  # who ran this long is no longer falling over: its back-off starts anew
LONGEST_WAIT = 30.0  # seconds between two starts of a process that keeps dying


@dataclass(frozen=True, slots=True)
class Plan:
    """One process: its name (and log), its command line, and what it is given beside our environment."""

    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()
    is_one_shot: bool = False


def web(host: str, port: int) -> Plan:
    """The web server: two processes, so that one slow page or one crash does not stop the others."""
    line: tuple[str, ...] = (
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
    )
    # Four threads each: a page waits for the database most of its time. The pool in settings has eight places.
    line += ("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "10")
    # A page's matrices are small: threads of the linear algebra would spin beside the other process, 40 ms a page.
    return Plan("web", (*line, "--no-log", "aggregator.wsgi:application"), (("OPENBLAS_NUM_THREADS", "1"),))


def workers() -> list[Plan]:
    """One holds the encoder and the claims model; one, of two processes, waits for the network; one does at once what
    a person waits for; one learns.
    """
    understand, crawl = _worker("understand", "embed,assess", 1), _worker("crawl", "crawl,learn,media", 2)
    return [understand, crawl, _worker("asked", "asked,mail", 1), _learner(), _beat()]


def _worker(name: str, queues: str, processes: int) -> Plan:
    line = (*_CELERY, "worker", "--queues", queues, "--concurrency", str(processes), "--hostname", f"{name}@%h")
    # Asked to stop, a worker finishes what it can in the time of settings and gives the rest back to the queue.
    return Plan(
        name, (*line, "--without-gossip", "--without-mingle", "--loglevel", "WARNING"), (("REMAP_SIGTERM", "SIGQUIT"),)
    )


def _learner() -> Plan:
    # a process of its own: in a queue it would wait behind a crawl, and what readers do counts within a second
    return Plan("learner", (sys.executable, str(settings.BASE_DIR / "manage.py"), "learn"))


def _beat() -> Plan:
    file = settings.EMBEDDED.run_dir / "beat"
    return Plan("beat", (*_CELERY, "beat", "--schedule", str(file), "--pidfile", "", "--loglevel", "WARNING"))


_CELERY = (sys.executable, "-m", "celery", "--app", "aggregator")


class Child:
    """One process that is started, watched and stopped."""

    def __init__(self, plan: Plan, *, given: Mapping[str, str], log_dir: Path, keep_open: Sequence[int]) -> None:
        self.plan, self.log_file, self.keep_open = plan, log_dir / f"{plan.name}.log", keep_open
        self.given = given
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = self.start_again_at = 0.0
        self.falls = 0

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches us, and we end the children in good order.

        It keeps our share of the embedded servers' lock open, so that PostgreSQL outlives it even when we are killed,
        and the kernel asks it to stop (SIGTERM) when we are.
        """
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                self.plan.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=settings.BASE_DIR,
                env=environment(**self.given, **dict(self.plan.environment)),
                pass_fds=self.keep_open,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  no threads here
            )
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        """Whether its first process lives."""
        return self.process is not None and self.process.poll() is None

    def fall(self) -> float:
        """It died: end what it left behind, and say in how many seconds it starts again."""
        self.sweep()
        self.falls = 1 if time.monotonic() - self.started_at > STEADY_SECONDS else self.falls + 1
        wait = min(LONGEST_WAIT, 0.5 * 2.0**self.falls)
        self.start_again_at = time.monotonic() + wait
        return wait

    def ask_to_stop(self) -> None:
        """SIGTERM to its first process, which tells its own children."""
        if self.process is not None and self.is_running:
            self.process.terminate()

    def sweep(self) -> None:
        """Kill whatever is left of its session."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                return
            finally:
                self.process.poll()

    def last_words(self) -> str:
        """The last line of its log."""
        lines = self.log_file.read_text(errors="replace")[-4000:].strip().splitlines()
        return lines[-1] if lines else "it said nothing"
