"""SLATE: what is served is written down before it is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from feeds.compiled import compiled
from feeds.models import Article, Feed
from ranking.models import Impression, Slate
from ranking.querysets import among
from ranking.types import Candidate, Placed, Scores, Visit
from ranking.writing import store

_titles = compiled(lambda ids: Article.objects.shown().filter(pk__in=among([ids])).values_list("pk", "title"))


def names(
    placed: Sequence[Placed], articles: Mapping[int, Article], *, pairs: Mapping[tuple[int, int], float]
) -> dict[int, dict[str, str]]:
    """Topic and publisher of each piece on the page, for its reasons; the feed the reader follows, where that is
    another one; and what they opened whose readers opened it, too. A query for each of the two that there is.
    """
    read = _read_with(articles, pairs)
    feeds = _other_feeds([it.valued.candidate for it in placed])
    return {
        it.pk: {
            "topic": it.topic.name if it.topic else "",
            "author": it.publisher,
            "followed": feeds.get(it.pk, it.publisher),
            "read": read.get(it.pk, ""),
        }
        for it in articles.values()
    }


def _read_with(articles: Mapping[int, Article], pairs: Mapping[tuple[int, int], float]) -> dict[int, str]:
    """For each piece on the page the title of what was opened last that it is co-read with most."""
    strongest: dict[int, tuple[float, int]] = {}
    for (earlier, later), trend in pairs.items():
        for piece, other in ((earlier, later), (later, earlier)):
            if piece in articles:
                strongest[piece] = max(strongest.get(piece, (trend, other)), (trend, other))
    ids = {other for _trend, other in strongest.values()}
    titles = dict(_titles(list(ids))) if ids else {}
    return {piece: str(titles[other]) for piece, (_trend, other) in strongest.items() if other in titles}


def _other_feeds(candidates: Sequence[Candidate]) -> dict[int, str]:
    """Titles of the feeds that the reader follows, by the article of another feed that they brought."""
    others = {it.article_id: it.followed_feed_id for it in candidates if it.followed_feed_id not in {None, it.feed_id}}
    feeds = Feed.objects.only("title", "url").in_bulk(list(others.values())) if others else {}
    return {article: str(feeds[feed]) for article, feed in others.items() if feed in feeds}


def write(
    placed: Sequence[Placed],
    *,
    articles: Mapping[int, Article],
    visit: Visit,
    heads: str,
    weights: str,
    arm: str,
    seed: int,
    counts: Mapping[str, Mapping[str, int]],
) -> Slate:
    """The slate with its impressions, in one statement; an empty one too, for that was served as well."""
    slate = Slate(
        reader_id=None if visit.is_private else visit.reader_id,
        visitor=visit.visitor,
        served_at=visit.now,
        page=visit.page,
        topic_id=visit.topic_id,
        heads=heads,
        weights=weights,
        arm=arm,
        seed=seed,
        counts=counts,
    )
    slate.served = store(slate, _rows(placed), articles)
    return slate


def _rows(placed: Sequence[Placed]) -> list[dict[str, Any]]:
    """The columns of each impression but its slate."""
    features = _rounded([it.valued.features.values for it in placed])
    scores = _rounded([it.valued.scores for it in placed])
    terms = _rounded([list(it.valued.terms.values()) for it in placed])
    return [
        {
            "article_id": it.valued.candidate.article_id,
            "slot": it.slot,
            "kind": it.kind.value,
            "propensity": it.propensity,
            "pool_size": it.pool_size,
            "policy": it.policy,
            "chances": {str(topic): round(p, 6) for topic, p in it.chances.items()},
            "scores": dict(zip(Scores._fields, scores[n], strict=True)),
            "terms": dict(zip(it.valued.terms, terms[n], strict=True)),
            "value": it.valued.value,
            "features": features[n],
            "reasons": [{"code": why.code, "params": dict(why.params), "share": why.share} for why in it.reasons],
        }
        for n, it in enumerate(placed)
    ]


def _rounded(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Six decimals: the rest is noise that fills the largest table. All at once: a thousand numbers a page."""
    rounded: list[list[float]] = np.round(np.array(rows, dtype=float), 6).tolist()
    return rounded


def cards(slate: Slate) -> list[Impression]:
    """The impressions of a slate in slot order, with all that a card prints. One query, none where it was written."""
    if slate.served is not None:
        return slate.served
    return list(Impression.objects.filter(slate=slate).with_card().order_by("slot"))
