"""Pieces that began in a fresh place: how many came to the top by themselves, and how long a piece waits to be seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from ranking.models import ArticleStats, Event, Impression
from ranking.types import Policy

SPAN = timedelta(days=14)
SETTLED = timedelta(days=2)  # what is younger may still rise
TOP = 0.1  # of the articles that anybody opened by rank
SEEN = 100  # views after which a piece has had its chance
SAMPLE = 500  # newest pieces with so many views: each has its hundredth looked for


@dataclass(frozen=True, slots=True)
class Graduated:
    """Pieces shown in a fresh place, how many of them are in the top tenth by clicks elsewhere, and the wait."""

    fresh: int
    at_top: int
    seen: int
    hours_to_be_seen: float | None

    @property
    def share(self) -> float | None:
        """Of the fresh ones; None without any."""
        return self.at_top / self.fresh if self.fresh else None


def read(now: datetime) -> Graduated:
    """Of what was published in two weeks and is two days old. Three queries."""
    published = Q(article__published_at__gt=now - SPAN - SETTLED, article__published_at__lte=now - SETTLED)
    shown = Impression.objects.filter(published, policy=Policy.FRESH, slate__served_at__gt=now - SPAN - SETTLED)
    fresh = set(shown.order_by().values_list("article_id", flat=True).distinct())
    played = Event.objects.filter(published, kind=Event.Kind.PLAY, impression__policy=Policy.RANK)
    clicks = dict(played.order_by().values_list("article_id").annotate(n=Count("pk")))
    waits = _waits(published)
    return Graduated(len(fresh), len(fresh & top(clicks)), len(waits), median(waits) if waits else None)


def top(clicks: dict[int, int]) -> set[int]:
    """The best tenth, at least one where there is any; whoever has as many as the last of them is in it."""
    if not clicks:
        return set()
    least = sorted(clicks.values(), reverse=True)[max(1, round(TOP * len(clicks))) - 1]
    return {article for article, n in clicks.items() if n >= least}


def _waits(published: Q) -> list[float]:
    """Hours from publishing to the hundredth view."""
    seen = ArticleStats.objects.filter(published, views__gte=SEEN).order_by("-pk").values("pk")[:SAMPLE]
    nth = Window(RowNumber(), partition_by="article_id", order_by=[F("happened_at").asc(), F("pk").asc()])
    views = Event.objects.filter(article__in=seen, kind=Event.Kind.VIEW).annotate(nth=nth).filter(nth=SEEN)
    pairs = views.values_list("happened_at", "article__published_at")
    return [max(0.0, (at - published_at).total_seconds() / 3600) for at, published_at in pairs if published_at]
