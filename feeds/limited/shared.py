"""Bytes that all children read and none can change: written once by their parent, and in memory once."""

import fcntl
import mmap
import os
from collections.abc import Callable
from functools import lru_cache
from threading import Lock

Write = Callable[[int], None]  # to an open file
_lock = Lock()
_given = -1  # in a child: the file that its parent gave it


def shared(write: Write | None) -> int:
    """The file of what a function writes, to be handed to children; -1 for none. The first call takes the time."""
    with _lock:
        return _written(write) if write and hasattr(os, "memfd_create") else -1


@lru_cache(maxsize=4)  # one a kind of work
def _written(write: Write) -> int:
    file = os.memfd_create("shared", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    write(file)
    seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals)
    return file


def give(file: int) -> None:
    """In a child: this is what the parent shares."""
    global _given  # noqa: PLW0603 -- a child has one parent
    _given = file


def given() -> mmap.mmap | None:
    """In a child: what the parent shares, of which only what is read takes memory of the child's own."""
    return mmap.mmap(_given, 0, prot=mmap.PROT_READ) if _given >= 0 else None
