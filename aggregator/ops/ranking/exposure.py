"""How evenly publishers and topics are shown, and how varied one page is."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from feeds.models import Article
from ranking.models import Impression

WEEK = timedelta(days=7)
PAGES = 500  # newest first pages: the mean over them is known to a few per cent
MOST = 15  # publishers in the table


@dataclass(frozen=True, slots=True)
class Publisher:
    """A feed or a creator, its cards and what share of all cards they are."""

    name: str
    cards: int
    share: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """Gini: 0 when all publishers of the week are shown alike, near 1 when one is shown alone."""

    gini: float | None
    publishers: tuple[Publisher, ...]
    shown: int
    unshown: int
    pages: int
    topics: float
    effective_topics: float
    authors: float


def read(now: datetime) -> Exposure:
    """The last week. Three queries."""
    served = Impression.objects.filter(slate__served_at__gt=now - WEEK)
    rows = (
        served.annotate(publisher=Coalesce("article__feed__title", "article__creator__name"))
        .values_list("publisher", "article__feed_id", "article__creator_id")
        .annotate(n=Count("pk"))
        .order_by("-n")
    )
    cards = [(name or "–", n) for name, _feed, _creator, n in rows]
    published = Article.objects.shown().recent(now, window=WEEK)
    publishers = published.order_by().values("feed_id", "creator_id").distinct().count()
    unshown = max(0, publishers - len(cards))
    counts = [n for _, n in cards]
    total = sum(counts) or 1
    return Exposure(
        gini=gini([*counts, *[0] * unshown]) if counts else None,
        publishers=tuple(Publisher(name, n, n / total) for name, n in cards[:MOST]),
        shown=len(cards),
        unshown=unshown,
        **_variety(now),
    )


def gini(counts: Sequence[int]) -> float:
    """Gini's coefficient of these counts; 0 for fewer than two."""
    n, total = len(counts), sum(counts)
    if n < 2 or not total:  # noqa: PLR2004  one alone is not uneven
        return 0.0
    ranked = sum(rank * it for rank, it in enumerate(sorted(counts), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n


def effective(counts: Sequence[int]) -> float:
    """How many topics of equal size would be as varied: e to the entropy (Hill's number of order 1)."""
    total = sum(counts)
    return exp(-sum(it / total * log(it / total) for it in counts if it)) if total else 0.0


def _variety(now: datetime) -> dict[str, Any]:
    """Means over the newest first pages of readers."""
    slates = (
        Impression.objects.filter(slate__served_at__gt=now - WEEK, slate__page=0, slate__topic__isnull=True, slot=0)
        .order_by("-pk")
        .values("slate_id")[:PAGES]
    )
    topics: dict[object, Counter[object]] = defaultdict(Counter)
    authors: dict[object, set[object]] = defaultdict(set)
    rows = Impression.objects.filter(slate__in=slates)
    for slate, topic, feed, creator in rows.values_list(
        "slate_id", "article__topic_id", "article__feed_id", "article__creator_id"
    ):
        topics[slate][topic] += 1
        authors[slate].add((feed, creator))
    n = len(topics) or 1
    return {
        "pages": len(topics),
        "topics": sum(len(it) for it in topics.values()) / n,
        "effective_topics": sum(effective(list(it.values())) for it in topics.values()) / n,
        "authors": sum(len(it) for it in authors.values()) / n,
    }
