"""What another policy would have earned, from a log that says with which probability each choice was made.

IPS weighs each reward by (probability under the other policy) / (logged propensity); SNIPS divides by the sum of the
weights; DR corrects a reward model by the weighted errors of the model (Dudik, Langford and Li 2011). Each is a ratio
of two sums over rows, so one bootstrap serves all three. Rows of one reader are resampled together, for what somebody
does on one page says much of what they do on the next. Percentiles of few groups are too narrow: theirs are taken
further out, by Student's t (the expanded percentile interval of Hesterberg, 2015).
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.floating[Any]]
Whole: TypeAlias = NDArray[np.integer[Any]]

RESAMPLES = 1000  # the ends of a 95 % interval then rest on 25 resamples each
LOT = 100  # resamples at a time: 100 x 10,000 rows are 8 MB
TAIL = 0.025  # on either side: an interval that holds the truth 19 times in 20
PRIOR_VIEWS = 200.0  # of the reward model: at a click rate of .5 % a cell is worth its own mean after one click


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean reward with its 95 % interval; `ess` is how many rows of the other policy this log is worth."""

    value: float
    low: float
    high: float
    ess: float

    def holds(self, truth: float) -> bool:
        """Whether the interval holds this value."""
        return self.low <= truth <= self.high


def mean(reward: Column, *, rng: np.random.Generator, groups: Whole | None = None) -> Estimate:
    """The mean of a log of the policy itself: the truth, as well as a log can know it."""
    return snips(reward, np.ones(len(reward)), rng=rng, groups=groups)


def ips(reward: Column, weight: Column, *, rng: np.random.Generator, groups: Whole | None = None) -> Estimate:
    """Unbiased, and wide where weights are large."""
    return _ratio(weight * reward, np.ones(len(reward)), weight, rng=rng, groups=groups)


def snips(reward: Column, weight: Column, *, rng: np.random.Generator, groups: Whole | None = None) -> Estimate:
    """A little bias for much less spread: stays within the range of the rewards."""
    return _ratio(weight * reward, weight, weight, rng=rng, groups=groups)


def dr(
    reward: Column,
    weight: Column,
    *,
    predicted: Column,
    expected: Column,
    rng: np.random.Generator,
    groups: Whole | None = None,
) -> Estimate:
    """`predicted`: the model's reward of the logged choice; `expected`: its mean reward under the other policy."""
    return _ratio(expected + weight * (reward - predicted), np.ones(len(reward)), weight, rng=rng, groups=groups)


def effective_size(weight: Column) -> float:
    """Kish's effective sample size; 0 for no weight at all."""
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def difference(one: tuple[Column, Column], other: tuple[Column, Column], *, rng: np.random.Generator) -> Estimate:
    """SNIPS of one less SNIPS of the other, each (weighted reward, weight) a group; groups are resampled whole."""
    columns = np.stack([*one, *other])

    def gap(sums: Column) -> Column:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(sums[..., 0] / sums[..., 1] - sums[..., 2] / sums[..., 3])

    drawn = np.concatenate([gap(sums) for sums in _resampled(columns, rng)])
    low, high = _interval(drawn, groups=int((columns != 0).any(axis=0).sum()))
    return Estimate(float(gap(columns.sum(axis=1))), low, high, effective_size(one[1] + other[1]))


def reward_model(reward: Column, action: Whole, context: Whole, *, actions: int, contexts: int) -> Column:
    """Mean reward a (context, action), drawn to the action's, drawn to the context's; cross-fitted on two halves.

    Returns [half, context, action]: a row of half h is judged by `[h]`, which has not seen it. Halves alternate.
    """
    halves = np.arange(len(reward)) % 2
    return np.stack(
        [_means(reward, action, context, halves != half, actions=actions, contexts=contexts) for half in (0, 1)]
    )


def _means(reward: Column, action: Whole, context: Whole, among: Any, *, actions: int, contexts: int) -> Column:
    r, a, c = reward[among], action[among], context[among]
    overall = float(r.mean()) if len(r) else 0.0
    cells = np.bincount(c * actions + a, minlength=contexts * actions).reshape(contexts, actions)
    won = np.bincount(c * actions + a, weights=r, minlength=contexts * actions).reshape(contexts, actions)
    of_action = (won.sum(axis=0) + PRIOR_VIEWS * overall) / (cells.sum(axis=0) + PRIOR_VIEWS)
    of_context = (won.sum(axis=1) + PRIOR_VIEWS * overall) / (cells.sum(axis=1) + PRIOR_VIEWS)
    prior = of_action[None, :] * of_context[:, None] / max(overall, 1e-12)
    return np.asarray((won + PRIOR_VIEWS * prior) / (cells + PRIOR_VIEWS))


def _ratio(top: Column, bottom: Column, weight: Column, *, rng: np.random.Generator, groups: Whole | None) -> Estimate:
    """Sum of `top` over sum of `bottom`, with the bootstrap's interval; groups of rows are resampled whole."""
    if not len(top):
        return Estimate(0.0, 0.0, 0.0, 0.0)
    columns = np.stack([top, bottom])
    if groups is not None:
        _keys, dense = np.unique(groups, return_inverse=True)  # readers' numbers have gaps, and a column each costs
        columns = np.stack([np.bincount(dense, weights=it) for it in columns])
    value = float(top.sum() / bottom.sum()) if bottom.sum() else 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.concatenate([sums[:, 0] / sums[:, 1] for sums in _resampled(columns, rng)])
    return Estimate(value, *_interval(drawn, groups=columns.shape[1]), effective_size(weight))


def _resampled(columns: Column, rng: np.random.Generator) -> list[Column]:
    """Sums of the columns over resampled groups; Poisson(1) counts stand in for drawing with replacement."""
    size = columns.shape[1]
    return [rng.poisson(1.0, size=(LOT, size)).astype(float) @ columns.T for _ in range(RESAMPLES // LOT)]


def _interval(drawn: Column, *, groups: int) -> tuple[float, float]:
    """Percentiles of the resamples of so many groups; those that drew nothing to divide by say nothing."""
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return 0.0, 0.0
    tail = tail_of(groups)
    low, high = np.quantile(known, (tail, 1 - tail))
    return float(low), float(high)


def tail_of(groups: int) -> float:
    """The share of resamples to leave out on either side: TAIL of many groups, .009 of ten, .017 of 24."""
    normal, free = NormalDist(), max(1, groups - 1)
    z = -normal.inv_cdf(TAIL)
    t = z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)  # Student's, to 1 % from five on
    return normal.cdf(-t * sqrt((free + 1) / free))
