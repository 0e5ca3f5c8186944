"""The discoverable corpus: articles that got some clicks in places by rank soon after they appeared."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F

from feeds.models import Article
from ranking.experiments.arms import HOLDOUT, place
from ranking.models import Event, Slate
from ranking.replay.measures import gini
from ranking.types import Policy

CLICKS, WITHIN = 10, timedelta(hours=48)  # facts of the project: DC(10, 48 h) for news
CLICKS_OF_FEW = 2  # where arms are compared: a fiftieth of the readers is held out
SPAN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Found:
    """Articles found by so many signed-in readers, of how many publishers, and how unevenly (0: all alike)."""

    arm: str
    readers: int
    articles: int
    publishers: int
    gini: float


def found(now: datetime, *, clicks: int = CLICKS) -> Found:
    """By everybody, of the articles of two weeks whose 48 hours are over. Three queries."""
    return _counted("", _readers(now), None, clicks, now)


def by_arm(now: datetime) -> list[Found]:
    """By signed-in readers who are held out from exploring, and by as many others; and by the arms of experiments."""
    share = settings.HOLDOUT_PER_CENT / 100
    readers = _readers(now)
    by_place = {it: place(str(it), HOLDOUT) for it in readers}
    held = {it for it in readers if by_place[it] < share}
    others = sorted(set(readers) - held, key=lambda it: by_place[it])[: len(held)]
    arms = [_counted("explores", others, set(others), CLICKS_OF_FEW, now)] if held else []
    arms += [_counted("held-out", sorted(held), held, CLICKS_OF_FEW, now)] if held else []
    return arms + [_of_trial(arm, some, now) for arm, some in sorted(_trials(now).items())]


def _readers(now: datetime) -> list[int]:
    served = Slate.objects.filter(served_at__gt=now - SPAN - WITHIN, reader__isnull=False)
    return [it for it in served.order_by().values_list("reader_id", flat=True).distinct() if it is not None]


def _trials(now: datetime) -> dict[str, set[int]]:
    """Readers by the arm of an experiment that served them."""
    served = Slate.objects.filter(served_at__gt=now - SPAN - WITHIN, reader__isnull=False).exclude(arm="")
    arms: dict[str, set[int]] = {}
    for arm, reader in served.order_by().values_list("arm", "reader_id").distinct():
        arms.setdefault(arm, set()).add(reader or 0)
    return arms


def _of_trial(arm: str, readers: set[int], now: datetime) -> Found:
    return _counted(arm, sorted(readers), readers, CLICKS_OF_FEW, now)


def _counted(arm: str, readers: list[int], among: set[int] | None, clicks: int, now: datetime) -> Found:
    """Clicks of strangers count where nobody is left out. A publisher of whom nothing was found counts as none."""
    since, until = now - WITHIN - SPAN, now - WITHIN
    played = Event.objects.filter(kind=Event.Kind.PLAY, impression__policy=Policy.RANK)
    played = played.filter(
        article__published_at__gt=since,
        article__published_at__lte=until,
        happened_at__lte=F("article__published_at") + WITHIN,
    )
    if among is not None:
        played = played.filter(reader__in=among)
    by_article = played.order_by().values("article_id", "article__feed_id", "article__creator_id")
    rows = by_article.annotate(n=Count("pk")).filter(n__gte=clicks)
    publishers = Counter((row["article__feed_id"], row["article__creator_id"]) for row in rows)
    published = Article.objects.shown().filter(published_at__gt=since, published_at__lte=until).order_by()
    for key in published.values_list("feed_id", "creator_id").distinct():
        publishers.setdefault(key, 0)
    counts = list(publishers.values())
    return Found(arm, len(readers), sum(counts), sum(n > 0 for n in counts), gini(counts))
