"""Growth of interests on this site: its impressions as ranking.replay.growth reads them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from ranking.experiments.arms import place
from ranking.hot.columns import Floats
from ranking.models import Event, Impression, Slate
from ranking.replay.growth import WINDOW_DAYS, Growth, Looks, Units, growth
from ranking.types import Policy

WINDOW = timedelta(days=WINDOW_DAYS)
DRAWS = timedelta(days=14)  # of draws, before the window: four weeks of pages in all
READERS = 500  # a seventh of a million cards, a second or two; an interval over so many readers is a point wide
SAMPLE = "growth"  # the name under which readers are hashed


def read(now: datetime, *, readers: int = READERS) -> Growth:
    """Over the draws of a fortnight whose fortnight afterwards is over. Three queries."""
    since, until = now - WINDOW - DRAWS, now - WINDOW
    who = _sampled(since, until, readers)
    units, looks = _units(since, until, who), _looks(since, who)
    rng = np.random.default_rng(0)  # the same log gives the same interval
    return growth(units.open(until=now.timestamp()), looks, window_s=WINDOW.total_seconds(), rng=rng)


def _sampled(since: datetime, until: datetime, readers: int) -> list[int]:
    """So many of the readers who came, the same ones every time."""
    served = Slate.objects.filter(served_at__gt=since, served_at__lte=until, reader__isnull=False)
    came = [it for it in served.order_by().values_list("reader_id", flat=True).distinct() if it is not None]
    return sorted(came, key=lambda it: place(str(it), SAMPLE))[:readers]


def _units(since: datetime, until: datetime, readers: list[int]) -> Units:
    """Every topic of every pool of these readers' pages; the policy in force alone, for an older one logged less."""
    drawn = (
        Impression.objects.filter(policy=Policy.HORIZON, slate__reader__in=readers, slate__topic__isnull=True)
        .filter(slate__served_at__gt=since, slate__served_at__lte=until)
        .order_by("pk")
        .values_list("slate_id", "slate__reader_id", "slate__served_at", "article__topic_id", "chances")
    )
    pages: dict[object, tuple[int, float]] = {}
    exposed: dict[object, set[int | None]] = {}
    chances: dict[object, dict[str, float]] = {}
    for slate, reader, at, topic, told in drawn.iterator(chunk_size=10_000):
        pages[slate] = (reader or 0, at.timestamp())
        exposed.setdefault(slate, set()).add(topic)
        chances.setdefault(slate, {}).update(told)
    rows = [
        (who, int(topic), at, p, int(topic) in exposed[slate])
        for slate, (who, at) in pages.items()
        for topic, p in chances[slate].items()
    ]
    who, topics, at, p, shown = _columns(rows, 5)
    return Units(who.astype(np.int64), topics.astype(np.int64), at, p, shown)


def _looks(since: datetime, readers: list[int]) -> Looks:
    """Cards in places by rank of home pages that these readers looked at or opened, at the time of the page."""
    did = (
        Event.objects.filter(reader__in=readers, happened_at__gt=since, kind__in=[Event.Kind.VIEW, Event.Kind.PLAY])
        .filter(impression__policy=Policy.RANK, impression__slate__topic__isnull=True)
        .order_by("pk")
        .values_list("impression_id", "reader_id", "article__topic_id", "impression__slate__served_at", "kind")
    )
    cards: dict[int | None, tuple[float, ...]] = {}
    for card, reader, topic, at, kind in did.iterator(chunk_size=10_000):
        played = kind == Event.Kind.PLAY or (card in cards and bool(cards[card][3]))
        cards[card] = (reader or 0, topic or 0, at.timestamp(), played)
    who, topics, at, plays = _columns(list(cards.values()), 4)
    return Looks(who.astype(np.int64), topics.astype(np.int64), at, plays)


def _columns(rows: Sequence[tuple[float, ...]], width: int) -> Floats:
    return np.array(rows, dtype=float).reshape(-1, width).T
