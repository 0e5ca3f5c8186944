"""A whole document: which entries are new, which change a saved article, and which say nothing new."""

from collections.abc import Sequence

from feeds.dedupe.address import address_of
from feeds.dedupe.book import Book, guid_of_its_own
from feeds.dedupe.words import content_hash, date_of, is_long
from feeds.types import Changes, Entry, KnownArticle


def dedupe(entries: Sequence[Entry], known: Sequence[KnownArticle], *, is_pushed: bool = False) -> Changes:
    """What a document changes. `entries` are parsed (no guid twice), cleaned and fitted.

    `known` holds every sighting, of any feed, with a guid, an address or the words of one of them. An entry changes the
    article only when its feed owns it: what another feed calls the same page is no edit.
    What `is_pushed` may be an old document that somebody sends again: an entry with a date before that of the saved
    words says nothing. At a visit it does; publishers take edits back.
    """
    book = Book(entries, known)
    found = {entry.guid: row for entry in entries if (row := book.find(entry)) is not None}
    told = {row.sighting for row in found.values()}
    for entry in entries:
        if entry.guid not in found and (row := book.find_by_words(entry, besides=told)) is not None:
            found[entry.guid] = row
    # What the document says twice is saved once, whichever of the two is known.
    taken = {key for entry in entries if entry.guid in found for key in _keys(entry)}
    new: list[Entry] = []
    pieces: dict[int, tuple[KnownArticle, Entry]] = {}
    gone: set[int] = set()
    for entry in entries:
        row = found.get(entry.guid)
        if row is None:
            keys = _keys(entry)
            if taken.isdisjoint(keys):
                new.append(entry._replace(guid=guid_of_its_own(entry)) if entry.guid in book.by_guid else entry)
            taken |= keys
        elif row.id is None:
            gone.add(row.sighting)
        elif not (is_pushed and _is_older(entry, row)):
            pieces.setdefault(row.id, (row, entry))
    own = [(pk, row, entry) for pk, (row, entry) in pieces.items() if row.is_own]
    updated = tuple((pk, entry) for pk, row, entry in own if _is_news(entry, row))
    return Changes(
        new=tuple(new),
        updated=updated,
        moved=tuple((pk, entry.link) for pk, row, entry in own if _has_moved(entry, row)),
        sighted=tuple((pk, entry) for pk, (row, entry) in pieces.items() if _is_sighted_anew(entry, row, book)),
        gone=tuple(sorted(gone)),
        same=len(entries) - len(new) - len(updated),
    )


def _keys(entry: Entry) -> set[tuple[object, ...]]:
    """What two entries of one document do not share unless they are one piece."""
    link, title, words = entry.link, entry.title, content_hash(entry)
    keys: set[tuple[object, ...]] = {(entry.guid,), (link, title, entry.published_at, words)}
    if is_long(entry):
        keys.add((link, words, "words"))
    if address_of(link) is not None:
        keys.add((link, title))
    return keys


def _is_news(entry: Entry, row: KnownArticle) -> bool:
    """Its publisher changed the words; or brings back what was withdrawn, with a date after that."""
    if row.withdrawn_at is None:
        return row.content_hash != content_hash(entry)
    at = date_of(entry)
    return at is not None and at > row.withdrawn_at


def _is_older(entry: Entry, row: KnownArticle) -> bool:
    """The feed's own article has later words than these, by its publisher's dates."""
    at = date_of(entry)
    return row.is_own and at is not None and row.dated_at is not None and at < row.dated_at


def _has_moved(entry: Entry, row: KnownArticle) -> bool:
    """The page of the piece has another address now; a front page is no news of it."""
    return entry.link != row.url and address_of(entry.link) is not None


def _is_sighted_anew(entry: Entry, row: KnownArticle, book: Book) -> bool:
    """The feed brings this piece for the first time, or under a guid or an address that is not on record."""
    if not row.is_here:
        return entry.guid not in book.by_guid
    is_renamed = entry.guid != row.guid and entry.guid not in book.by_guid
    return is_renamed or (entry.guid == row.guid and address_of(entry.link) not in {None, row.address})
