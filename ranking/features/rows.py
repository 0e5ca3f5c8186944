"""One row a candidate from what is known of it, of the reader, and of today. Asks nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ranking import params, pipeline
from ranking.counting.signs import Links, co_read_signs, heat_signs, no_links
from ranking.types import ArticleFacts, Candidate, Features, Memory, Taste, TopicTaste

Column: TypeAlias = NDArray[np.floating[Any]]


def rows(
    candidates: Sequence[Candidate],
    *,
    facts: Mapping[int, ArticleFacts],
    taste: Taste,
    memory: Memory,
    now: datetime,
    links: Links | None = None,
) -> list[Features]:
    """The features of each candidate, in its order; the site and every evaluation compute them here.

    `links`: co-read of `taste.opened` with the candidates; none when left out.
    """
    if not candidates:
        return []
    columns = {
        **_near(candidates, taste),
        **_of_reader(candidates, taste),
        **_of_article(candidates, [facts[it.article_id] for it in candidates], now),
        **_of_crowd([facts[it.article_id] for it in candidates], links or no_links(len(candidates))),
        "topic_today": np.array([memory.topics_today.get(it.topic_id or 0, 0.0) for it in candidates]),
        "author_today": np.array([memory.authors_today.get(it.author, 0.0) for it in candidates]),
    }
    table = np.stack([columns[name] for name in params.FEATURES], axis=1)
    return [Features(tuple(row)) for row in table.tolist()]


def _near(candidates: Sequence[Candidate], taste: Taste) -> dict[str, Column]:
    """Cosines to the long interest, the short one, the nearest of the recent ones; 0 where a side has no vector."""
    size = next((len(it.vector) for it in candidates if it.vector is not None), 0)
    blank = np.zeros(size, dtype=np.float32)
    rows = np.array([blank if it.vector is None or len(it.vector) != size else it.vector for it in candidates])

    def nearest(interests: Sequence[tuple[float, ...] | None]) -> Column:
        known = [it for it in interests if it is not None and len(it) == size]
        if not known or not size:
            return np.zeros(len(candidates))
        cosines: Column = (rows @ np.array(known, dtype=np.float32).T).max(axis=1)
        return np.maximum(cosines, 0)

    return {
        "cos_long": nearest([taste.long]),
        "cos_short": nearest([taste.short]),
        "cos_recent": nearest(taste.recent),
    }


def _of_reader(candidates: Sequence[Candidate], taste: Taste) -> dict[str, Column]:
    """What the reader did with the topic and the author before, and whom they follow."""
    topics = {it: _lift(counts) for it, counts in taste.topics.items()}
    authors = {it: _lift(counts) for it, counts in taste.authors.items()}
    unknown = TopicTaste()
    hides = [
        taste.topics.get(it.topic_id or 0, unknown).hides + taste.authors.get(it.author, unknown).hides
        for it in candidates
    ]
    followed = [it.followed_feed_id is not None or it.creator_id in taste.followed_creators for it in candidates]
    return {
        "topic_taste": np.array([topics.get(it.topic_id or 0, 0.0) for it in candidates]),
        "feed_taste": np.array([authors.get(it.author, 0.0) for it in candidates]),
        "hides": np.minimum(params.HIDES_LIMIT, hides),
        "follows_topic": np.array([float(it.topic_id in taste.followed_topics) for it in candidates]),
        "follows_author": np.array(followed, dtype=float),
    }


def _lift(taste: TopicTaste) -> float:
    base = params.BASE_RATE["play"]
    return pipeline.logit(pipeline.posterior(taste, base)[0]) - pipeline.logit(base)


def _of_article(candidates: Sequence[Candidate], facts: Sequence[ArticleFacts], now: datetime) -> dict[str, Column]:
    """What readers in general did with it, how new and long it is, and what is known of its publisher."""

    def column(name: str) -> Column:
        return np.array([getattr(it, name) for it in facts], dtype=float)

    views = column("views")
    words = np.maximum(30.0, [it.word_count for it in candidates])  # a headline without text still takes a moment
    days = np.maximum(0.0, [(now - it.published_at) / timedelta(days=1) for it in candidates])
    return {
        "click_rate": _rate_lift(column("plays"), views, params.BASE_RATE["play"]),
        "like_rate": _rate_lift(column("likes"), views, params.BASE_RATE["like"]),
        "comment_rate": _rate_lift(column("comments"), views, params.BASE_RATE["comment"]),
        "hide_rate": _rate_lift(column("hides"), views, params.BASE_RATE["hide"]),
        "heat": np.log1p(np.maximum(0.0, column("heat"))),
        "freshness": 0.5**days,
        "length": np.log(words / params.TYPICAL_WORDS),
        "dwell_ratio": _dwell_ratio(column("dwells"), column("dwell_s"), words),
        "coverage": np.log2(np.maximum(1.0, column("story_size"))),
        "is_first": column("is_first"),
        "smallness": np.log10(3) / np.log10(2 + np.maximum(1.0, column("output_a_day"))),  # Lemmy's scaling
        "p_bait": column("p_bait"),
        "p_dubious": column("p_dubious"),
        "p_distress": column("p_distress"),
    }


def _of_crowd(facts: Sequence[ArticleFacts], links: Links) -> dict[str, Column]:
    """What other readers open now, and after what this reader opened."""
    spans = np.array([(it.heat_10m, it.heat_1h, it.heat) for it in facts])
    return {**heat_signs(spans), **co_read_signs(links, spans)}


def _rate_lift(count: Column, views: Column, base: float) -> Column:
    """Log-odds of the shrunk rate over the base rate; a count can outrun views that no beacon reported."""
    prior = params.RATE_PRIOR_VIEWS
    rate: Column = np.minimum(0.95, (count + prior * base) / (np.maximum(views, count) + prior))
    lift: Column = np.log(rate / (1 - rate)) - pipeline.logit(base)
    return lift


def _dwell_ratio(dwells: Column, dwell_s: Column, words: Column) -> Column:
    """Mean time read over the time its length asks for, drawn to 1 while few have read it."""
    expected = np.minimum(params.DWELL_CAP_S, words / params.WORDS_A_SECOND)
    ratio = np.minimum(2.0, dwell_s / np.maximum(1.0, dwells) / expected)
    drawn: Column = (dwells * ratio + params.DWELL_PRIOR) / (dwells + params.DWELL_PRIOR)
    return drawn
