"""Moments for programs and for people. Django says one in 50 us, and a page has twenty: words of days are kept."""

from datetime import date, datetime, time
from functools import cache, lru_cache
from itertools import groupby

from django.utils import dateformat, timezone
from django.utils.formats import get_format
from django.utils.translation import get_language

KEPT = 4_000  # a day has 1,440 minutes, and a year 365 days
# Letters of a format, as Django documents them: those that say the hour or the minute, and those that say more than
# a day or a minute knows. All others say a day, or stand for themselves.
_CLOCK, _MORE = frozenset("aAfgGhHiP"), frozenset("ceIOrsTuUZ")


def moment(at: datetime) -> str:
    """For programs."""
    return timezone.localtime(at).isoformat()


def in_full(at: datetime) -> str:
    """For people, to the minute: Django's DATETIME_FORMAT."""
    return in_both(at, get_language())[1]


def in_both(at: datetime, language: str | None) -> tuple[str, str]:
    """For programs, and for people who read this language, which is being spoken."""
    at = timezone.localtime(at)
    known = {"day": at.date(), "minute": time(at.hour, at.minute), "moment": at}
    return at.isoformat(), "".join([_said(language, part, known[of]) for of, part in _parts(language)])


@cache
def _parts(language: str | None) -> tuple[tuple[str, str], ...]:  # noqa: ARG001  what it is remembered by
    """What is said of a day, of a minute, ... to the end."""
    parts = filter(None, dateformat.re_formatchars.split(str(get_format("DATETIME_FORMAT"))))
    return tuple((of, "".join(some)) for of, some in groupby(parts, _of))


def _of(part: str) -> str:
    return "minute" if part in _CLOCK else "moment" if part in _MORE else "day"


@lru_cache(maxsize=KEPT)
def _said(language: str | None, part: str, at: date | time) -> str:  # noqa: ARG001  the same
    return dateformat.time_format(at, part) if isinstance(at, time) else dateformat.format(at, part)
