"""Probabilities in closed form: what is logged is exact, and none is so small that a log is worth nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from ranking import params
from ranking.candidates import Weighed
from ranking.types import Placed, SlotKind


class Member(NamedTuple):
    """One piece of a pool, by its row among the candidates, and the probability that it gets the place."""

    row: int
    p: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be drawn for, and under which policy."""

    slot: int
    kind: SlotKind
    policy: str


def squarecb(estimates: Sequence[float], *, gamma: float) -> list[float]:
    """Inverse-gap weighting (Foster and Rakhlin, 2020): 1 / (M + gamma x gap to the best); the best takes the rest."""
    best = max(range(len(estimates)), key=lambda i: estimates[i])
    p = [1 / (len(estimates) + gamma * (estimates[best] - it)) for it in estimates]
    p[best] = 1 - sum(it for i, it in enumerate(p) if i != best)
    return p


def by_rank(size: int) -> list[float]:
    """Probabilities that fall by params.ITEM_DECAY from place to place."""
    weights = [params.ITEM_DECAY**i for i in range(size)]
    return [it / sum(weights) for it in weights]


def floored(p: Sequence[float]) -> list[float]:
    """Mixed with the uniform so that none falls below params.FLOOR and the sum stays 1."""
    floor = min(params.FLOOR, 1 / len(p))
    return [floor + (1 - floor * len(p)) * it for it in p]


def pool(rows: Sequence[int], p: Sequence[float]) -> list[Member]:
    """The pieces with their probabilities, floored."""
    return [Member(row, it) for row, it in zip(rows, floored(p), strict=True)] if rows else []


def draw(
    weighed: Weighed,
    members: Sequence[Member],
    rng: Random,
    place: Place,
    topics: Mapping[int, float] | None = None,
) -> Placed:
    """One member of the pool, with its propensity; `topics`: the chance of each to be on the page, to be logged."""
    chosen = rng.choices(members, weights=[it.p for it in members])[0]
    return Placed(
        weighed.one(chosen.row),
        place.slot,
        place.kind,
        propensity=min(1.0, chosen.p),
        pool_size=len(members),
        policy=place.policy,
        chances=topics or {},
    )
