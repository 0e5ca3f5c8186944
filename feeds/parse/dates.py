"""Dates of publishers -> UTC, or None for those that cannot be meant."""

import calendar
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Before the first web pages a date is a default value (year 1, the Unix epoch); after 2100 it is a typing error.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST = 80  # characters; the longest date of RFC 822 has 31


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
    if not isinstance(value, str) or len(value) > _LONGEST:
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
