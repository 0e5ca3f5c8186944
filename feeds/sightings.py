"""Which feed brought which article: looked up before a document is saved, written down after it.

Called inside the transaction of ingest.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models.functions import Left

from feeds import rows
from feeds.dedupe import BEGINNING, address_of, content_hash, guid_of_its_own
from feeds.models import Article, Feed, Sighting
from feeds.querysets import SightingQuerySet
from feeds.types import Document, Entry, KnownArticle, Piece

_WRITTEN = ("article_id", "feed_id", "guid", "address", "published_at", "seen_at")
_COLUMNS = (
    *("pk", "article_id", "guid", "address", "published_at"),
    *("article__url", "article__entry_hash", "article__content_hash", "article__title"),
    *("article__withdrawn_at", "article__dated_at", "feed_id", "article__feed_id"),
)
# A deleted piece is forgotten three months after the last document that had it (aggregator.retention): a note a week
# that it is still there is enough.
STILL_THERE = timedelta(days=7)


def known(documents: Sequence[Document]) -> list[list[KnownArticle]]:
    """What is known of the pieces that the entries of each document could be: by guid in its feed, by address
    anywhere, by words in its feed.

    One query for all of them. Of entries that guid and address do not find, three more: which of their feeds brought
    anything before, and of these, guids of our own and words. A last one where guid and address disagree.
    """
    names = {(one.feed_id, entry.guid) for one in documents for entry in one.entries}
    addresses = {address for one in documents for entry in one.entries if (address := address_of(entry.link))}
    found = _Found(Sighting.objects.named(names, addresses=addresses))
    strange = {one.feed_id: [each for each in one.entries if not found.agrees(one.feed_id, each)] for one in documents}
    # A feed that never brought anything has nothing more to find: most of a first crawl.
    asked = [feed_id for feed_id, entries in strange.items() if entries]
    older = Sighting.objects.brought_by(asked) if asked else set()
    doubtful = {feed_id: entries for feed_id, entries in strange.items() if feed_id in older}
    if names := {(feed_id, guid_of_its_own(entry)) for feed_id, entries in doubtful.items() for entry in entries}:
        found.add(Sighting.objects.named(names))
    words = {(feed_id, content_hash(entry)) for feed_id, entries in doubtful.items() for entry in entries}
    if words := {pair for pair in words if not found.says(*pair)}:
        found.add(Sighting.objects.worded({said for _feed_id, said in words}, {feed_id for feed_id, _said in words}))
    return _with_words([found.of(one, strange[one.feed_id]) for one in documents], documents)


def record(brought: Sequence[tuple[int, Piece]]) -> None:
    """Write down that feeds brought these new articles, given by their ids, and under which guid and address."""
    rows.insert(Sighting, _WRITTEN, [_written(article_id, piece) for article_id, piece in brought])


def record_again(sighted: Sequence[tuple[int, Piece]]) -> None:
    """The same of articles that are here already, whether or not the feed brought them before."""
    Sighting.objects.bulk_create(
        [Sighting(**dict(zip(_WRITTEN, _written(article_id, piece), strict=True))) for article_id, piece in sighted],
        update_conflicts=True,
        unique_fields=["article", "feed"],
        update_fields=["guid", "address"],
        batch_size=500,
    )


def _written(article_id: int, piece: Piece) -> rows.Row:
    """The columns of _WRITTEN."""
    entry = piece.entry
    at = entry.published_at or piece.now
    return article_id, piece.feed_id, entry.guid, address_of(entry.link), at, piece.now


def still_there(gone: Sequence[int], *, now: datetime) -> None:
    """These sightings of deleted pieces are in a document still, so that they are not forgotten yet."""
    if gone:
        Sighting.objects.filter(pk__in=gone, seen_at__lt=now - STILL_THERE).update(seen_at=now)


def hand_over(article_ids: Iterable[int], *, besides: Feed) -> set[int]:
    """Make the next feed that brought them the owner of these articles; which of them another feed brought."""
    others = (
        Sighting.objects.filter(article__in=list(article_ids))
        .exclude(feed=besides)
        .order_by("article", "seen_at", "pk")
        .distinct("article")
    )
    theirs = [Article(pk=pk, feed_id=feed_id) for pk, feed_id in others.values_list("article_id", "feed_id") if pk]
    Article.objects.bulk_update(theirs, ["feed"], batch_size=500)
    return {article.pk for article in theirs}


class _Found:
    """Sightings, by what they were found by."""

    def __init__(self, sightings: SightingQuerySet) -> None:
        self._named: dict[tuple[int, str], _Row] = {}
        self._placed: dict[int, list[_Row]] = defaultdict(list)
        self._worded: dict[tuple[int, str | None], list[_Row]] = defaultdict(list)
        self.add(sightings)

    def add(self, sightings: SightingQuerySet) -> None:
        """These, too."""
        for row in itertools.starmap(_Row, sightings.order_by("pk").values_list(*_COLUMNS)):
            self._named[row.by, row.guid] = row
            if row.address is not None:
                self._placed[row.address].append(row)
            for words in {row.of_entry, row.of_text} - {"", None}:
                self._worded[row.by, words].append(row)

    def agrees(self, feed_id: int, entry: Entry) -> bool:
        """Whether the feed brought this very guid at this very address."""
        row = self._named.get((feed_id, entry.guid))
        return row is not None and row.address is not None and row.address == address_of(entry.link)

    def says(self, feed_id: int, words: str) -> bool:
        """Whether one of those that the feed brought has these words."""
        return (feed_id, words) in self._worded

    def of(self, document: Document, strange: Sequence[Entry]) -> list[KnownArticle]:
        """Those that the entries of a document could be; of the `strange` guid and address do not tell."""
        feed_id, mine = document.feed_id, dict[int, _Row]()
        for entry in document.entries:
            named = [self._named.get((feed_id, guid)) for guid in _guids(entry)]
            placed = self._placed.get(address_of(entry.link) or 0, ())
            mine |= {row.sighting: row for row in (*named, *placed) if row is not None}
        for entry in strange:
            mine |= {row.sighting: row for row in self._worded.get((feed_id, content_hash(entry)), ())}
        return [mine[sighting].for_feed(feed_id) for sighting in sorted(mine)]


class _Row(NamedTuple):
    """_COLUMNS."""

    sighting: int
    article_id: int | None
    guid: str
    address: int | None
    published_at: datetime
    url: str | None
    of_entry: str | None
    of_text: str | None
    title: str | None
    withdrawn_at: datetime | None
    dated_at: datetime | None
    by: int
    owner: int | None

    def for_feed(self, feed_id: int) -> KnownArticle:
        """As the feed that is read now has to see it."""
        return KnownArticle(
            self.sighting,
            self.article_id,
            self.guid,
            self.address,
            self.published_at,
            self.url or "",
            self.of_entry or self.of_text or "",
            self.title or "",
            withdrawn_at=self.withdrawn_at,
            dated_at=self.dated_at,
            is_here=self.by == feed_id,
            is_own=self.owner == feed_id,
        )


def _guids(entry: Entry) -> tuple[str, str]:
    return entry.guid, guid_of_its_own(entry)


def _with_words(known: list[list[KnownArticle]], documents: Sequence[Document]) -> list[list[KnownArticle]]:
    """The same, with the beginning of the text where guid and address do not agree and the words have to tell."""
    doubtful: set[int] = set()
    for pieces, document in zip(known, documents, strict=True):
        agreed = {(entry.guid, address_of(entry.link)) for entry in document.entries}
        doubtful |= {row.id for row in pieces if row.id and row.is_here and (row.guid, row.address or 0) not in agreed}
    if not doubtful:
        return known
    texts = dict(Article.objects.filter(pk__in=doubtful).values_list("pk", Left("text", BEGINNING)))
    return [[replace(row, text=texts.get(row.id or 0, "")) for row in pieces] for pieces in known]
