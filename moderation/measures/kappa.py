"""How far two people agree beyond what chance would bring about (Cohen 1960)."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_Z = 1.96  # of the normal distribution: 19 in 20 lie within


@dataclass(frozen=True, slots=True)
class Agreement:
    """`kappa` is 1 where two always agree and 0 where they agree as often as dice would; with its interval."""

    kappa: float
    low: float
    high: float
    agreed: float  # share
    n: int


def kappa(pairs: Mapping[tuple[str, str], int]) -> Agreement | None:
    """Of counted pairs of answers. None if there are no pairs, or if one answer is all there is: then chance alone
    explains everything and kappa says nothing.

    The interval is that of Fleiss, Cohen and Everitt (1969), for large samples: with 20 pairs it is a rough one.
    """
    n = sum(pairs.values())
    if n <= 0:
        return None
    first, second = _margins(pairs)
    agreed = sum(count for (one, other), count in pairs.items() if one == other) / n
    chance = sum(first[answer] * second[answer] for answer in first) / n**2
    if chance >= 1:
        return None
    value = (agreed - chance) / (1 - chance)
    half = _Z * math.sqrt(max(0.0, _variance(pairs, value, chance)))
    return Agreement(value, max(-1.0, value - half), min(1.0, value + half), agreed, n)


def _margins(pairs: Mapping[tuple[str, str], int]) -> tuple[Counter[str], Counter[str]]:
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        first[one] += count
        second[other] += count
    return first, second


def _variance(pairs: Mapping[tuple[str, str], int], value: float, chance: float) -> float:
    n = sum(pairs.values())
    first, second = _margins(pairs)
    together = 0.0
    for (one, other), count in pairs.items():
        margins = (second[one] + first[other]) / n
        factor = 1 - margins * (1 - value) if one == other else (1 - value) * margins
        together += count / n * factor**2
    return (together - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
