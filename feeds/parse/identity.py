"""Which entry is it? Every entry gets a guid, and no two entries of a document share one."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from feeds.parse.fields import LONGEST
from feeds.types import Entry

# A fetch that brings more than this brings an archive; readers want its newest part.
MAX_ENTRIES = 500
_NEVER = datetime.min.replace(tzinfo=UTC)


def digest(*parts: str) -> str:
    """A short, stable name for what the parts say."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


def identified(entry: Entry) -> Entry:
    """The entry with a guid: its own, else its link, else a hash of what it says."""
    guid = entry.guid or entry.link
    if not guid:
        stamp = entry.published_at.isoformat() if entry.published_at else ""
        said = entry.title + stamp or entry.summary_html or entry.content_html
        guid = "hash:" + digest(said) if said else ""
    if len(guid) > LONGEST["guid"]:
        guid = "hash:" + digest(guid)
    return entry if guid == entry.guid else entry._replace(guid=guid)


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that say something, once each. A guid that several different entries share identifies none of them."""
    named = [found for entry in entries if (found := identified(entry)).guid]
    if len({entry.guid for entry in named}) == len(named):
        return named
    links = Counter(guid for guid, _link in {(entry.guid, entry.link) for entry in named})
    pieces = Counter(guid for guid, _link, _title in {(entry.guid, entry.link, entry.title) for entry in named})
    kept: dict[str, Entry] = {}
    for entry in named:
        name = entry.guid
        if pieces[name] > 1:  # one link for all (a podcast's page) tells them apart no better
            name = "hash:" + digest(name, entry.link, entry.title if pieces[name] > links[name] else "")
        kept.setdefault(name, entry if name == entry.guid else entry._replace(guid=name))
    return list(kept.values())


def newest(entries: list[Entry]) -> list[Entry]:
    """At most MAX_ENTRIES, the newest ones, in the order of the document."""
    if len(entries) <= MAX_ENTRIES:
        return entries
    moments = [entry.published_at or entry.updated_at or _NEVER for entry in entries]
    if all(moment is _NEVER for moment in moments):
        return entries[:MAX_ENTRIES]
    by_age = sorted(range(len(entries)), key=lambda index: moments[index], reverse=True)
    return [entries[index] for index in sorted(by_age[:MAX_ENTRIES])]
