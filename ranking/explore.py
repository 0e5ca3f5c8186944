"""EXPLORE: the places that widen the horizon, chosen by chance with probabilities that are known exactly.

Chooses before the re-rank fills the rest, so that the page's rules hold around these places and the choice itself
depends on nothing but the pool: what is logged is the probability with which this piece got this place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt
from random import Random

import numpy as np

from ranking import params, pipeline
from ranking.types import ArticleFacts, Placed, SlotKind, SourceName, Taste, TopicTaste, Valued, Vector, Visit

HORIZON_POLICY = "squarecb-horizon-1"
FRESH_POLICY = "squarecb-fresh-1"
FORCED_POLICY = "pin"


@dataclass(frozen=True, slots=True)
class Member:
    """One piece of a pool and the probability that it gets the place."""

    valued: Valued
    p: float


def explore(
    valued: Sequence[Valued], *, visit: Visit, facts: Mapping[int, ArticleFacts], taste: Taste, rng: Random
) -> dict[int, Placed]:
    """The explored places by slot. A place whose pool is empty is missing: the re-rank makes it a personal one."""
    now = visit.now
    chosen: dict[int, Placed] = {}
    if pinned := [it for it in valued if SourceName.PINNED in it.candidate.sources]:
        best = max(pinned, key=lambda it: it.value)
        chosen[params.FORCED_SLOT] = Placed(best, params.FORCED_SLOT, SlotKind.FORCED, policy=FORCED_POLICY)
    unmet = horizon_topics(valued, taste=taste) if visit.topic_id is None else []  # a topic's page keeps to it
    for slot in params.HORIZON_SLOTS:
        pool = horizon_pool(_free(valued, chosen), unmet, facts=facts, taste=taste, now=now)
        if pool:
            chosen[slot] = _draw(pool, rng, slot, SlotKind.HORIZON, HORIZON_POLICY)
            unmet = [topic for topic in unmet if topic != chosen[slot].valued.candidate.topic_id]
    pool = fresh_pool(_free(valued, chosen), facts=facts, taste=taste, now=now)
    if pool:
        chosen[params.FRESH_SLOT] = _draw(pool, rng, params.FRESH_SLOT, SlotKind.FRESH, FRESH_POLICY)
    return chosen


def horizon_topics(valued: Sequence[Valued], *, taste: Taste) -> list[int]:
    """Topics that the reader has hardly met, the most adjacent first, as far as their horizon slider reaches.

    Empty for somebody of whom nothing is known: everything is new to them, nothing is beyond their usual.
    """
    if not taste.followed_topics and not any(it.clicks > 0 for it in taste.topics.values()):
        return []
    present = {it.candidate.topic_id for it in valued if it.candidate.topic_id is not None}
    unmet = [topic for topic in present - taste.followed_topics if _hardly_met(taste, topic)]
    near = _nearness(valued, taste)
    unmet.sort(key=lambda topic: (-near.get(topic, 0.0), topic))
    radius = params.RADIUS_LEAST + (1 - params.RADIUS_LEAST) * taste.horizon
    return unmet[: min(params.HORIZON_TOPICS, ceil(len(unmet) * radius))]


def horizon_pool(
    valued: Sequence[Valued],
    topics: Sequence[int],
    *,
    facts: Mapping[int, ArticleFacts],
    taste: Taste,
    now: datetime,
) -> list[Member]:
    """(topic by SquareCB) x (one of its best few by rank), each at least params.FLOOR."""
    groups = {topic: [it for it in valued if it.candidate.topic_id == topic] for topic in topics}
    groups = {topic: _best(group, facts, now) for topic, group in groups.items() if group}
    if not groups:
        return []
    general = _topic_rates(valued, facts)
    estimates = []
    for topic in groups:
        mean, sd = pipeline.posterior(taste.topics.get(topic, TopicTaste()), general[topic])
        estimates.append(mean + params.BONUS_SD * sd)
    by_topic = squarecb(estimates, gamma=params.GAMMA * sqrt(taste.events + 1))
    members = [
        (it, p_topic * p_item)
        for (group, p_topic) in zip(groups.values(), by_topic, strict=True)
        for it, p_item in zip(group, by_rank(len(group)), strict=True)
    ]
    return _members(members)


def fresh_pool(
    valued: Sequence[Valued], *, facts: Mapping[int, ArticleFacts], taste: Taste, now: datetime
) -> list[Member]:
    """New pieces that few were shown, by SquareCB on what is known of them, each at least params.FLOOR."""
    order = sorted(valued, key=lambda it: -it.value)[: ceil(len(valued) * params.FRESH_KEEP)]
    pool = [it for it in order if _is_fresh(it, facts, now)][: params.FRESH_POOL]
    if not pool:
        return []
    estimates = []
    for it in pool:
        seen = facts[it.candidate.article_id]
        a = seen.plays + params.FRESH_PRIOR * it.scores.p_play
        n = max(seen.views, seen.plays) + params.FRESH_PRIOR
        mean = min(0.99, a / n)
        estimates.append(mean + params.BONUS_SD * sqrt(mean * (1 - mean) / (n + 1)))
    p = squarecb(estimates, gamma=params.GAMMA * sqrt(taste.events + 1))
    return _members(list(zip(pool, p, strict=True)))


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


def _members(pairs: Sequence[tuple[Valued, float]]) -> list[Member]:
    return [Member(it, p) for (it, _), p in zip(pairs, floored([p for _, p in pairs]), strict=True)]


def _draw(pool: Sequence[Member], rng: Random, slot: int, kind: SlotKind, policy: str) -> Placed:
    member = rng.choices(pool, weights=[it.p for it in pool])[0]
    return Placed(member.valued, slot, kind, propensity=min(1.0, member.p), pool_size=len(pool), policy=policy)


def _free(valued: Sequence[Valued], chosen: Mapping[int, Placed]) -> list[Valued]:
    """Neither chosen already nor of a chosen story."""
    taken = {it.valued.candidate.article_id for it in chosen.values()}
    stories = {it.valued.candidate.story_id for it in chosen.values()} - {None}
    return [it for it in valued if it.candidate.article_id not in taken and it.candidate.story_id not in stories]


def _hardly_met(taste: Taste, topic: int) -> bool:
    mine = taste.topics.get(topic, TopicTaste())
    clicks = sum(it.clicks for it in taste.topics.values())
    views = sum(it.views for it in taste.topics.values())
    return (
        mine.hides < params.SLEEP_HIDES
        and mine.clicks <= params.HARDLY_MET_CLICKS * clicks
        and mine.views <= max(1.0, params.HARDLY_MET_VIEWS * views)
    )


def _nearness(valued: Sequence[Valued], taste: Taste) -> dict[int, float]:
    """Cosine of each topic's mean vector to the nearest interest; followed topics stand in where none was learnt."""
    centres = _centres(valued)
    interests = [np.asarray(it) for it in (taste.long, taste.short, *taste.recent) if it is not None]
    interests = interests or [centres[topic] for topic in taste.followed_topics if topic in centres]
    return {
        topic: max((float(it @ centre) for it in interests if it.shape == centre.shape), default=0.0)
        for topic, centre in centres.items()
    }


