"""FEATURES: one row a candidate, the same for serving and for training, in the order of params.FEATURES."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import log, log2, log10
from typing import Any

import numpy as np
from django.db.models import Count, F, Min
from numpy.typing import NDArray

from feeds.models import Article
from moderation.models import Assessment
from ranking import params, pipeline
from ranking.models import ArticleStats
from ranking.types import ArticleFacts, Candidate, Features, Memory, Taste, TopicTaste, Visit

COUNTERS = ("views", "plays", "likes", "comments", "hides", "dwells", "dwell_s")
PACE = timedelta(days=7)  # over which a publisher's pieces a day are counted


def features(
    candidates: Sequence[Candidate], *, visit: Visit, taste: Taste, memory: Memory
) -> tuple[list[Features], dict[int, ArticleFacts]]:
    """A row for each candidate, and the facts behind it by article id. Four queries, whatever their number."""
    facts = _facts(candidates, visit.now)
    cosines = _cosines(candidates, taste)
    rows = [
        Features(
            (*near, *_of_reader(it, taste), *_of_article(it, facts[it.article_id], visit.now), *_today(it, memory))
        )
        for it, near in zip(candidates, cosines, strict=True)
    ]
    return rows, facts


def _facts(candidates: Sequence[Candidate], now: datetime) -> dict[int, ArticleFacts]:
    ids = [it.article_id for it in candidates]
    counted, assessed, stories, pace = _counted(ids, now), _assessed(ids), _stories(candidates), _pace(candidates, now)
    facts = {}
    for it in candidates:
        size, first = stories.get(it.story_id or 0, (1, it.published_at))
        facts[it.article_id] = ArticleFacts(
            **counted.get(it.article_id, {}),
            **assessed.get(it.article_id, {}),
            story_size=size,
            is_first=size > 1 and it.published_at <= first,
            output_a_day=pace.get(it.author, 1.0),
        )
    return facts


def _assessed(article_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The probabilities of the newest assessment of each."""
    newest = Assessment.objects.filter(article__in=article_ids)
    rows = newest.order_by("article", "-created_at", "-pk").distinct("article")
    return {
        it.article_id: {"p_bait": it.p_bait, "p_dubious": it.p_dubious, "p_distress": it.p_distress}
        for it in rows.only("article_id", "p_bait", "p_dubious", "p_distress")
    }


def _counted(article_ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """The counters of each, heat as it is now."""
    rows = ArticleStats.objects.filter(pk__in=article_ids).values_list("pk", "heat_at", "heat", *COUNTERS)
    return {
        pk: {**dict(zip(COUNTERS, counts, strict=True)), "heat": heat * pipeline.decay(at, now, params.HEAT_HALF_LIFE)}
        for pk, at, heat, *counts in rows
    }


def _stories(candidates: Sequence[Candidate]) -> dict[int, tuple[int, datetime]]:
    """How many shown articles each story has, and when its first one came."""
    ids = {it.story_id for it in candidates if it.story_id is not None}
    rows = (
        Article.objects.shown()
        .filter(story__in=ids)
        .values("story_id")
        .annotate(size=Count("pk"), first=Min(F("published_at")))
    )
    return {row["story_id"]: (row["size"], row["first"]) for row in rows}


def _pace(candidates: Sequence[Candidate], now: datetime) -> dict[str, float]:
    """Pieces a day of each feed among the candidates; a creator's own count as one."""
    ids = {it.feed_id for it in candidates if it.feed_id is not None}
    rows = (
        Article.objects.shown().recent(now, window=PACE).filter(feed__in=ids).values("feed_id").annotate(n=Count("pk"))
    )
    return {f"feed-{row['feed_id']}": row["n"] / PACE.days for row in rows}


def _cosines(candidates: Sequence[Candidate], taste: Taste) -> list[tuple[float, float, float]]:
    """To the long interest, the short one, and the nearest of the recent ones; 0 where either side has no vector."""
    size = next((len(it.vector) for it in candidates if it.vector is not None), 0)
    blank = np.zeros(size, dtype=np.float32)
    rows = np.array([blank if it.vector is None else it.vector for it in candidates]).reshape(len(candidates), size)

    def nearest(interests: Sequence[tuple[float, ...] | None]) -> NDArray[np.float32]:
        known = [it for it in interests if it is not None and len(it) == size]
        if not known or not size:
            return np.zeros(len(candidates), dtype=np.float32)
        return np.asarray((rows @ np.array(known, dtype=np.float32).T).max(axis=1))

    found = np.stack([nearest([taste.long]), nearest([taste.short]), nearest(taste.recent)], axis=1)
    return [(long, short, recent) for long, short, recent in np.maximum(found, 0).tolist()]


def _of_reader(it: Candidate, taste: Taste) -> tuple[float, ...]:
    topic, author = taste.topics.get(it.topic_id or 0, TopicTaste()), taste.authors.get(it.author, TopicTaste())
    return (
        _lift(topic),
        _lift(author),
        min(params.HIDES_LIMIT, topic.hides + author.hides),
        float(it.topic_id in taste.followed_topics),
        float(it.feed_id in taste.followed_feeds or it.creator_id in taste.followed_creators),
    )


def _lift(taste: TopicTaste) -> float:
    base = params.BASE_RATE["play"]
    return pipeline.logit(pipeline.posterior(taste, base)[0]) - pipeline.logit(base)


def _of_article(it: Candidate, facts: ArticleFacts, now: datetime) -> tuple[float, ...]:
    rates = {
        "play": facts.plays,
        "like": facts.likes,
        "comment": facts.comments,
        "hide": facts.hides,
    }
    words = max(30, it.word_count)  # a headline without text still takes a moment
    return (
        *(_rate_lift(count, facts.views, params.BASE_RATE[kind]) for kind, count in rates.items()),
        log(1 + max(0.0, facts.heat)),
        pipeline.decay(it.published_at, now, timedelta(days=1)),
        log(words / params.TYPICAL_WORDS),
        _dwell_ratio(facts, words),
        log2(max(1, facts.story_size)),
        float(facts.is_first),
        log10(3) / log10(2 + max(1.0, facts.output_a_day)),  # Lemmy's scaling, 1 for a piece a day
        facts.p_bait,
        facts.p_dubious,
        facts.p_distress,
    )


def _rate_lift(count: float, views: float, base: float) -> float:
    return pipeline.logit(pipeline.shrunk(count, views, base)) - pipeline.logit(base)


def _dwell_ratio(facts: ArticleFacts, words: int) -> float:
    """Mean time read over the time its length asks for, drawn to 1 while few have read it."""
    expected = min(params.DWELL_CAP_S, words / params.WORDS_A_SECOND)
    ratio = min(2.0, facts.dwell_s / facts.dwells / expected) if facts.dwells else 1.0
    return (facts.dwells * ratio + params.DWELL_PRIOR) / (facts.dwells + params.DWELL_PRIOR)


def _today(it: Candidate, memory: Memory) -> tuple[float, float]:
    return memory.topics_today.get(it.topic_id or 0, 0.0), memory.authors_today.get(it.author, 0.0)
