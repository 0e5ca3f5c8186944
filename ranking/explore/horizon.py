"""The horizon places: topics that the reader has hardly met, adjacent rather than alien."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from math import sqrt

import numpy as np

from ranking import params, pipeline
from ranking.candidates import NONE, Candidates, Facts, Floats, Ints, Weighed, coded
from ranking.explore.topics import Topics
from ranking.types import Direction, Taste, TopicTaste, Vector


def horizon_topics(candidates: Candidates, rows: Ints, *, taste: Taste) -> list[int]:
    """Topics of these rows that the reader has hardly met, adjacent ones first, as far as their horizon reaches.

    Empty for somebody of whom nothing is known: everything is new to them, nothing is beyond their usual.
    """
    if not taste.followed_topics and not any(it.clicks > 0 for it in taste.topics.values()):
        return []
    present = set(candidates.topic[rows].tolist()) - {NONE}
    clicks = params.HARDLY_MET_CLICKS * sum(it.clicks for it in taste.topics.values())
    views = max(1.0, params.HARDLY_MET_VIEWS * sum(it.views for it in taste.topics.values()))
    unmet = [it for it in present - taste.followed_topics if _hardly_met(taste, it, clicks=clicks, views=views)]
    centres = _centres(candidates, rows)
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
    pairs = np.sort((rows @ rows.T)[_pairs_of(len(rows))]) if len(rows) > 1 else np.zeros(0, dtype=np.float32)
    least = params.ADJACENT_FROM * 2 * (1 - radius)
    most = params.ADJACENT_TO + (100 - params.ADJACENT_TO) * max(0.0, 2 * radius - 1)
    if not len(pairs):
        return -1.0, 1.0
    # As numpy.percentile has it, which takes .2 ms to find out what it was asked for.
    places = np.array([least, most]) / 100 * (len(pairs) - 1)
    low, high = np.interp(places, np.arange(len(pairs)), pairs).tolist()
    low = low if least > 0 else -1.0
    high = high if most < 100 else 1.0  # noqa: PLR2004  per cent
    return low, max(low, high)


@lru_cache(maxsize=64)  # of each number of topics that a page may have
def _pairs_of(count: int) -> tuple[Ints, ...]:
    """The places of all pairs in a square of so many."""
    return np.triu_indices(count, k=1)


def horizon_pool(
    weighed: Weighed, rows: Ints, topics: Sequence[int], *, facts: Facts, taste: Taste, now: datetime
) -> Topics:
    """These topics as a pool to draw from: of these rows the best few of each, and the reader's click rate + .3 sd."""
    best = _best(weighed, rows, facts, now)
    of_topic = weighed.candidates.topic[best]
    groups = {topic: best[of_topic == topic][: params.HORIZON_ITEMS].tolist() for topic in topics}
    groups = {topic: group for topic, group in groups.items() if group}
    general = _topic_rates(weighed.candidates, rows, facts) if groups else {}
    hopes = {}
    for topic in groups:
        mean, sd = pipeline.posterior(taste.topics.get(topic, TopicTaste()), general[topic])
        hopes[topic] = mean + params.BONUS_SD * sd
    return Topics(groups, hopes, params.GAMMA * sqrt(taste.events + 1))


def _hardly_met(taste: Taste, topic: int, *, clicks: float, views: float) -> bool:
    """Whether they opened and saw no more of it than this, and would not rather be left alone with it."""
    mine = taste.topics.get(topic, TopicTaste())
    return mine.clicks <= clicks and mine.views <= views and not is_asleep(taste, topic)


def is_asleep(taste: Taste, topic: int) -> bool:
    """Whether the reader hid pieces of the topic far more often than those of others: no horizon for a while.

    Hides fade, so one keeps a topic asleep for 30 days, two for 44.
    """
    mine = taste.topics.get(topic, TopicTaste())
    if mine.hides < params.SLEEP_LEAST:
        return False
    others = [it for key, it in taste.topics.items() if key != topic]
    hides, views = sum(it.hides for it in others), sum(it.views for it in others)
    usual = (hides + params.RATE_PRIOR_VIEWS * params.BASE_RATE["hide"]) / (views + params.RATE_PRIOR_VIEWS)
    rate = (mine.hides + params.TASTE_PRIOR * usual) / (mine.views + params.TASTE_PRIOR)
    return rate > params.SLEEP_RATIO * usual


def _nearness(centres: Mapping[int, Vector], taste: Taste) -> dict[int, float]:
    """Cosine of each topic's mean vector to the nearest interest; followed topics stand in where none was learnt."""
    if not centres:
        return {}
    rows = np.stack(list(centres.values()))
    learnt = [it for it in (taste.long, taste.short, *taste.recent) if it is not None]
    interests: Sequence[Direction] = learnt or [centres[topic] for topic in taste.followed_topics if topic in centres]
    known = [it for it in interests if len(it) == rows.shape[1]]
    if not known:
        return {}
    return dict(zip(centres, (rows @ np.array(known, dtype=np.float32).T).max(axis=1).tolist(), strict=True))


def _centres(candidates: Candidates, rows: Ints) -> dict[int, Vector]:
    """The direction of each topic: the mean of its vectors at length 1; none of a topic without any vector."""
    topics, is_asked = candidates.topics, np.zeros(len(candidates), dtype=bool)
    is_asked[rows] = True
    is_of = (topics.codes == np.arange(len(topics.keys))[:, None]) & is_asked
    sums = is_of.astype(np.float32) @ candidates.vectors  # in one go: as means topic by topic it took 1 ms
    lengths = np.linalg.norm(sums, axis=1)
    return {
        topic: total / length
        for topic, total, length in zip(topics.keys, sums, lengths.tolist(), strict=True)
        if topic != NONE and length > 0
    }


def _topic_rates(candidates: Candidates, rows: Ints, facts: Facts) -> dict[int, float]:
    topics = coded(candidates.topic[rows])
    plays, views = (np.bincount(topics.codes, facts.column(name)[rows]) for name in ("plays", "views"))
    return pipeline.base_rates(
        dict(zip(topics.keys, plays.tolist(), strict=True)), dict(zip(topics.keys, views.tolist(), strict=True))
    )


def _best(weighed: Weighed, rows: Ints, facts: Facts, now: datetime) -> Ints:
    """First what readers in general take up most; while few have read it, as the heads expect it."""
    plays, views = facts.column("plays")[rows], facts.column("views")[rows]
    age_s = np.maximum(0.0, now.timestamp() - weighed.candidates.published[rows])
    left = 0.5 ** (age_s / (params.WINDOW / 3).total_seconds())
    quality = (weighed.score("p_play")[rows] + _wilson(plays, np.maximum(views, plays))) * left
    best: Ints = rows[np.lexsort((weighed.candidates.ids[rows], -quality))]
    return best


def _wilson(hits: Floats, n: Floats, z: float = 1.2816) -> Floats:
    """Lower bound of a rate; z of 80 % as in reddit's sorting of comments. 0 of what nobody saw."""
    seen = np.maximum(n, 1.0)
    p = hits / seen
    spread = z * np.sqrt(p * (1 - p) / seen + z * z / (4 * seen * seen))
    bound: Floats = np.where(n > 0, (p + z * z / (2 * seen) - spread) / (1 + z * z / seen), 0.0)
    return bound