def _centres(valued: Sequence[Valued]) -> dict[int, Vector]:
    groups: dict[int, list[Vector]] = {}
    for it in valued:
        if it.candidate.topic_id is not None and it.candidate.vector is not None:
            groups.setdefault(it.candidate.topic_id, []).append(it.candidate.vector)
    means = {topic: np.mean(group, axis=0) for topic, group in groups.items()}
    return {topic: mean / max(float(np.linalg.norm(mean)), 1e-9) for topic, mean in means.items()}


def _topic_rates(valued: Sequence[Valued], facts: Mapping[int, ArticleFacts]) -> dict[int, float]:
    plays: dict[int, float] = {}
    views: dict[int, float] = {}
    for it in valued:
        if (topic := it.candidate.topic_id) is not None:
            known = facts[it.candidate.article_id]
            plays[topic] = plays.get(topic, 0) + known.plays
            views[topic] = views.get(topic, 0) + known.views
    return pipeline.base_rates(plays, views)


def _best(group: Sequence[Valued], facts: Mapping[int, ArticleFacts], now: datetime) -> list[Valued]:
    """The few of a topic that readers in general take up most, newer ones first among equals."""

    def quality(it: Valued) -> float:
        known = facts[it.candidate.article_id]
        rate = _wilson(known.plays, max(known.views, known.plays))
        return (params.BASE_RATE["play"] + rate) * pipeline.decay(it.candidate.published_at, now, params.WINDOW / 3)

    return sorted(group, key=lambda it: (-quality(it), it.candidate.article_id))[: params.HORIZON_ITEMS]


def _wilson(hits: float, n: float, z: float = 1.2816) -> float:
    """Lower bound of a rate; z of 80 % as in reddit's sorting of comments."""
    if n <= 0:
        return 0.0
    p = hits / n
    return (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)


def _is_fresh(it: Valued, facts: Mapping[int, ArticleFacts], now: datetime) -> bool:
    limit = params.FRESH_AGE if it.candidate.creator_id is None else params.FRESH_AGE_CREATOR
    known = facts[it.candidate.article_id]
    return now - it.candidate.published_at < limit and known.views < params.FRESH_VIEWS
