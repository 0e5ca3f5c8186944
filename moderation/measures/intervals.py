"""A share and what it may really be, 19 times in 20."""

import math
from dataclasses import dataclass

_Z = 1.96  # of the normal distribution: 19 in 20 lie within


@dataclass(frozen=True, slots=True)
class Share:
    """`value` of `n` and the interval that holds the true share 19 times in 20."""

    value: float
    low: float
    high: float
    n: float


def wilson(hits: float, n: float) -> Share | None:
    """The share hits / n with Wilson's interval (1927), which holds for few too; None of nothing.

    Counts need not be whole: of weighted ones n is the number of plain ones that would say as much.
    """
    if n <= 0:
        return None
    share = min(1.0, max(0.0, hits / n))
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return Share(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)), n)


@dataclass(frozen=True, slots=True)
class Sample:
    """Of `total` articles some were looked at, picked by nothing but dice, and some of these were restricted."""

    restricted: int
    looked_at: int
    total: float

    def number(self) -> tuple[float, float, float]:
        """How many of all would be: the estimate and its bounds. What was looked at is known; dice tell of the rest."""
        share = wilson(self.restricted, self.looked_at)
        rest = max(0.0, self.total - self.looked_at)
        if share is None:
            return (rest / 2, 0.0, rest)  # nothing is known
        return tuple(self.restricted + rest * part for part in (share.value, share.low, share.high))  # type: ignore[return-value]


def recall(doubted: Sample, clear: Sample) -> Share | None:
    """How many of all dubious articles were doubted. None while dice have shown nothing of what passed as clear.

    The interval takes the worst of both bounds, so it holds at least 19 times in 20.
    """
    if not clear.looked_at:
        return None
    found, found_low, found_high = doubted.number()
    missed, missed_low, missed_high = clear.number()
    if not found + missed:
        return None
    low = found_low / (found_low + missed_high) if found_low else 0.0
    return Share(found / (found + missed), low, _of(found_high, missed_low), clear.looked_at)


def _of(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest else 1.0
