"""One child and the pipes to it."""

import os
import resource
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from feeds.limited import wire
from feeds.limited.errors import TooCostlyError
from feeds.limited.work import Work

_ROOT = Path(__file__).resolve().parents[2]
# Numeric libraries reserve 30 MB of address space for each thread they might start; a child works alone.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
_PIECE = 1 << 20


class Process:
    """A child that answers one question after another."""

    def __init__(self, memory_bytes: int, shared: int = -1) -> None:
        """`shared`: the file of feeds.limited.shared that the child gets; -1 for none."""
        self.memory_bytes, self.shared, self.served = memory_bytes, shared, 0
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "feeds.limited.child", str(memory_bytes), str(shared)],
            pass_fds=(shared,) if shared >= 0 else (),
            cwd=_ROOT,
            env=_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            process_group=0,  # Ctrl-C in a terminal is the parent's to answer
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.questions, self.answers = self.process.stdin, self.process.stdout
        os.set_blocking(self.questions.fileno(), False)

    def ask(self, question: bytes, work: Work) -> bytearray:
        """The answer. Raises TooCostlyError when the time is up, the answer endless, or the child dead."""
        self.served += 1
        deadline = time.monotonic() + work.limits.seconds
        self._send(question, work, deadline)
        return self._receive(work, deadline)

    def _send(self, question: bytes, work: Work, deadline: float) -> None:
        left = memoryview(question)
        while left:
            try:
                left = left[os.write(self.questions.fileno(), left) :]
            except BlockingIOError:
                _wait(self.questions.fileno(), select.POLLOUT, work, deadline)
            except OSError as error:
                raise _died(work) from error

    def _receive(self, work: Work, deadline: float) -> bytearray:
        received = bytearray()
        while (length := wire.length_of(received)) is None or len(received) < length:
            if length is not None and length > work.limits.answer_bytes:
                raise TooCostlyError(f"{work.doing} gave more than it may give")
            _wait(self.answers.fileno(), select.POLLIN, work, deadline)
            piece = os.read(self.answers.fileno(), _PIECE)
            if not piece:
                raise _died(work)
            received += piece
        return received

    def is_usable(self, work: Work) -> bool:
        """Whether it may be asked again: it did not answer too often, nor grow too large."""
        return self.served < work.limits.served and self._resident_bytes() <= work.limits.kept_bytes

    def _resident_bytes(self) -> int:
        """Its memory; 0 where the system does not tell (all but Linux), and `served` alone has to do."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        except OSError:
            return 0
        return int(pages) * resource.getpagesize()

    def disown(self) -> None:
        """In a forked process: close our ends of its pipes, and leave waiting for it to the parent."""
        for pipe in (self.questions, self.answers):
            with suppress(OSError):
                pipe.close()
        self.process.returncode = 0

    def end(self) -> None:
        """Kill the child and take its exit status, so that it leaves no zombie."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.questions, self.answers):
            with suppress(OSError):
                pipe.close()


def _wait(pipe: int, event: int, work: Work, deadline: float) -> None:
    """Until the pipe is ready. `poll` and not `select`, which knows no number above 1023."""
    poll = select.poll()
    poll.register(pipe, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TooCostlyError(f"{work.doing} took longer than {work.limits.seconds:g} seconds")


def _died(work: Work) -> TooCostlyError:
    """Nearly always the kernel or the limit on memory ended it."""
    return TooCostlyError(f"{work.doing} took more memory than it may take")
