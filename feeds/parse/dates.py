"""Dates of publishers -> UTC, or None for those that cannot be meant."""

import calendar
import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Before the first web pages a date is a default value (year 1, the Unix epoch); after 2100 it is a typing error.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST = 80  # characters; the longest date of RFC 822 has 31


_ZONE = re.compile(r"[+-](\d\d):?(\d\d)\s*$")
_FARTHEST_ZONE = 14  # hours: Kiritimati
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
    """Feedparser's time tuple, which is in UTC already."""
    if not isinstance(value, time.struct_time):
        return None
    try:
        return plausible(datetime.fromtimestamp(calendar.timegm(value), tz=UTC))
    except (ValueError, OverflowError, OSError):
        return None


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
