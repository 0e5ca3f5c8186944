"""The arithmetic of learning: decayed counts and decayed means. Pure: numbers in, numbers out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ranking import params
from ranking.types import TopicTaste, Vector

Counts = dict[str, dict[str, float]]
FIELDS = ("clicks", "misses", "views", "hides")  # in the order of TopicTaste; never below 0


def faded(counts: Mapping[str, Mapping[str, float]], left: float) -> Counts:
    """All counts times `left`; keys of which next to nothing is left are dropped."""
    smaller = {key: {name: it * left for name, it in row.items()} for key, row in counts.items()}
    return {
        key: row for key, row in smaller.items() if max(map(abs, row.values()), default=0) >= params.FORGOTTEN_COUNT
    }


def added(counts: Counts, key: str, lesson: Mapping[str, float], times: float) -> Counts:
    """`lesson` added `times` (negative: taken back) under `key`; no count falls below 0."""
    row = counts.get(key, {})
    moved = {name: max(0.0, row.get(name, 0.0) + times * lesson.get(name, 0.0)) for name in FIELDS}
    return {**counts, key: moved}


def moved(
    mean: Sequence[float] | None, mass: float, vector: Sequence[float], weight: float
) -> tuple[list[float] | None, float]:
    """The mean of all that was read, `vector` added with `weight` (negative: taken back), and its new mass.

    A mean whose mass is used up is gone; one of another length belongs to another encoder and starts anew.
    """
    if mean is None or len(mean) != len(vector):
        mean, mass = [0.0] * len(vector), 0.0
    total = mass + weight
    if total <= params.FORGOTTEN_COUNT:
        return None, 0.0
    return [(mass * old + weight * new) / total for old, new in zip(mean, vector, strict=True)], total


def read_share(read_s: float, words: int) -> float:
    """The part of a full read that so many seconds are, 1 at most."""
    expected = min(params.DWELL_CAP_S, max(5.0, words / params.WORDS_A_SECOND))
    return min(1.0, read_s / expected)


def unit(vector: Sequence[float] | NDArray[np.float64] | None) -> Vector | None:
    """The vector at length 1, or None when it has no direction."""
    if vector is None or not len(vector):
        return None
    direction = np.asarray(vector, dtype=np.float64)
    length = float(np.sqrt(direction @ direction))
    return (direction / length).astype(np.float32) if length > 0 else None


def tastes(counts: Mapping[str, Mapping[str, float]], left: float = 1.0) -> dict[str, TopicTaste]:
    """What is `left` of stored counts, as values; without those of which next to nothing is left, as `faded`."""
    smaller = {key: TopicTaste(*[left * row.get(name, 0.0) for name in FIELDS]) for key, row in counts.items()}
    return {
        key: it
        for key, it in smaller.items()
        if max(it.clicks, it.misses, it.views, it.hides) >= params.FORGOTTEN_COUNT
    }


def boosted(known: Mapping[str, TopicTaste], keys: Collection[str]) -> dict[str, TopicTaste]:
    """Tastes with what the reader asked to see more of."""
    more = {key: known.get(key, TopicTaste()) for key in keys}
    return {**known, **{key: replace(it, clicks=it.clicks + params.BOOST_CLICKS) for key, it in more.items()}}
