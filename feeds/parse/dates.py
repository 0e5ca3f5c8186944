"""Dates of publishers -> UTC, or None for those that cannot be meant."""

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import cast

# Before the first web pages a date is a default value (year 1, the Unix epoch); after 2100 it is a typing error.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST = 80  # characters; the longest date of RFC 822 has 31


_ZONE = re.compile(r"[+-](\d\d):?(\d\d)\s*$")
_FARTHEST_ZONE = 14  # hours: Kiritimati
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# RFC 822 with a year of four digits, and ISO 8601 as Atom wants it.
_OF_MAIL = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})"
    r" ([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? (GMT|UTC|UT|Z|[+-][0-9]{4})"
)
_OF_WEB = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_NO_OFFSET = timedelta()
_YEAR_OF_ROME = re.compile(r"(?<![+\-:\d])0\d{3}(?![:\d])")


def is_absurd(value: object) -> bool:
    """Dates that feedparser bends into plausible ones: a zone of 99 hours, the year 0001."""
    if not isinstance(value, str):
        return False
    zone = _ZONE.search(value)
    if zone and ":" in value and (int(zone[1]) > _FARTHEST_ZONE or int(zone[2]) > 59):  # noqa: PLR2004 -- minutes
        return True
    return _YEAR_OF_ROME.search(value) is not None


def from_struct(value: object) -> datetime | None:
    """Feedparser's time tuple, which is in UTC already; a moment that was read without it stays."""
    if isinstance(value, datetime):
        return plausible(value)
    if not isinstance(value, time.struct_time):
        return None
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(value), tz=UTC))
    except (ValueError, OverflowError, OSError):
        return None


def of_publisher(said: str) -> datetime | time.struct_time | None:
    """What feedparser makes of a date, without feedparser where it is written as the standards ask."""
    try:
        if found := _OF_MAIL.fullmatch(said):
            day, month, year, hour, minute, second, zone = found.groups()
            clock = int(hour), int(minute), int(second or 0)
            return datetime(int(year), _MONTHS.index(month) + 1, int(day), *clock, tzinfo=UTC) - _offset(zone)
        if _OF_WEB.fullmatch(said):
            moment = datetime.fromisoformat(said).replace(microsecond=0)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    return _as_feedparser(said)


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return _NO_OFFSET
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _as_feedparser(said: str) -> time.struct_time | None:
    from feedparser.datetimes import _parse_date  # takes 80 ms to load

    return cast("time.struct_time | None", _parse_date(said))


def from_text(value: object) -> datetime | None:
    """An ISO 8601 or RFC 822 date; one without a zone is taken as UTC."""
    if not isinstance(value, str) or len(value) > _LONGEST or is_absurd(value):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return plausible(read(value.strip()))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def plausible(value: datetime) -> datetime | None:
    """The moment in UTC when it can be meant."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    try:
        moment = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if EARLIEST <= moment <= LATEST else None
