"""How a feed travels from the child that read it: as JSON.

By orjson, which knows dataclasses and dates: of a feed of 30 entries, 0.1 ms to write and 0.3 to read; json needs 0.9
and 0.4.
"""

from datetime import datetime
from typing import Any

import orjson

from feeds.types import Deletion, Entry, Lead, MediaLink, ParsedFeed


def dump(feed: ParsedFeed) -> bytes:
    """A feed as JSON."""
    return orjson.dumps(feed)


def load(message: bytes) -> ParsedFeed:
    """The feed of `dump`. Raises KeyError, TypeError or ValueError when it is none."""
    values = orjson.loads(message)
    entries = tuple(_entry(entry) for entry in values.pop("entries"))
    return ParsedFeed(
        entries=entries,
        deleted=tuple(Deletion(one["guid"], _moment(one["at"])) for one in values.pop("deleted")),
        warnings=tuple(values.pop("warnings")),
        skip_hours=tuple(values.pop("skip_hours")),
        skip_days=tuple(values.pop("skip_days")),
        hubs=tuple(values.pop("hubs")),
        **values,
    )


def _entry(entry: dict[str, Any]) -> Entry:
    media = tuple(MediaLink(**link) for link in entry.pop("media"))
    lead = entry.pop("lead")
    return Entry(
        published_at=_moment(entry.pop("published_at")),
        updated_at=_moment(entry.pop("updated_at")),
        categories=tuple(entry.pop("categories")),
        media=media,
        lead=Lead(**lead) if lead else None,
        **entry,
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
