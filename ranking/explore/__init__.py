"""EXPLORE: the places that widen the horizon, chosen by chance with probabilities that are known exactly.

chances (probabilities in closed form), topics (a pool of topics and their pieces), horizon (topics hardly met),
fresh (pieces without a chance so far).

Chooses before the re-rank fills the rest, so that the page's rules hold around these places and the choice itself
depends on nothing but the pool: what is logged is the probability with which this piece got this place.
"""

from collections.abc import Mapping, Sequence
from random import Random

from ranking import params
from ranking.explore.chances import Member, Place, draw
from ranking.explore.fresh import fresh_pool
from ranking.explore.horizon import horizon_pool, horizon_topics
from ranking.types import ArticleFacts, Placed, Policy, SlotKind, SourceName, Taste, Valued, Visit


def explore(
    valued: Sequence[Valued],
    *,
    visit: Visit,
    facts: Mapping[int, ArticleFacts],
    taste: Taste,
    rng: Random,
    is_held_out: bool = False,
) -> dict[int, Placed]:
    """The explored places by slot. A place whose pool is empty is missing: the re-rank makes it a personal one.

    A reader who is held out, so that others can be compared with them, gets pins only.
    """
    chosen: dict[int, Placed] = {}
    if pinned := [it for it in valued if SourceName.PINNED in it.candidate.sources]:
        best = max(pinned, key=lambda it: it.value)
        chosen[params.FORCED_SLOT] = Placed(best, params.FORCED_SLOT, SlotKind.FORCED, policy=Policy.PIN)
    if is_held_out:
        return chosen
    safe = [it for it in valued if _is_safe(facts[it.candidate.article_id])]
    if visit.topic_id is None:  # a topic's page keeps to its topic
        _horizon(safe, chosen, visit=visit, facts=facts, taste=taste, rng=rng)
    if members := fresh_pool(_free(safe, chosen), facts=facts, taste=taste, now=visit.now):
        chosen[params.FRESH_SLOT] = draw(members, rng, Place(params.FRESH_SLOT, SlotKind.FRESH, Policy.FRESH))
    if rng.random() < params.RANDOM_SHARE and (free := _free(safe, chosen)):
        evenly = [Member(it, 1 / len(free)) for it in free]
        chosen[params.RANDOM_SLOT] = draw(evenly, rng, Place(params.RANDOM_SLOT, SlotKind.PERSONAL, Policy.RANDOM))
    return chosen


def _horizon(
    safe: Sequence[Valued],
    chosen: dict[int, Placed],
    *,
    visit: Visit,
    facts: Mapping[int, ArticleFacts],
    taste: Taste,
    rng: Random,
) -> None:
    """Draw the horizon places, each without the topics before it; the first tells how likely each topic is on the page.

    A story has one piece among the candidates, so that a piece drawn takes nothing from the other topics.
    """
    free = _free(safe, chosen)
    left = horizon_pool(free, horizon_topics(safe, taste=taste), facts=facts, taste=taste, now=visit.now)
    chances = left.on_page(len(params.HORIZON_SLOTS))
    for slot in params.HORIZON_SLOTS:
        if members := left.members():
            chosen[slot] = draw(members, rng, Place(slot, SlotKind.HORIZON, Policy.HORIZON), chances)
            left, chances = left.without(chosen[slot].valued.candidate.topic_id), {}


def _is_safe(known: ArticleFacts) -> bool:
    """Whether chance may show it: what distresses or is in doubt reaches nobody who did not look for it."""
    return known.p_distress < params.DISTRESSING and known.p_dubious < params.DUBIOUS_GUARD_FROM


def _free(valued: Sequence[Valued], chosen: Mapping[int, Placed]) -> list[Valued]:
    """Neither chosen already nor of a chosen story."""
    taken = {it.valued.candidate.article_id for it in chosen.values()}
    stories = {it.valued.candidate.story_id for it in chosen.values()} - {None}
    return [it for it in valued if it.candidate.article_id not in taken and it.candidate.story_id not in stories]
