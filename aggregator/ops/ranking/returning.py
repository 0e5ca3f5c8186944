"""Who comes, who comes back the next day, and how long they read: the long-term value of what is served."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncDate

from ranking.models import Event, Slate

DAYS = 28


@dataclass(frozen=True, slots=True)
class Day:
    """Signed-in readers of a day, the share of them who came on the next one, minutes read a reader."""

    day: date
    readers: int
    came_back: float | None
    minutes: float


def days(now: datetime) -> list[Day]:
    """The last four weeks, oldest first. Two queries."""
    since = now - timedelta(days=DAYS)
    came: dict[date, set[int]] = defaultdict(set)
    visits = Slate.objects.filter(served_at__gt=since, reader__isnull=False).annotate(day=TruncDate("served_at"))
    for day, reader in visits.order_by().values_list("day", "reader_id").distinct():
        if day is not None and reader is not None:
            came[day].add(reader)
    read = Event.objects.last_told().filter(happened_at__gt=since, kind=Event.Kind.DWELL, reader__isnull=False)
    seconds = dict(read.annotate(day=TruncDate("happened_at")).order_by().values_list("day").annotate(s=Sum("value")))
    today = now.date()
    return [
        Day(
            day,
            len(came[day]),
            # of a day that is not over nobody can say who came back
            len(came[day] & came.get(day + timedelta(days=1), set())) / len(came[day])
            if day + timedelta(days=1) < today
            else None,
            seconds.get(day, 0.0) / 60 / len(came[day]),
        )
        for day in sorted(came)
    ]
