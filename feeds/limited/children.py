"""The children that wait for work: one for each thread that asks at the same time, replaced when they die or age.

Measured on 2 cores: a fresh interpreter with feedparser costs 150 ms a document, a child that stays 2 ms.
`subprocess` and not `multiprocessing`: Celery's workers are daemonic and may have no children of that kind.
"""

import atexit
import os
import threading

from feeds.limited import wire
from feeds.limited.errors import BrokenError, RefusedError, TooCostlyError
from feeds.limited.process import Process
from feeds.limited.shared import shared
from feeds.limited.work import About, Work

_IDLE = 2 * (os.cpu_count() or 1)  # more cannot be at work at once, and each holds 50 MB


class _Children:
    """Those that wait. A forked worker starts with none: a pipe has one reader."""

    def __init__(self) -> None:
        self.idle: list[Process] = []
        self.lock = threading.Lock()

    def take(self, work: Work) -> Process:
        """One that has the same limit and was given the same file. The first of a kind of work waits for the file."""
        wanted = work.limits.memory_bytes, shared(work.shares)
        with self.lock:
            fitting = [child for child in self.idle if (child.memory_bytes, child.shared) == wanted]
            if fitting:
                self.idle.remove(fitting[-1])
                return fitting[-1]
        return Process(*wanted)

    def give_back(self, child: Process) -> None:
        """It may be taken again; of too many, the one that waited longest is ended."""
        with self.lock:
            self.idle.append(child)
            longest_idle = self.idle.pop(0) if len(self.idle) > _IDLE else None
        if longest_idle:
            longest_idle.end()

    def end(self) -> None:
        """End all that wait. Those at work are their askers'."""
        with self.lock:
            idle, self.idle = self.idle, []
        for child in idle:
            child.end()


_children = _Children()


def _forget_children() -> None:
    """In a forked process: the children belong to the parent, and end when it closes the pipes; so we close ours."""
    global _children  # noqa: PLW0603 -- a fork starts with a pool of its own
    for child in _children.idle:
        child.disown()
    _children = _Children()


def close_children() -> None:
    """End the children that wait for work."""
    _children.end()


os.register_at_fork(after_in_child=_forget_children)
atexit.register(close_children)


def ask(work: Work, about: About, body: bytes = b"") -> tuple[About, bytes]:
    """What `work.function(about, body)` returns, worked out in a child.

    Raises RefusedError when the function would not have the bytes, TooCostlyError when a limit was reached, BrokenError
    when the function failed. What comes back is as trustworthy as the bytes that went in.
    """
    question = wire.packed({"function": work.name, "seconds": work.limits.seconds, "about": about}, body)
    child = _children.take(work)
    is_usable = False  # after all else it is dead, at work, or out of memory
    try:
        answer = _understood(child.ask(question, work), work)
        is_usable = child.is_usable(work)
    except (RefusedError, BrokenError):
        is_usable = child.is_usable(work)
        raise
    finally:
        if is_usable:
            _children.give_back(child)
        else:
            child.end()
    return answer


def _understood(message: bytearray, work: Work) -> tuple[About, bytes]:
    try:
        said, body = wire.unpacked(message)
    except (ValueError, RecursionError) as error:
        raise BrokenError(f"{work.doing} gave no answer that can be read") from error
    if "refused" in said:
        raise RefusedError(str(said["refused"]))
    if "too_costly" in said:
        raise TooCostlyError(f"{work.doing} {said['too_costly']}")
    if "broken" in said:
        broken = BrokenError(f"{work.doing} failed ({said['broken']})")
        broken.add_note(str(said.get("trace")))
        raise broken
    about = said.get("about")
    if not isinstance(about, dict):
        raise BrokenError(f"{work.doing} gave no answer that can be read")
    return about, body
