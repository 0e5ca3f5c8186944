"""Parse strangers' documents in a child process with a wall-clock and a memory limit.

Measured on 2 cores: a fresh interpreter with feedparser costs 150 ms a document, a child that stays 2 ms. So children
stay, one for each thread that parses at the same time, and are replaced when they die or have served enough.
`subprocess` and not `multiprocessing`: Celery's workers are daemonic and may have no children of that kind.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feeds.parse import wire
from feeds.parse.errors import NotAFeedError, TooCostlyError
from feeds.types import ParsedFeed


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    seconds: float = 10.0  # the slowest ordinary feed of 600 KB takes 0.3 s
    memory_bytes: int = 1_000_000_000  # address space; a feed of 10 MB takes 0.3 GB
    documents: int = 500  # a child's memory does not shrink again; 500 documents are seconds of work


LIMITS = Limits()
_ROOT = Path(__file__).resolve().parents[2]
_TOO_LONG = "reading the document took longer than {seconds:g} seconds"
_DIED = "the document could not be read within the memory that one document may take"


class _Child:
    def __init__(self, limits: Limits) -> None:
        self.limits, self.served = limits, 0
        command = [sys.executable, "-m", "feeds.parse.child", str(limits.memory_bytes), str(int(limits.seconds) + 1)]
        self.process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            process_group=0,  # Ctrl-C in a terminal is the parent's to answer
        )

    def ask(self, question: bytes) -> bytes:
        """The answer. Raises TooCostlyError when the time is up or the child died."""
        self.served += 1
        deadline = time.monotonic() + self.limits.seconds
        pipes = self.process.stdin, self.process.stdout
        assert pipes[0] is not None
        assert pipes[1] is not None
        os.set_blocking(pipes[0].fileno(), False)
        self._send(pipes[0].fileno(), question, deadline)
        return self._receive(pipes[1].fileno(), deadline)

    def _send(self, pipe: int, question: bytes, deadline: float) -> None:
        left = memoryview(len(question).to_bytes(4, "big") + question)
        while left:
            _wait(deadline, self.limits, writing=pipe)
            try:
                left = left[os.write(pipe, left) :]
            except OSError as error:
                raise TooCostlyError(_DIED) from error

    def _receive(self, pipe: int, deadline: float) -> bytes:
        received = bytearray()
        while (length := wire.length_of(received)) is None or len(received) < length + 4:
            _wait(deadline, self.limits, reading=pipe)
            piece = os.read(pipe, 1 << 20)
            if not piece:
                raise TooCostlyError(_DIED)
            received += piece
        return bytes(received[4:])

    def let_go(self) -> None:
        """Close our ends of its pipes."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def end(self) -> None:
        """Kill the child and take its exit status, so that it leaves no zombie."""
        self.let_go()
        self.process.kill()
        self.process.wait()


def _wait(deadline: float, limits: Limits, *, reading: int | None = None, writing: int | None = None) -> None:
    readers, writers = ([] if pipe is None else [pipe] for pipe in (reading, writing))
    left = deadline - time.monotonic()
    if left <= 0 or not any(select.select(readers, writers, [], left)):
        raise TooCostlyError(_TOO_LONG.format(seconds=limits.seconds))


class _Children:
    """The children that wait for work. A forked worker starts with none: a pipe has one reader."""

    def __init__(self) -> None:
        self.idle: list[_Child] = []
        self.lock = threading.Lock()

    def take(self, limits: Limits) -> _Child:
        with self.lock:
            fitting = [child for child in self.idle if child.limits == limits]
            if fitting:
                self.idle.remove(fitting[-1])
                return fitting[-1]
        return _Child(limits)

    def give_back(self, child: _Child) -> None:
        if child.served >= child.limits.documents or child.limits != LIMITS:
            child.end()
            return
        with self.lock:
            self.idle.append(child)

    def end(self) -> None:
        with self.lock:
            idle, self.idle = self.idle, []
        for child in idle:
            child.end()


_children = _Children()


def _forget_children() -> None:
    """In a forked process: the children belong to the parent, and end when it closes the pipes; so we close ours."""
    global _children  # noqa: PLW0603 -- a fork starts with a pool of its own
    for child in _children.idle:
        child.let_go()
        child.process.returncode = 0  # not ours to wait for
    _children = _Children()


def close_children() -> None:
    """End the children that wait for work."""
    _children.end()


os.register_at_fork(after_in_child=_forget_children)
atexit.register(close_children)


def parse_limited(body: bytes, *, url: str = "", content_type: str = "", limits: Limits = LIMITS) -> ParsedFeed:
    """`parse` in a child process. Raises NotAFeedError; TooCostlyError, a kind of it, when a limit was reached."""
    question = json.dumps({"url": url, "content_type": content_type}).encode() + b"\n" + body
    child = _children.take(limits)
    try:
        feed = _understood(child.ask(question))
    except BaseException as error:
        if isinstance(error, NotAFeedError) and not isinstance(error, TooCostlyError):
            _children.give_back(child)
        else:  # it is dead, at work, or out of memory
            child.end()
        raise
    _children.give_back(child)
    return feed


def _understood(answer: bytes) -> ParsedFeed:
    try:
        message = json.loads(answer)
        if "error" not in message:
            return wire.load(message["feed"])
        kind = TooCostlyError if message["is_costly"] else NotAFeedError
        sentence = str(message["error"])
    except (ValueError, KeyError, TypeError) as error:
        raise TooCostlyError(_DIED) from error
    raise kind(sentence)
