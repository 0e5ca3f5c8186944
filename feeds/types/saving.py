"""What is on its way to the database, what is there already, and what was decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from feeds.types.codes import Because
from feeds.types.documents import Entry, ParsedFeed, Reading
from feeds.types.fetched import FetchResult


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a publisher on its way to the database: whose, how the fetch ended, what was read, and when."""

    feed_id: int
    result: FetchResult
    reading: Reading
    now: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """What a feed brought at one moment, fetched or pushed."""

    feed_id: int
    parsed: ParsedFeed
    now: datetime

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries."""
        return self.parsed.entries


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of such a document."""

    feed_id: int
    entry: Entry
    now: datetime


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """A piece that some feed brought before, as that feed has it. `id` is None when it was deleted here since.

    `is_here` when the feed that is read now brought it; `is_own` when that feed owns the article, and may change it.
    `text` is the beginning, and there only where guid and address do not agree.
    """

    sighting: int
    id: int | None
    guid: str
    address: int | None
    published_at: datetime
    url: str = ""
    content_hash: str = ""
    title: str = ""
    text: str = ""
    withdrawn_at: datetime | None = None
    dated_at: datetime | None = None
    is_here: bool = True
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Changes:
    """What dedupe decided, with ids of articles: entries never seen, changed words, new addresses of pages.

    `sighted` are articles that the feed brings for the first time, or under another guid or address than before;
    `gone` the sightings of deleted pieces that the document still has.
    """

    new: tuple[Entry, ...] = ()
    updated: tuple[tuple[int, Entry], ...] = ()
    moved: tuple[tuple[int, str], ...] = ()
    sighted: tuple[tuple[int, Entry], ...] = ()
    gone: tuple[int, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class NextFetch:
    """When to fetch a feed again, and why then."""

    at: datetime
    reason: str
    because: Because


@dataclass(frozen=True, slots=True)
class CrawlCounts:
    """What one sweep did; the fields of `manage.py crawl --json`."""

    feeds: int = 0
    fetched: int = 0
    not_modified: int = 0
    unchanged: int = 0
    failed: int = 0
    postponed: int = 0
    entries: int = 0
    new: int = 0
    updated: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
