"""An hour after the other into the tallies, each in a transaction of its own. Runs twice without harm."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Min

from ranking.models import DayTally, PlaceTally, PublisherTally, Slate, Tallied
from ranking.tally import raw
from ranking.tally.sums import PLACE, Place, Sums, plus

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# A row bears the moment at which its request came and is there when the request is done: within a minute at most.
SETTLED = timedelta(minutes=5)
AT_ONCE = 5000  # publishers a statement: of four values each, and a statement takes 65,535
SPAN = timedelta(days=28)  # what the operator's pages look back on


def roll(*, now: datetime) -> int:
    """Count every hour that is over; how many were. Who comes while another counts waits, and finds nothing left."""
    until, count = _hour(now - SETTLED), 0
    _begun(now)
    while _rolled(until):
        count += 1
    return count


def midnight(day: date) -> datetime:
    """Where the day begins."""
    return datetime.combine(day, time(), UTC)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _begun(now: datetime) -> None:
    """The row; it begins with the oldest page that is looked back on."""
    if not Tallied.objects.exists():
        served = Slate.objects.filter(served_at__gte=midnight((now - SPAN).date()))
        oldest = served.aggregate(at=Min("served_at"))["at"]
        Tallied.objects.bulk_create([Tallied(until=_hour(oldest or now))], ignore_conflicts=True)


def _rolled(until: datetime) -> bool:
    """One hour more; false when all were."""
    with transaction.atomic():
        at = Tallied.objects.select_for_update().get()
        if at.until >= until:
            return False
        day, end = at.until.date(), at.until + HOUR
        _add(day, raw.sums(at.until, end))
        if end.date() > day:
            _close(day)
        at.until = end
        at.save(update_fields=["until"])
    return True


def _add(day: date, sums: Sums) -> None:
    """Add these to the rows of the day."""
    if sums.is_nothing:
        return
    row, _is_new = DayTally.objects.get_or_create(day=day)
    for name, value in sums.of_day.items():
        setattr(row, name, getattr(row, name) + value)
    row.terms, row.predictions = plus(row.terms, sums.terms), plus(row.predictions, sums.predictions)
    row.save()
    _add_places(day, sums)
    before = {(it.feed_id, it.creator_id): it.cards for it in PublisherTally.objects.filter(day=day)}
    PublisherTally.objects.bulk_create(
        (
            PublisherTally(day=day, feed_id=feed, creator_id=creator, cards=n + before.get((feed, creator), 0))
            for (feed, creator), n in sums.publishers.items()
        ),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["day", "feed", "creator"],
        update_fields=["cards"],
    )


def _add_places(day: date, sums: Sums) -> None:
    before = {(it.kind, it.slot): Place.of(it) for it in PlaceTally.objects.filter(day=day)}
    PlaceTally.objects.bulk_create(
        (
            PlaceTally(day=day, kind=kind, slot=slot, **(it + before.get((kind, slot), Place())).figures())
            for (kind, slot), it in sums.places.items()
        ),
        update_conflicts=True,
        unique_fields=["day", "kind", "slot"],
        update_fields=PLACE,
    )


def _close(day: date) -> None:
    """The day is over: who came, and who of the day before came again."""
    begins, ends = midnight(day), midnight(day + DAY)
    DayTally.objects.filter(day=day).update(readers=raw.readers(begins, ends))
    DayTally.objects.filter(day=day - DAY).update(came_back=raw.readers_of_both(begins - DAY, begins, ends))
