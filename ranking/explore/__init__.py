"""EXPLORE: the places that widen the horizon, chosen by chance with probabilities that are known exactly.

chances (probabilities in closed form), topics (a pool of topics and their pieces), horizon (topics hardly met),
fresh (pieces without a chance so far).

Chooses before the re-rank fills the rest, so that the page's rules hold around these places and the choice itself
depends on nothing but the pool: what is logged is the probability with which this piece got this place.
"""

from collections.abc import Mapping
from random import Random

import numpy as np

from ranking import params
from ranking.candidates import Facts, Ints, Weighed
from ranking.explore.chances import Member, Place, draw
from ranking.explore.fresh import fresh_pool
from ranking.explore.horizon import horizon_pool, horizon_topics
from ranking.types import Placed, Policy, SlotKind, SourceName, Taste, Visit


def explore(
    weighed: Weighed, *, visit: Visit, facts: Facts, taste: Taste, rng: Random, is_held_out: bool = False
) -> dict[int, Placed]:
    """The explored places by slot. A place whose pool is empty is missing: the re-rank makes it a personal one.

    A reader who is held out, so that others can be compared with them, gets pins only.
    """
    chosen: dict[int, Placed] = {}
    pinned = np.flatnonzero(weighed.candidates.named_by(SourceName.PINNED))
    if len(pinned):
        best = weighed.one(int(pinned[np.argmax(weighed.value[pinned])]))
        chosen[params.FORCED_SLOT] = Placed(best, params.FORCED_SLOT, SlotKind.FORCED, policy=Policy.PIN)
    if is_held_out:
        return chosen
    safe = _safe(facts)
    if visit.topic_id is None:  # a topic's page keeps to its topic
        _horizon(weighed, safe, chosen, visit=visit, facts=facts, taste=taste, rng=rng)
    if members := fresh_pool(weighed, _free(weighed, safe, chosen), facts=facts, taste=taste, now=visit.now):
        chosen[params.FRESH_SLOT] = draw(weighed, members, rng, Place(params.FRESH_SLOT, SlotKind.FRESH, Policy.FRESH))
    if rng.random() < params.RANDOM_SHARE and len(free := _free(weighed, safe, chosen)):
        evenly = [Member(it, 1 / len(free)) for it in free.tolist()]
        place = Place(params.RANDOM_SLOT, SlotKind.PERSONAL, Policy.RANDOM)
        chosen[params.RANDOM_SLOT] = draw(weighed, evenly, rng, place)
    return chosen


def _horizon(
    weighed: Weighed,
    safe: Ints,
    chosen: dict[int, Placed],
    *,
    visit: Visit,
    facts: Facts,
    taste: Taste,
    rng: Random,
) -> None:
    """Draw the horizon places, each without the topics before it; the first tells how likely each topic is on the page.

    A story has one piece among the candidates, so that a piece drawn takes nothing from the other topics.
    """
    free, unmet = _free(weighed, safe, chosen), horizon_topics(weighed.candidates, safe, taste=taste)
    left = horizon_pool(weighed, free, unmet, facts=facts, taste=taste, now=visit.now)
    chances = left.on_page(len(params.HORIZON_SLOTS))
    for slot in params.HORIZON_SLOTS:
        if members := left.members():
            chosen[slot] = draw(weighed, members, rng, Place(slot, SlotKind.HORIZON, Policy.HORIZON), chances)
            left, chances = left.without(chosen[slot].valued.candidate.topic_id), {}


def _safe(facts: Facts) -> Ints:
    """What chance may show: what distresses or is in doubt reaches nobody who did not look for it."""
    is_calm = facts.column("p_distress") < params.DISTRESSING
    return np.flatnonzero(is_calm & (facts.column("p_dubious") < params.DUBIOUS_GUARD_FROM))


def _free(weighed: Weighed, rows: Ints, chosen: Mapping[int, Placed]) -> Ints:
    """Of these rows, what is neither chosen already nor of a chosen story."""
    ids, story = weighed.candidates.ids[rows], weighed.candidates.story[rows]
    is_free = np.ones(len(rows), dtype=bool)
    for it in chosen.values():
        is_free &= ids != it.valued.candidate.article_id
        if it.valued.candidate.story_id is not None:
            is_free &= story != it.valued.candidate.story_id
    free: Ints = rows[is_free]
    return free
