"""The facts behind the features: counters, assessments, stories and publishers of the candidates, in four queries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min

from feeds.models import Article
from moderation.models import Assessment
from ranking import params, pipeline
from ranking.models import ArticleStats
from ranking.querysets import among
from ranking.types import ArticleFacts, Candidate

COUNTERS = ("views", "plays", "likes", "comments", "hides", "dwells", "dwell_s")
PACE = timedelta(days=7)  # over which a publisher's pieces a day are counted


def facts(candidates: Sequence[Candidate], now: datetime) -> dict[int, ArticleFacts]:
    """What is known of each candidate as of `now`, by article id."""
    ids = [it.article_id for it in candidates]
    counted, assessed, stories, pace = _counted(ids, now), _assessed(ids), _stories(candidates), _pace(candidates, now)
    known = {}
    for it in candidates:
        size, first = stories.get(it.story_id or 0, (1, it.published_at))
        known[it.article_id] = ArticleFacts(
            **counted.get(it.article_id, {}),
            **assessed.get(it.article_id, {}),
            story_size=size,
            is_first=size > 1 and it.published_at <= first,
            output_a_day=pace.get(it.author, 1.0),
        )
    return known


def _assessed(article_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The probabilities of the newest assessment of each."""
    newest = Assessment.objects.filter(article__in=among(article_ids))
    rows = newest.order_by("article", "-created_at", "-pk").distinct("article")
    names = ("p_bait", "p_dubious", "p_distress")
    return {article: dict(zip(names, p, strict=True)) for article, *p in rows.values_list("article_id", *names)}


def _counted(article_ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """The counters of each, heat as it is now."""
    rows = ArticleStats.objects.filter(pk__in=among(article_ids)).values_list("pk", "heat_at", "heat", *COUNTERS)
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
