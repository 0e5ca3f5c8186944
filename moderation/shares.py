"""SHARES: how much of the concern about an article is each signal's doing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from math import comb

from moderation.types import Share, Signal

# What is left when no signal speaks: a text that nothing could read is a concern by itself.
UNREAD = "unread"


def shares(signals: Sequence[Signal], concern: Callable[[Sequence[Signal]], float]) -> tuple[Share, ...]:
    """One share a signal, in the order given, and one named UNREAD if cautions alone are a concern.

    `concern` weighs any of the signals together. A share is the mean of what its signal adds to the others in whatever
    order they come (Shapley 1953), so that two signals that say the same divide it, and all add up to the concern.
    """
    # One span is as good as all: triage asks only if there are any.
    light = [replace(signal, spans=signal.spans[:1]) if len(signal.spans) > 1 else signal for signal in signals]
    speaking = [at for at, signal in enumerate(light) if signal.p or signal.harm or signal.spans or signal.caution]

    @cache
    def together(some: tuple[int, ...]) -> float:
        return concern([light[at] for at in some])

    weights = {at: _mean_gain(at, speaking, together) for at in speaking}
    unread = together(())
    size = sum(map(abs, weights.values())) + abs(unread)
    found = [
        Share(signal.name, signal.p, weights.get(at, 0.0), _part(weights.get(at, 0.0), size))
        for at, signal in enumerate(signals)
    ]
    return (*found, Share(UNREAD, 1.0, unread, _part(unread, size))) if unread else tuple(found)


def _mean_gain(at: int, speaking: Sequence[int], together: Callable[[tuple[int, ...]], float]) -> float:
    others = [other for other in speaking if other != at]
    gain = 0.0
    for size in range(len(others) + 1):
        for before in combinations(others, size):
            added = together(tuple(sorted((*before, at)))) - together(before)
            gain += added / comb(len(others), size)
    return gain / len(speaking)


def _part(weight: float, size: float) -> float:
    return weight / size if size else 0.0
