"""What one step of the tour shows."""

from dataclasses import dataclass
from typing import Any

SHORT = 160  # characters of a text: two lines of a terminal


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the journey: its name, what it does in one sentence, the file that does it, what it gets and gives."""

    name: str
    does: str
    file: str
    input: Any
    output: Any


def short(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"
