"""Explored places of the site's own pages against places by rank: what they earn at the same height of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Exists, F, OuterRef

from ranking.models import Event, Impression
from ranking.replay import offpolicy
from ranking.replay.offpolicy import Column, Estimate
from ranking.types import Policy

EXPLORED = (Policy.HORIZON, Policy.FRESH, Policy.RANDOM)


@dataclass(frozen=True, slots=True)
class Look:
    """A card that was seen: by whom, where, under which policy, and whether it was opened."""

    unit: str
    slot: int
    policy: str
    propensity: float
    pool_size: int
    played: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Click rates of one policy's places: as drawn, had its pool been drawn from evenly, and by rank at the same slots.

    `rank` comes from readers who are held out and from pages whose pool was empty; `gain` is explored less rank.
    """

    policy: str
    looks: int
    rank_looks: int
    explored: Estimate
    evenly: Estimate
    rank: Estimate
    gain: Estimate


def looks(since: datetime) -> list[Look]:
    """Every card of a home page that was seen since then. One query."""
    done = Event.objects.filter(impression=OuterRef("pk"))
    seen = Impression.objects.filter(slate__served_at__gte=since, slate__topic__isnull=True)
    rows = (
        seen.filter(Exists(done.filter(kind=Event.Kind.VIEW)), policy__in=[*EXPLORED, Policy.RANK])
        .annotate(played=Exists(done.filter(kind=Event.Kind.PLAY)), reader=F("slate__reader"), who=F("slate__visitor"))
        .order_by("pk")
        .values_list("reader", "who", "slot", "policy", "propensity", "pool_size", "played")
    )
    return [
        Look(f"{reader or ''}/{who}", slot, policy, propensity, pool_size, played)
        for reader, who, slot, policy, propensity, pool_size, played in rows.iterator(chunk_size=10_000)
    ]


def compare(found: Sequence[Look], *, rng: np.random.Generator) -> list[Comparison]:
    """Each policy that explored anything against the rank at its slots; readers are resampled whole."""
    return [_compared(policy, found, rng) for policy in EXPLORED if any(it.policy == policy for it in found)]


def _compared(policy: str, found: Sequence[Look], rng: np.random.Generator) -> Comparison:
    mine = [it for it in found if it.policy == policy]
    slots = {it.slot for it in mine}
    rank = [it for it in found if it.policy == Policy.RANK and it.slot in slots]
    even = np.array([1 / it.pool_size / it.propensity for it in mine])
    units = {unit: n for n, unit in enumerate(sorted({it.unit for it in (*mine, *rank)}))}
    return Comparison(
        policy=policy,
        looks=len(mine),
        rank_looks=len(rank),
        explored=offpolicy.mean(_played(mine), rng=rng, groups=_groups(mine, units)),
        evenly=offpolicy.snips(_played(mine), even, rng=rng, groups=_groups(mine, units)),
        rank=offpolicy.mean(_played(rank), rng=rng, groups=_groups(rank, units)),
        gain=offpolicy.difference(_sums(mine, units), _sums(rank, units), rng=rng)
        if rank
        else Estimate(0.0, -1.0, 1.0, 0.0),  # nothing to compare with: any difference is possible
    )


def _played(some: Sequence[Look]) -> Column:
    return np.array([float(it.played) for it in some])


def _groups(some: Sequence[Look], units: dict[str, int]) -> offpolicy.Whole:
    return np.array([units[it.unit] for it in some], dtype=np.int64)


def _sums(some: Sequence[Look], units: dict[str, int]) -> tuple[Column, Column]:
    """Clicks and looks by reader."""
    at = _groups(some, units)
    return (
        np.asarray(np.bincount(at, weights=_played(some), minlength=len(units)), dtype=float),
        np.asarray(np.bincount(at, minlength=len(units)), dtype=float),
    )
