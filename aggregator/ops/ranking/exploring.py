"""Places chosen by chance against the others: what they cost, and what they bring, from the logged propensities."""

from collections.abc import Mapping
from dataclasses import dataclass

from ranking import params
from ranking.models import Impression
from ranking.replay import offpolicy
from ranking.tally import Place, Sums
from ranking.tally.rates import LEAST

NEAR = 2  # places: a personal card this near stands for "the same rank"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place: how often, how sure, and what readers did when they saw it (shares; hides a thousand)."""

    kind: str
    label: str
    served: int
    least: float
    pool: float
    viewed: int
    rate: offpolicy.Estimate | None
    hides: float
    beside: float | None


def report(sums: Sums, rates: Mapping[str, offpolicy.Estimate]) -> list[Kind]:
    """Personal, horizon and fresh places, those that were served."""
    kinds = (Impression.Kind.PERSONAL, Impression.Kind.HORIZON, Impression.Kind.FRESH)
    found = {it: sum((place for (kind, _slot), place in sums.places.items() if kind == it), Place()) for it in kinds}
    return [_kind(it, place, sums, rates) for it, place in found.items() if place.served]


def _kind(kind: Impression.Kind, all_of: Place, sums: Sums, rates: Mapping[str, offpolicy.Estimate]) -> Kind:
    return Kind(
        kind=kind.value,
        label=str(kind.label),
        served=all_of.served,
        least=all_of.least,
        pool=all_of.pools / all_of.served,
        viewed=all_of.viewed,
        rate=rates.get(kind.value),
        hides=1000 * all_of.hidden / all_of.viewed if all_of.viewed else 0.0,
        beside=_beside(kind, sums) if kind != Impression.Kind.PERSONAL else None,
    )


def _beside(kind: Impression.Kind, sums: Sums) -> float | None:
    """The share opened of the personal cards near the places of this kind."""
    places = params.HORIZON_SLOTS if kind == Impression.Kind.HORIZON else (params.FRESH_SLOT,)
    near = {it for place in places for it in range(place - NEAR, place + NEAR + 1)}
    personal = Impression.Kind.PERSONAL.value
    found = sum((it for (of, slot), it in sums.places.items() if of == personal and slot in near), Place())
    return found.opened / found.viewed if found.viewed >= LEAST else None
