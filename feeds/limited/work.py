"""What a child is asked to do, and what that may cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

About = Mapping[str, Any]  # values of JSON: settings on the way in, numbers and words on the way out


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may cost."""

    seconds: float = 10.0  # by the clock on the wall; the slowest ordinary feed of 600 KB takes 0.3 s
    memory_bytes: int = 1_000_000_000  # address space of the child; a feed of 10 MB takes 0.3 GB
    # A child's memory does not shrink again: one that grew beyond is replaced. One that guesses languages has 72 MB
    # after ordinary feeds, with what it read of the shared model, and 115 after 87 collected documents of up to 3 MB.
    kept_bytes: int = 150_000_000
    served: int = 2_000  # and any is, some time: starting one costs as much as reading a hundred documents
    answer_bytes: int = 64_000_000  # what a child that was taken over could make its parent hold


@dataclass(frozen=True, slots=True)
class Work:
    """A pure function at the top of its module, and `doing`: what it does, as its errors say it."""

    function: Callable[[About, bytes], tuple[About, bytes]]
    doing: str
    limits: Limits = Limits()
    shares: Callable[[int], None] | None = None  # writes what its children share, at the start of the first

    @property
    def name(self) -> str:
        """How the child finds the function."""
        return f"{self.function.__module__}:{self.function.__name__}"
