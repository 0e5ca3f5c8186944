"""A child process that is asked by lines and answers by lines."""

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from aggregator.embedded.parent import die_with_parent
from aggregator.settings import environment
from feeds.management.answer import WorkFailedError

_ROOT = Path(__file__).resolve().parents[2]
# Filling a site of a million took 20 minutes on two busy cores; who is silent for longer waits for what does not come.
SILENT_S = 3_600.0


class Talker:
    """One such process; what it has to say otherwise goes to our standard error. It ends with us, however we end."""

    def __init__(self, command: Sequence[str], given: dict[str, str]) -> None:
        self.name = " ".join(command[1:3])
        self.process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env=environment(**given),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  no threads run while processes are started
        )

    def hear(self, *, within_s: float = SILENT_S) -> str:
        """Its next line. Raises WorkFailedError when it ended instead, or was ended after so long a silence."""
        assert self.process.stdout is not None
        patience = Timer(within_s, self.process.kill)
        patience.start()
        try:
            line = self.process.stdout.readline()
        finally:
            patience.cancel()
        if not line:
            raise WorkFailedError(f"{self.name} ended with {self.process.wait()} before it answered.")
        return line.strip()

    def ask(self, line: str = "", *, within_s: float = SILENT_S) -> str:
        """What it answers to this line, in so many seconds."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.hear(within_s=within_s)


@contextmanager
def talking(command: Sequence[str], **given: str) -> Iterator[Talker]:
    """The process for the time of a with-block; it ends when its standard input does."""
    talker = Talker(command, given)
    try:
        yield talker
    finally:
        assert talker.process.stdin is not None
        assert talker.process.stdout is not None
        talker.process.stdin.close()
        try:
            talker.process.wait(timeout=60)  # seconds; stopping a database takes a few
        except subprocess.TimeoutExpired:
            talker.process.kill()
            talker.process.wait()
        talker.process.stdout.close()
