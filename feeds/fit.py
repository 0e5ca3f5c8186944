"""An entry made to fit its row: nothing PostgreSQL refuses, bounded lengths, a believable date."""

import hashlib
from datetime import UTC, datetime

from feeds.types import Entry, MediaLink

# The widths of the columns of Article and Media.
GUID_LENGTH = 500
TITLE_LENGTH = 500
AUTHOR_LENGTH = 200
TYPE_LENGTH = 100
# PostgreSQL refuses a search vector over 1 MB; 100,000 characters of any script stay below, and take an hour to read.
TEXT_LENGTH = 100_000
MEDIA_AN_ENTRY = 20  # no page shows more pictures
FIRST_BELIEVABLE = datetime(1990, 1, 1, tzinfo=UTC)  # the web is younger; 1970 is a clock that was never set


def fit(entry: Entry, *, now: datetime) -> Entry:
    """The cleaned entry as its row can hold it, dated between 1990 and `now`, or not at all."""
    link = _storable(entry.link)
    title = _storable(entry.title)[:TITLE_LENGTH].strip()
    guid = _storable(entry.guid).strip() or link or _hashed(f"{title}\n{entry.text}")
    return entry._replace(
        guid=guid if len(guid) <= GUID_LENGTH else _hashed(guid),
        title=title or link[:TITLE_LENGTH] or "—",
        link=link,
        published_at=_believable(entry.published_at or entry.updated_at, now=now),
        updated_at=_believable(entry.updated_at, now=now),
        author=_storable(entry.author)[:AUTHOR_LENGTH],
        summary_html=_storable(entry.summary_html),
        content_html=_storable(entry.content_html),
        text=_storable(entry.text)[:TEXT_LENGTH].rstrip(),
        media=_media(entry.media),
    )


def _media(links: tuple[MediaLink, ...]) -> tuple[MediaLink, ...]:
    """Each address once, in the publisher's order."""
    kept = {link.url: MediaLink(link.url, _storable(link.type)[:TYPE_LENGTH]) for link in links}
    return tuple(kept.values())[:MEDIA_AN_ENTRY]


def _believable(at: datetime | None, *, now: datetime) -> datetime | None:
    """`at`, or None when it lies in the future or before 1990."""
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if FIRST_BELIEVABLE <= at <= now else None


def _hashed(text: str) -> str:
    return "sha256:" + hashlib.sha256(_storable(text).encode()).hexdigest()


def _storable(text: str) -> str:
    """Without what PostgreSQL's text cannot hold: NUL bytes and lone surrogates."""
    text = text.replace("\x00", "")
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()
