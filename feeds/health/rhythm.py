"""When a feed publishes: articles a day, and the hours that hold most of them (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAYS = 30  # a month shows weekends, and a press holiday does not fill it
LEAST = 8  # articles; with fewer, "most between 7 and 9" is an accident
LONGEST_BUSY = 6  # hours; what takes a quarter of the day or more is no special time


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Articles a day, oldest day first, today last; `busy` are the hours (from, to) of more than half of them."""

    days: tuple[tuple[date, int], ...]
    a_day: float
    busy: tuple[int, int] | None = None

    @property
    def total(self) -> int:
        """Articles of all these days."""
        return sum(count for _day, count in self.days)

    @property
    def most(self) -> int:
        """Of the busiest day."""
        return max((count for _day, count in self.days), default=0)


def rhythm(moments: Sequence[datetime], *, now: datetime, known_since: datetime) -> Rhythm:
    """The last thirty days, in the zone that `moments` and `now` have.

    The mean is over the days since the site has known the feed, so that a week-old one is not called slow.
    """
    today = now.date()
    counts = Counter(moment.date() for moment in moments)
    days = tuple((day, counts[day]) for day in (today - timedelta(days=ago) for ago in reversed(range(DAYS))))
    first = min([known_since, *moments])
    length = min(max((now - first) / timedelta(days=1), 1.0), DAYS)
    return Rhythm(days, sum(count for _day, count in days) / length, _busy([moment.hour for moment in moments]))


def _busy(hours: Sequence[int]) -> tuple[int, int] | None:
    """The shortest stretch of hours that holds more than half of them; over midnight, too."""
    if len(hours) < LEAST:
        return None
    counts = Counter(hours)
    for length in range(1, LONGEST_BUSY + 1):
        start = max(range(24), key=lambda hour: sum(counts[(hour + more) % 24] for more in range(length)))
        if sum(counts[(start + more) % 24] for more in range(length)) * 2 > len(hours):
            return start, (start + length) % 24
    return None
