"""One row a candidate from what is known of it, of the reader, and of today. Asks nobody."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ranking import params, pipeline
from ranking.candidates import NONE, Candidates, Facts, Floats
from ranking.counting.signs import Links, co_read_signs, heat_signs, no_links
from ranking.counting.trends import Column
from ranking.types import Direction, Memory, Taste, TopicTaste

DAY_S = 86_400
_UNKNOWN = TopicTaste()


def rows(
    candidates: Candidates,
    *,
    facts: Facts,
    taste: Taste,
    memory: Memory,
    now: datetime,
    links: Links | None = None,
) -> Floats:
    """The features of each candidate, in its order; the site and every evaluation compute them here.

    `links`: co-read of `taste.opened` with the candidates; none when left out.
    """
    columns = {
        **_near(candidates, taste),
        **_of_reader(candidates, taste),
        **_of_article(candidates, facts, now),
        **_of_crowd(facts, links or no_links(len(candidates))),
        "topic_today": candidates.topics.each(lambda topic: memory.topics_today.get(topic, 0.0)),
        "author_today": candidates.authors.spread(
            [memory.authors_today.get(name, 0.0) for name in candidates.author_names]
        ),
    }
    return np.stack([columns[name] for name in params.FEATURES], axis=1)


def _near(candidates: Candidates, taste: Taste) -> dict[str, Column]:
    """Cosines to the long interest, the short one, the nearest of the recent ones; 0 where a side has no vector."""
    vectors = candidates.vectors
    size = vectors.shape[1]

    def nearest(interests: Sequence[Direction | None]) -> Column:
        known = [it for it in interests if it is not None and len(it) == size]
        if not known or not size:
            return np.zeros(len(candidates))
        cosines: Column = (vectors @ np.array(known, dtype=np.float32).T).max(axis=1)
        return np.maximum(cosines, 0)

    return {
        "cos_long": nearest([taste.long]),
        "cos_short": nearest([taste.short]),
        "cos_recent": nearest(taste.recent),
    }


def _of_reader(candidates: Candidates, taste: Taste) -> dict[str, Column]:
    """What the reader did with the topic and the author before, and whom they follow."""
    topics, authors = candidates.topics, candidates.authors
    of_topics = [taste.topics.get(topic, _UNKNOWN) for topic in topics.keys]
    of_authors = [taste.authors.get(name, _UNKNOWN) for name in candidates.author_names]
    hides = topics.spread([it.hides for it in of_topics]) + authors.spread([it.hides for it in of_authors])
    creators = taste.followed_creators
    is_followed = (candidates.followed != NONE) | (np.isin(candidates.creator, list(creators)) if creators else False)
    return {
        "topic_taste": topics.spread(_lifts(of_topics)),
        "feed_taste": authors.spread(_lifts(of_authors)),
        "hides": np.minimum(params.HIDES_LIMIT, hides),
        "follows_topic": topics.each(lambda it: float(it in taste.followed_topics)),
        "follows_author": is_followed.astype(float),
    }


def _lifts(tastes: Sequence[TopicTaste]) -> list[float]:
    """Log-odds of the reader's click rates over the base rate; worked out once for all of whom nothing is known."""
    base = params.BASE_RATE["play"]
    usual = pipeline.logit(base)

    def lift(taste: TopicTaste) -> float:
        return pipeline.logit(pipeline.posterior(taste, base)[0]) - usual

    unknown = lift(_UNKNOWN)
    return [unknown if it is _UNKNOWN else lift(it) for it in tastes]


def _of_article(candidates: Candidates, facts: Facts, now: datetime) -> dict[str, Column]:
    """What readers in general did with it, how new and long it is, and what is known of its publisher."""
    column = facts.column
    views = column("views")
    words = np.maximum(30.0, candidates.words)  # a headline without text still takes a moment
    days = np.maximum(0.0, now.timestamp() - candidates.published) / DAY_S
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


def _of_crowd(facts: Facts, links: Links) -> dict[str, Column]:
    """What other readers open now, and after what this reader opened."""
    spans = np.stack([facts.column(name) for name in ("heat_10m", "heat_1h", "heat")], axis=1)
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
