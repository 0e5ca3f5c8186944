"""How evenly publishers and topics are shown, and how varied one page is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.accounts.models import User
from feeds.models import Article, Feed
from ranking.replay.measures import gini
from ranking.tally import Sums
from ranking.tally.sums import Publisher as Key

WEEK = timedelta(days=7)
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


def read(sums: Sums, now: datetime) -> Exposure:
    """Of a week. Three queries."""
    cards = sorted(sums.publishers.items(), key=lambda it: -it[1])
    total = sum(n for _key, n in cards) or 1
    published = Article.objects.shown().recent(now, window=WEEK).order_by().values_list("feed_id", "creator_id")
    unshown = len(set(published.distinct()) - set(sums.publishers))
    pages = int(sums.of_day.get("pages", 0))
    a_page = {name: sums.of_day.get(name, 0.0) / (pages or 1) for name in ("topics", "effective_topics", "authors")}
    names = _names([key for key, _n in cards[:MOST]])
    return Exposure(
        gini=gini([*(n for _key, n in cards), *[0] * unshown]) if cards else None,
        publishers=tuple(Publisher(names.get(key, "–"), n, n / total) for key, n in cards[:MOST]),
        shown=len(cards),
        unshown=unshown,
        pages=pages,
        **a_page,
    )


def _names(keys: Sequence[Key]) -> dict[Key, str]:
    feeds = Feed.objects.filter(pk__in=[feed for feed, _creator in keys if feed]).values_list("pk", "title", "url")
    people = User.objects.filter(pk__in=[it for _feed, it in keys if it]).values_list("pk", "name")
    return {**{(pk, None): title or url for pk, title, url in feeds}, **{(None, pk): name for pk, name in people}}
