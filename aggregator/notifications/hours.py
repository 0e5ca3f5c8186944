"""Quiet hours, and when the next digest is due: on the clock of the reader's wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(now: datetime, *, zone: ZoneInfo, begins: int | None, ends: int | None) -> datetime | None:
    """When the quiet that reigns now ends; None when there is none. Hours of the day, 0 to 23."""
    if begins is None or ends is None or begins == ends:
        return None
    here = now.astimezone(zone)
    is_quiet = begins <= here.hour < ends if begins < ends else here.hour >= begins or here.hour < ends
    if not is_quiet:
        return None
    day = here.date() + timedelta(days=begins > ends and here.hour >= begins)
    return _at(day, ends, zone)


def next_digest(after: datetime, *, zone: ZoneInfo, hour: int, weekday: int | None) -> datetime:
    """The first time after `after` that the clock shows this hour, on this weekday (0 is Monday) or on any."""
    day = after.astimezone(zone).date()
    for ahead in range(9):  # a week, and the two days that a clock that is put forward may cost
        at = _at(day + timedelta(days=ahead), hour, zone)
        if at > after and (weekday is None or (day + timedelta(days=ahead)).weekday() == weekday):
            return at
    raise ValueError(f"no weekday {weekday}")


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """That hour of that day; one that the clock leaves out in spring is the next one, of two in autumn the first."""
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
