"""Places chosen by chance against the others: what they cost, and what they bring, from the logged propensities."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Avg, Count, Exists, Min, OuterRef

from ranking import params
from ranking.models import Event, Impression
from ranking.replay import offpolicy

SPAN = timedelta(days=14)
SAMPLE = 20_000  # newest views of each kind: a bootstrap over them takes a second at most
NEAR = 2  # places: a personal card this near stands for "the same rank"
LEAST = 30  # views, below which nothing is said


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place: how often, how sure, and what readers did when they saw it (shares; hides a thousand)."""

    kind: str
    label: str
    served: int
    readers: int
    least: float
    pool: float
    viewed: int
    rate: offpolicy.Estimate | None
    hides: float
    beside: float | None


def report(now: datetime) -> list[Kind]:
    """Personal, horizon and fresh places of the last two weeks. Four queries."""
    served = Impression.objects.filter(slate__served_at__gt=now - SPAN)
    about: dict[str, dict[str, Any]] = {
        row["kind"]: dict(row)
        for row in served.values("kind").annotate(
            served=Count("pk"),
            readers=Count("slate__reader", distinct=True),
            least=Min("propensity"),
            pool=Avg("pool_size"),
        )
    }
    seen = _views(now)
    kinds = [it for it in (Impression.Kind.PERSONAL, Impression.Kind.HORIZON, Impression.Kind.FRESH) if it in about]
    return [_kind(it, about[it], seen) for it in kinds]


def _views(now: datetime) -> np.ndarray[Any, Any]:
    """Kind, slot, opened, hidden, reader of each view, newest first."""
    did = Event.objects.filter(impression=OuterRef("pk"))
    views = (
        Impression.objects.filter(slate__served_at__gt=now - SPAN)
        .filter(Exists(did.filter(kind=Event.Kind.VIEW)))
        .annotate(opened=Exists(did.filter(kind=Event.Kind.PLAY)), hid=Exists(did.filter(kind=Event.Kind.HIDE)))
        .order_by("-pk")
        .values_list("kind", "slot", "opened", "hid", "slate__reader_id")[:SAMPLE]
    )
    types = [("kind", "U8"), ("slot", int), ("opened", float), ("hid", float), ("reader", int)]
    return np.array([(*row[:4], row[4] or 0) for row in views], dtype=types)


def _kind(kind: Impression.Kind, about: dict[str, Any], seen: np.ndarray[Any, Any]) -> Kind:
    mine = seen[seen["kind"] == kind.value]
    places = {*params.HORIZON_SLOTS} if kind == Impression.Kind.HORIZON else {params.FRESH_SLOT}
    near = [it for place in places for it in range(place - NEAR, place + NEAR + 1)]
    beside = seen[(seen["kind"] == Impression.Kind.PERSONAL.value) & np.isin(seen["slot"], near)]
    rng = np.random.default_rng(0)  # the same log gives the same interval
    enough = len(mine) >= LEAST
    return Kind(
        kind=kind.value,
        label=str(kind.label),
        served=about["served"],
        readers=about["readers"],
        least=about["least"],
        pool=about["pool"],
        viewed=len(mine),
        rate=offpolicy.mean(mine["opened"], rng=rng, groups=mine["reader"]) if enough else None,
        hides=1000 * float(mine["hid"].mean()) if len(mine) else 0.0,
        beside=float(beside["opened"].mean()) if kind != Impression.Kind.PERSONAL and len(beside) >= LEAST else None,
    )
