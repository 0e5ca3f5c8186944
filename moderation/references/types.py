"""What the steps of importing hand to each other (pure)."""

from dataclasses import dataclass
from datetime import date

FALSE, MIXED, TRUE, UNKNOWN = "false", "mixed", "true", "unknown"  # Reference.Verdict
HIGH, LOW = "high", "low"  # Reference.Harm


@dataclass(frozen=True, slots=True)
class Checked:
    """One checked claim as its publisher tells it, in plain text. `harm` is empty where nobody said it."""

    claim: str
    rating: str
    verdict: str
    publisher: str
    url: str
    reviewed_date: date | None = None
    language: str = ""
    harm: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a document holds: its checked claims, and a sentence for each that cannot be used."""

    checked: tuple[Checked, ...] = ()
    problems: tuple[str, ...] = ()


class UnreadableError(Exception):
    """A document holds no checked claims that can be read; the message is a sentence."""
