"""How a document and its feed travel between parent and child: four bytes of length, then JSON (and the document).

JSON and not pickle: a child that a document took over must not be able to run anything in its parent.
"""

import json
import struct
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from feeds.types import Entry, MediaLink, ParsedFeed

_LENGTH = struct.Struct(">I")


def write(stream: BinaryIO, message: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def read(stream: BinaryIO) -> bytes | None:
    """Receive one message; None when the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def length_of(head: bytes | bytearray) -> int | None:
    """How long the message after these first bytes is, or None while they are too few."""
    return int(_LENGTH.unpack_from(head)[0]) if len(head) >= _LENGTH.size else None


def dump(feed: ParsedFeed) -> bytes:
    """A feed as JSON."""
    return json.dumps({"feed": asdict(feed)}, ensure_ascii=False, default=datetime.isoformat).encode()


def load(message: dict[str, Any]) -> ParsedFeed:
    """The feed of `dump`. Raises KeyError, TypeError or ValueError when it is none."""
    entries = tuple(_entry(entry) for entry in message.pop("entries"))
    return ParsedFeed(
        entries=entries,
        warnings=tuple(message.pop("warnings")),
        skip_hours=tuple(message.pop("skip_hours")),
        skip_days=tuple(message.pop("skip_days")),
        **message,
    )


def _entry(entry: dict[str, Any]) -> Entry:
    media = tuple(MediaLink(**link) for link in entry.pop("media"))
    return Entry(
        published_at=_moment(entry.pop("published_at")),
        updated_at=_moment(entry.pop("updated_at")),
        categories=tuple(entry.pop("categories")),
        media=media,
        **entry,
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
