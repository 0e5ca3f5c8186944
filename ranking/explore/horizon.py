"""The horizon places: topics that the reader has hardly met, adjacent rather than alien."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import sqrt

import numpy as np

from ranking import params, pipeline
from ranking.explore.topics import Topics
from ranking.types import ArticleFacts, Taste, TopicTaste, Valued, Vector


def horizon_topics(valued: Sequence[Valued], *, taste: Taste) -> list[int]:
    """Topics that the reader has hardly met, adjacent ones first, as far as their horizon reaches.

    Empty for somebody of whom nothing is known: everything is new to them, nothing is beyond their usual.
    """
    if not taste.followed_topics and not any(it.clicks > 0 for it in taste.topics.values()):
        return []
    present = {it.candidate.topic_id for it in valued if it.candidate.topic_id is not None}
    unmet = [topic for topic in present - taste.followed_topics if _hardly_met(taste, topic)]
    centres = _centres(valued)
    near = _nearness(centres, taste)
    low, high = band(list(centres.values()), taste.horizon)

    def beyond(topic: int) -> float:
        cosine = near.get(topic, 0.0)
        return max(low - cosine, cosine - high, 0.0)

    within = sum(beyond(topic) == 0 for topic in unmet)
    unmet.sort(key=lambda topic: (beyond(topic), -near.get(topic, 0.0), topic))
    # one more than there are places: what is certain to be shown cannot be compared with not being shown
    return unmet[: min(params.HORIZON_TOPICS, max(within, len(params.HORIZON_SLOTS) + 1))]


def band(centres: Sequence[Vector], radius: float) -> tuple[float, float]:
    """Cosines between which a topic is adjacent to an interest: neither the same again nor alien.

    In percentiles of all pairs of topics: 35 to 85 for a radius of 1/2, above 70 for 0, everything for 1.
    """
    rows = np.array(centres, dtype=np.float32)
    pairs = (rows @ rows.T)[np.triu_indices(len(rows), k=1)] if len(rows) > 1 else np.zeros(0, dtype=np.float32)
    least = params.ADJACENT_FROM * 2 * (1 - radius)
    most = params.ADJACENT_TO + (100 - params.ADJACENT_TO) * max(0.0, 2 * radius - 1)
    low = float(np.percentile(pairs, least)) if least > 0 and len(pairs) else -1.0
    high = float(np.percentile(pairs, most)) if most < 100 and len(pairs) else 1.0  # noqa: PLR2004  per cent
    return low, max(low, high)


def horizon_pool(
    valued: Sequence[Valued],
    topics: Sequence[int],
    *,
    facts: Mapping[int, ArticleFacts],
    taste: Taste,
    now: datetime,
) -> Topics:
    """These topics as a pool to draw from: the best few pieces of each, and the reader's click rate + .3 sd."""
    groups = {topic: [it for it in valued if it.candidate.topic_id == topic] for topic in topics}
    groups = {topic: _best(group, facts, now) for topic, group in groups.items() if group}
    general = _topic_rates(valued, facts) if groups else {}
    hopes = {}
    for topic in groups:
        mean, sd = pipeline.posterior(taste.topics.get(topic, TopicTaste()), general[topic])
        hopes[topic] = mean + params.BONUS_SD * sd
    return Topics(groups, hopes, params.GAMMA * sqrt(taste.events + 1))


def _hardly_met(taste: Taste, topic: int) -> bool:
    mine = taste.topics.get(topic, TopicTaste())
    clicks = sum(it.clicks for it in taste.topics.values())
    views = sum(it.views for it in taste.topics.values())
    return (
        not is_asleep(taste, topic)
        and mine.clicks <= params.HARDLY_MET_CLICKS * clicks
        and mine.views <= max(1.0, params.HARDLY_MET_VIEWS * views)
    )


def is_asleep(taste: Taste, topic: int) -> bool:
    """Whether the reader hid pieces of the topic far more often than those of others: no horizon for a while.

    Hides fade, so one keeps a topic asleep for 30 days, two for 44.
    """
    mine = taste.topics.get(topic, TopicTaste())
    others = [it for key, it in taste.topics.items() if key != topic]
    hides, views = sum(it.hides for it in others), sum(it.views for it in others)
    usual = (hides + params.RATE_PRIOR_VIEWS * params.BASE_RATE["hide"]) / (views + params.RATE_PRIOR_VIEWS)
    rate = (mine.hides + params.TASTE_PRIOR * usual) / (mine.views + params.TASTE_PRIOR)
    return mine.hides >= params.SLEEP_LEAST and rate > params.SLEEP_RATIO * usual


def _nearness(centres: Mapping[int, Vector], taste: Taste) -> dict[int, float]:
    """Cosine of each topic's mean vector to the nearest interest; followed topics stand in where none was learnt."""
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
    """The few of a topic that readers in general take up most; while few have read them, as the heads expect it."""

    def quality(it: Valued) -> float:
        known = facts[it.candidate.article_id]
        rate = _wilson(known.plays, max(known.views, known.plays))
        return (it.scores.p_play + rate) * pipeline.decay(it.candidate.published_at, now, params.WINDOW / 3)

    return sorted(group, key=lambda it: (-quality(it), it.candidate.article_id))[: params.HORIZON_ITEMS]


def _wilson(hits: float, n: float, z: float = 1.2816) -> float:
    """Lower bound of a rate; z of 80 % as in reddit's sorting of comments."""
    if n <= 0:
        return 0.0
    p = hits / n
    return (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
