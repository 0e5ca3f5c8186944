"""How often it is true what was said, by what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from moderation.measures.intervals import Share, wilson

BINS = 10  # as most published figures have it


@dataclass(frozen=True, slots=True)
class Said:
    """A probability that was said of an article, what came of it, and how many articles it stands for (1 / chance)."""

    p: float
    was_true: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The articles of which `low` to `high` was said: the mean of it, and how often it was true."""

    low: float
    high: float
    said: float
    true: Share
    weight: float


def reliability(said: Iterable[Said]) -> tuple[Bin, ...]:
    """Bins of equal width that hold anything, the lowest first."""
    ordered = sorted(said, key=lambda it: it.p)
    return tuple(_bin(place, list(some)) for place, some in groupby(ordered, key=_place))


def error(bins: Sequence[Bin]) -> float:
    """The mean distance of what was said and what was true: the expected calibration error. 0 of nothing."""
    weight = sum(it.weight for it in bins)
    return sum(it.weight * abs(it.said - it.true.value) for it in bins) / weight if weight else 0.0


def calibrated(p: float, curve: Sequence[Sequence[float]]) -> float:
    """How often it is true what was said as `p`: straight lines between the pairs of the curve, lowest first."""
    if p <= curve[0][0]:
        return curve[0][1]
    for (low, true_low), (high, true_high) in pairwise(curve):
        if p <= high:
            return true_low + (true_high - true_low) * (p - low) / (high - low)
    return curve[-1][1]


def _place(said: Said) -> int:
    return min(BINS - 1, int(said.p * BINS))


def _bin(place: int, some: Sequence[Said]) -> Bin:
    weight = sum(it.weight for it in some)
    plain = weight**2 / sum(it.weight**2 for it in some)  # so many unweighted ones would say as much (Kish 1965)
    true = wilson(plain * sum(it.weight for it in some if it.was_true) / weight, plain)
    assert true is not None  # a group is never empty
    mean = sum(it.weight * it.p for it in some) / weight
    return Bin(place / BINS, (place + 1) / BINS, mean, true, weight)
