"""What the headers of an answer say about time, and about other addresses."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER_KEPT = re.compile(r"no-store|no-cache", re.IGNORECASE)
_YEAR = 31_536_000  # seconds
# One link of RFC 8288: <address>; rel="hub self"; ... up to the comma before the next one.
_LINK = re.compile(r"<([^<>\s]{1,2000})>([^<]{0,2000})")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]{0,200})\"|([^\s;,\"]{1,200}))", re.IGNORECASE)
_MOST_LINKS = 50  # WordPress sends three


def retry_after(value: str, *, now: datetime, at_most: int) -> int | None:
    """Seconds to wait by Retry-After (a number or a date), from 0 to `at_most`; None when it says nothing."""
    text = value.strip()
    if re.fullmatch(r"\d{1,12}", text):
        return min(int(text), at_most)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return int(min(max(seconds, 0), at_most))


def fresh_for(cache_control: str, expires: str, *, now: datetime) -> int | None:
    """Seconds an answer stays fresh: by Cache-Control where that speaks, else by Expires; None without either."""
    if cache_control.strip():
        return max_age(cache_control)
    return retry_after(expires, now=now, at_most=_YEAR) if "," in expires else None  # "0" and "-1" mean no


def max_age(cache_control: str) -> int | None:
    """Seconds an answer stays fresh by Cache-Control; None when it says nothing."""
    if _NEVER_KEPT.search(cache_control):
        return None
    match = _MAX_AGE.search(cache_control)
    return int(match[1]) if match else None


def links(values: Iterable[str], rel: str) -> tuple[str, ...]:
    """The addresses that Link headers give for `rel`, as written, once each and in their order."""
    found = [match for value in values for match in _LINK.finditer(value)][:_MOST_LINKS]
    return tuple(dict.fromkeys(match[1] for match in found if rel in _rels(match[2])))


def _rels(parameters: str) -> list[str]:
    match = _REL.search(parameters)
    return (match[1] or match[2] or "").lower().split() if match else []
