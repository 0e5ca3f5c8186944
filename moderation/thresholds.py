"""THRESHOLDS: where the zones begin, so that what waits is as much as people can look at (pure).

First comes what is held, then what is limited, then dice and what waits for other reasons; what is left of the budget
goes to the doubts where probability x harm is largest, whatever their class of harm.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moderation.params import (
    HARM_LEARNED,
    HOLD_AT,
    HOLD_HARM,
    HOLD_MOST,
    HOLD_PART,
    LIMIT_AT,
    LIMIT_HARM,
    LIMIT_MOST,
    LIMIT_PART,
    QUEUE_AT,
    QUEUE_HARM,
    QUEUE_LEAST,
)
from moderation.types import Thresholds, Zone

# The harm from which a class begins, the gravest first. Within one, articles are told apart by probability alone.
CLASSES = (HOLD_HARM, LIMIT_HARM, HARM_LEARNED, QUEUE_HARM)
SHIPPED = Thresholds(HOLD_AT, LIMIT_AT, tuple((harm, QUEUE_AT) for harm in CLASSES))
_JUST_ABOVE = 1 + 1e-9  # the doubt that no longer fits is not let in by a rounding


@dataclass(frozen=True, slots=True)
class Scored:
    """An article that was assessed lately: `p` is 0 if it is not about health; some wait for another reason anyway."""

    p: float
    harm: float
    waits_anyway: bool = False


def derive(scored: Sequence[Scored], *, budget: float, audited: float) -> Thresholds:
    """From what was assessed lately. `budget` is the share of articles that people can look at, `audited` the share
    that dice pick.
    """
    anyway = sum(it.waits_anyway for it in scored)
    room = budget * len(scored)
    doubts = [it for it in scored if not it.waits_anyway]
    grave = [it.p for it in doubts if it.harm >= HOLD_HARM]
    hold = _begin(grave, room=room * HOLD_PART, least=HOLD_AT, most=HOLD_MOST)
    serious = [it.p for it in doubts if it.harm >= LIMIT_HARM and not _is_held(it, hold)]
    held = sum(_is_held(it, hold) for it in doubts)
    limit = _begin(serious, room=room * LIMIT_PART - held, least=LIMIT_AT, most=LIMIT_MOST)
    limited = sum(p >= limit for p in serious)
    rest = [it for it in doubts if not _is_held(it, hold) and not (it.harm >= LIMIT_HARM and it.p >= limit)]
    left = room - held - limited - anyway - audited * len(scored)
    return Thresholds(hold, limit, _queue(rest, room=left))


def zone_of(scored: Scored, thresholds: Thresholds) -> Zone:
    """Where it would go by these thresholds, for the figures."""
    if scored.waits_anyway:
        return Zone.QUEUE
    if _is_held(scored, thresholds.hold):
        return Zone.HOLD
    if scored.harm >= LIMIT_HARM and scored.p >= thresholds.limit:
        return Zone.LIMIT
    return Zone.QUEUE if scored.p >= thresholds.queue_from(scored.harm) else Zone.CLEAR


def as_json(thresholds: Thresholds) -> dict[str, Any]:
    """As a row keeps it."""
    return {
        "hold": thresholds.hold,
        "limit": thresholds.limit,
        "queue": [list(pair) for pair in thresholds.queue],
        "demoted": [[zone.value, name] for zone, name in thresholds.demoted],
    }


def of_json(kept: Mapping[str, Any]) -> Thresholds:
    """Back from a row."""
    return Thresholds(
        kept["hold"],
        kept["limit"],
        tuple((harm, p) for harm, p in kept["queue"]),
        tuple((Zone(zone), name) for zone, name in kept["demoted"]),
    )


def _is_held(scored: Scored, hold: float) -> bool:
    return scored.harm >= HOLD_HARM and scored.p >= hold


def _begin(ps: Sequence[float], *, room: float, least: float, most: float) -> float:
    """The lowest p between two bounds from which no more begin than there is room for."""
    over = sorted((p for p in ps if p >= least), reverse=True)
    fit = max(0, math.floor(room))
    return least if len(over) <= fit else min(most, math.nextafter(over[fit], math.inf))


def _queue(rest: Sequence[Scored], *, room: float) -> tuple[tuple[float, float], ...]:
    """By class of harm, the p whose product with the harm is the same in all, so high that the queue fits."""
    worth = sorted(
        (it.p * harm for it in rest if it.p >= QUEUE_LEAST and (harm := _class(it.harm)) is not None), reverse=True
    )
    fit = max(0, math.floor(room))
    cut = worth[fit] * _JUST_ABOVE if len(worth) > fit else 0.0
    begins = ((harm, max(QUEUE_LEAST, cut / harm)) for harm in CLASSES)
    # What could do serious harm waits in a flood too: then people look later, but nobody is told that it is clear.
    return tuple((harm, min(QUEUE_AT, p) if harm >= LIMIT_HARM else p) for harm, p in begins)


def _class(harm: float) -> float | None:
    return next((begin for begin in CLASSES if harm >= begin), None)
