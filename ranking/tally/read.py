"""What the tallies say of the last days, with what came since they were rolled."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ranking.models import DayTally, PlaceTally, PublisherTally, Tallied
from ranking.tally import raw
from ranking.tally.roll import DAY, midnight
from ranking.tally.sums import OF_DAY, Place, Sums


def days(*, since: date, now: datetime, publishers_since: date | None = None) -> dict[date, Sums]:
    """The sums of each day from `since` on, of those on which anything happened, oldest first. Fourteen statements.

    There may be thousands of publishers a day: who needs fewer days of them says so.
    """
    while True:
        until, found = _until(since), _rolled(since, publishers_since or since)
        if _until(since) == until:  # else an hour was rolled in between, and would count twice
            break
    for begins, ends in _stretches(until, now):
        more = raw.sums(begins, ends)
        if not more.is_nothing:
            found.setdefault(begins.date(), Sums()).add(more)
    return dict(sorted(found.items()))


def visits(*, since: date, now: datetime) -> dict[date, tuple[int, int | None]]:
    """Signed-in readers of each day, and how many of them came on the next: None while that one is not over."""
    closed = DayTally.objects.filter(day__gte=since, readers__isnull=False)
    found = {it.day: (it.readers or 0, it.came_back) for it in closed}
    day = max(since, _until(since).date())
    while day <= now.date():
        found[day] = (raw.readers(midnight(day), midnight(day + DAY)), None)
        before = found.get(day - DAY)
        if before is not None and before[1] is None and day < now.date():
            both = raw.readers_of_both(midnight(day - DAY), midnight(day), midnight(day + DAY))
            found[day - DAY] = (before[0], both)
        day += DAY
    return {day: it for day, it in sorted(found.items()) if it[0]}


def _until(since: date) -> datetime:
    """Up to where the tallies go; on a site that never counted, the day that is asked for."""
    row = Tallied.objects.first()
    return max(row.until, midnight(since)) if row is not None else midnight(since)


def _stretches(until: datetime, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What is not rolled, a stretch a day. `now` itself is part of it."""
    ends = now + timedelta(microseconds=1)
    while until < ends:
        next_day = min(midnight(until.date() + DAY), ends)
        yield until, next_day
        until = next_day


def _rolled(since: date, publishers_since: date) -> dict[date, Sums]:
    found: dict[date, Sums] = {}
    for row in DayTally.objects.filter(day__gte=since):
        found[row.day] = Sums({name: getattr(row, name) for name in OF_DAY}, row.terms, row.predictions)
    for place in PlaceTally.objects.filter(day__gte=since):
        found[place.day].places[place.kind, place.slot] = Place.of(place)
    cards = PublisherTally.objects.filter(day__gte=publishers_since).values_list(
        "day", "feed_id", "creator_id", "cards"
    )
    for day, feed, creator, n in cards:
        found[day].publishers[feed, creator] = n
    return found
