"""Where a zone is wrong too often to be kept: there it is one zone milder."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderation.measures.intervals import wilson
from moderation.types import Zone

# What the rules may do by themselves has to be right so often, even if the decisions so far were lucky.
LEAST = {Zone.HOLD: 0.8, Zone.LIMIT: 0.6}
FEWEST = 100  # decisions: with fewer the bound falls by chance


@dataclass(frozen=True, slots=True)
class Demoted:
    """A zone that is one milder in a slice, and the precision that made it so."""

    zone: Zone
    name: str
    precision: float
    low: float
    decisions: int


def demoted(counts: Mapping[tuple[Zone, str], tuple[int, int]]) -> tuple[Demoted, ...]:
    """By zone and slice: how many a moderator restricted, of how many decided. The worst first."""
    found = []
    for (zone, name), (right, decisions) in counts.items():
        share = wilson(right, decisions)
        if zone in LEAST and share is not None and decisions >= FEWEST and share.low < LEAST[zone]:
            found.append(Demoted(zone, name, share.value, share.low, decisions))
    return tuple(sorted(found, key=lambda it: (it.low, it.zone, it.name)))
