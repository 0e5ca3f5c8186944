"""Which known piece is this entry? Guid, address, date and words each lie now and then; two of them rarely do.

In this order
1. its guid is known in this feed, at the same address;
2. its address is known in this feed under another guid, and its words, or its moment, are still those, or the guid is
   but that address (the BBC changes `#0` to `#1` behind it); or another feed brought that address: it is one page,
   whatever either calls it;
3. its guid is known at another address, and its words or its moment are still those: a headline with a new slug;
4. its words are those of a piece of this feed that no other entry of the document is.
A guid whose address, moment and words have all changed is that of another piece: some tools number the entries of each
document from one. An address that several pieces share (a podcast's page) says nothing without more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from feeds.dedupe.address import address_of
from feeds.dedupe.words import alike, content_hash, is_long
from feeds.types import Entry, KnownArticle


def guid_of_its_own(entry: Entry) -> str:
    """A guid for an entry whose own guid is that of another piece already; the same one at the next fetch."""
    return _guid_of_its_own(entry.guid, entry.link, entry.title)


@lru_cache(maxsize=4_096)  # asked three times for each entry of the documents that are saved together
def _guid_of_its_own(guid: str, link: str, title: str) -> str:
    return "again:" + sha256(f"{guid}\x1f{link}\x1f{title}".encode()).hexdigest()[:40]


class Book:
    """What is known of the pieces of one document, by guid, by address and by words."""

    def __init__(self, entries: Sequence[Entry], known: Sequence[KnownArticle]) -> None:
        self.by_guid = {row.guid: row for row in known if row.is_here}
        self.by_words: dict[str, list[KnownArticle]] = defaultdict(list)
        for row in known:
            if row.is_here:
                self.by_words[row.content_hash].append(row)
        self.at: dict[int, list[KnownArticle]] = defaultdict(list)
        for row in sorted(known, key=lambda row: not row.is_here):
            if row.address is not None:
                self.at[row.address].append(row)
        entries_at = Counter(address_of(entry.link) for entry in entries)
        pieces_at = {address: len({row.id for row in rows}) for address, rows in self.at.items()}
        self.crowded = {place for place, n in [*entries_at.items(), *pieces_at.items()] if n > 1}

    def find(self, entry: Entry) -> KnownArticle | None:
        """The piece that this entry is by guid or address; None for one that neither tells."""
        address = address_of(entry.link)
        named = self.by_guid.get(entry.guid)
        if named is not None and named.address == address and address not in {None, *self.crowded}:
            return named
        placed = next((row for row in self.at.get(address or 0, ()) if self._is_there(entry, row)), None)
        if placed is not None:
            return placed
        if named is not None and _is_still(entry, named):
            return named
        return self.by_guid.get(guid_of_its_own(entry))

    def find_by_words(self, entry: Entry, *, besides: Collection[int]) -> KnownArticle | None:
        """The piece with just these words, but for those that are other entries of the document."""
        address = address_of(entry.link)
        for row in self.by_words.get(content_hash(entry), ()):
            is_same = is_long(entry) or (row.address == address and not _is_of_another_day(entry, row))
            if is_same and row.sighting not in besides:
                return row
        return None

    def _is_there(self, entry: Entry, row: KnownArticle) -> bool:
        """A piece at the address of the entry is the entry."""
        if row.address in self.crowded:
            is_named = row.guid == entry.guid and _is_still(entry, row)
            return is_named or (row.id is not None and _is_exactly(entry, row))
        if not row.is_here or row.id is None or _names_its_page(entry.guid, row) or _names_its_page(row.guid, row):
            return True
        return _is_still(entry, row)


def _names_its_page(guid: str, row: KnownArticle) -> bool:
    """The guid is the address itself, with tracking parameters or a counter behind `#`: it says nothing of its own."""
    try:
        named, page = urlsplit(guid), urlsplit(row.url)
    except ValueError:  # "http://[": a guid may be anything
        return False
    return (named.netloc, named.path) == (page.netloc, page.path)


def _is_still(entry: Entry, row: KnownArticle) -> bool:
    """The words or the moment are still those of the piece. A deleted one has no words; its address must not differ."""
    if row.id is None:
        return None in {row.address, address_of(entry.link)}
    # Midnight is what publishers write who know the day only: it is the moment of all pieces of that day.
    at = entry.published_at
    is_moment = at is not None and at == row.published_at and (at.hour, at.minute, at.second) != (0, 0, 0)
    return is_moment or content_hash(entry) == row.content_hash or alike(entry.title, entry.text, row.title, row.text)


def _is_exactly(entry: Entry, row: KnownArticle) -> bool:
    """The same words, or the same title, and of no other moment."""
    is_same = content_hash(entry) == row.content_hash or (entry.title == row.title and entry.published_at is not None)
    return is_same and not _is_of_another_day(entry, row)


def _is_of_another_day(entry: Entry, row: KnownArticle) -> bool:
    return entry.published_at is not None and entry.published_at != row.published_at
