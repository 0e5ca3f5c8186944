"""Small pure formulas that more than one stage needs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import exp, log, sqrt

from ranking import params
from ranking.types import Placed, TopicTaste


def decay(since: datetime, now: datetime, half_life: timedelta) -> float:
    """What is left of 1 after the time between; clocks that run ahead leave 1."""
    return float(0.5 ** max(0.0, (now - since) / half_life))


def logit(p: float) -> float:
    """Log-odds of a probability strictly between 0 and 1."""
    return log(p / (1 - p))


def shrunk(count: float, views: float, base: float) -> float:
    """A rate drawn to `base` as by RATE_PRIOR_VIEWS earlier views; a count can outrun views that no beacon reported."""
    return min(0.95, (count + params.RATE_PRIOR_VIEWS * base) / (max(views, count) + params.RATE_PRIOR_VIEWS))


def posterior(taste: TopicTaste, base: float) -> tuple[float, float]:
    """Mean and standard deviation of a reader's click rate on a topic or feed whose general rate is `base`."""
    a = taste.clicks + params.TASTE_PRIOR * base
    b = max(0.0, taste.misses) + params.TASTE_PRIOR * (1 - base)
    mean = a / (a + b)
    return mean, sqrt(mean * (1 - mean) / (a + b + 1))


def same_author_seen(seen: float) -> float:
    """1 at its best: grows with what was seen of an author today, until fatigue turns it negative (down to -4)."""
    return max(-4.0, seen * (1 - seen / params.AUTHOR_FATIGUE))


def same_tag_today(seen: float) -> float:
    """The share of its value that a piece loses to boredom after `seen` exposures to its topic today."""
    return 1 - max(params.SAME_TAG_FLOOR, exp(-params.SAME_TAG_RATE * seen))


def base_rates(plays: Mapping[int, float], views: Mapping[int, float]) -> dict[int, float]:
    """The general click rate of each key, shrunk to the site's base rate."""
    base = params.BASE_RATE["play"]
    return {key: shrunk(plays.get(key, 0), views[key], base) for key in views}


def counted(
    by_source: Mapping[str, int], dropped: Mapping[int, str], placed: Sequence[Placed]
) -> dict[str, dict[str, int]]:
    """What a slate says of its making: candidates by source, drops by reason, places by kind."""
    return {
        "sources": dict(by_source),
        "dropped": dict(Counter(dropped.values())),
        "placed": dict(Counter(it.kind.value for it in placed)),
    }
