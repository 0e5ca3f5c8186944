"""Topics that readers took up, and how broad their interests are: four weeks against the four before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Value, When

from ranking.models import Event
from ranking.replay.measures import effective
from ranking.types import Policy

SPAN = timedelta(days=28)
TAKEN_UP = 2  # clicks in places by rank: one may be an accident


@dataclass(frozen=True, slots=True)
class Adopted:
    """Readers who opened anything by rank in both spans; how many took up a topic; interests of equal size, then, now.

    A topic is taken up with two clicks in these four weeks and none in the four before.
    """

    readers: int
    adopters: int
    interests_before: float
    interests: float

    @property
    def share(self) -> float | None:
        """Of the readers; None without any."""
        return self.adopters / self.readers if self.readers else None


def read(now: datetime) -> Adopted:
    """One query over two spans."""
    played = Event.objects.filter(
        kind=Event.Kind.PLAY, reader__isnull=False, impression__policy=Policy.RANK, article__topic__isnull=False
    )
    is_new = Case(When(happened_at__gt=now - SPAN, then=Value(1)), default=Value(0))
    rows = (
        played.filter(happened_at__gt=now - 2 * SPAN, happened_at__lte=now)
        .annotate(span=is_new)
        .order_by()
        .values_list("reader_id", "span", "article__topic_id")
        .annotate(n=Count("pk"))
    )
    clicks: dict[int | None, tuple[dict[int, int], dict[int, int]]] = defaultdict(lambda: ({}, {}))
    for reader, span, topic, n in rows:
        clicks[reader][span][topic or 0] = n
    return of([it for it in clicks.values() if all(it)])


def of(clicks: list[tuple[dict[int, int], dict[int, int]]]) -> Adopted:
    """From each reader's clicks by topic in the earlier span and the later one."""
    size = len(clicks) or 1
    return Adopted(
        readers=len(clicks),
        adopters=sum(any(n >= TAKEN_UP and topic not in before for topic, n in now.items()) for before, now in clicks),
        interests_before=sum(effective(list(before.values())) for before, _ in clicks) / size,
        interests=sum(effective(list(now.values())) for _, now in clicks) / size,
    )
