"""Which feed brought which article: looked up before a document is saved, written down after it.

Called inside the transaction of ingest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Left

from feeds.dedupe import BEGINNING, address_of, content_hash, guid_of_its_own
from feeds.models import Article, Feed, Sighting
from feeds.types import Entry, KnownArticle

_COLUMNS = (
    *("pk", "article_id", "guid", "address", "published_at"),
    *("article__url", "article__entry_hash", "article__content_hash", "article__title"),
    *("article__withdrawn_at", "feed_id", "article__feed_id"),
)
# A deleted piece is forgotten three months after the last document that had it (aggregator.retention): a note a week
# that it is still there is enough.
STILL_THERE = timedelta(days=7)


def known(feed: Feed, entries: Sequence[Entry]) -> list[KnownArticle]:
    """What is known of the pieces that the entries could be: by guid in this feed, by address anywhere, by words.

    One query; a second one for entries that guid and address do not find, a third for those where they disagree.
    """
    addresses = {address_of(entry.link) for entry in entries} - {None}
    guids = {entry.guid for entry in entries} | {guid_of_its_own(entry) for entry in entries}
    rows = _rows(Q(feed=feed, guid__in=guids) | Q(address__in=addresses), feed)
    agreed = {(row.guid, row.address) for row in rows if row.is_here and row.address is not None}
    strange = [entry for entry in entries if (entry.guid, address_of(entry.link)) not in agreed]
    words = {content_hash(entry) for entry in strange} - {row.content_hash for row in rows if row.is_here}
    if words:
        said = Q(content_hash__in=words) | Q(entry_hash__in=words) & ~Q(entry_hash="")
        rows += _rows(Q(feed=feed, article__in=Article.objects.filter(said)), feed)
    return _with_words(rows, entries)


def record(feed: Feed, brought: Iterable[tuple[int, Entry]], *, now: datetime) -> None:
    """Write down that the feed brought these articles, and under which guid and address it does so now."""
    rows = [
        Sighting(
            article_id=article_id,
            feed=feed,
            guid=entry.guid,
            address=address_of(entry.link),
            published_at=entry.published_at or now,
            seen_at=now,
        )
        for article_id, entry in brought
    ]
    Sighting.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article", "feed"],
        update_fields=["guid", "address"],
        batch_size=500,
    )


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
    rows = [Article(pk=pk, feed_id=feed_id) for pk, feed_id in others.values_list("article_id", "feed_id") if pk]
    Article.objects.bulk_update(rows, ["feed"], batch_size=500)
    return {row.pk for row in rows}


def _rows(which: Q, feed: Feed) -> list[KnownArticle]:
    rows = Sighting.objects.filter(which).order_by("pk").values_list(*_COLUMNS)
    return [
        KnownArticle(
            sighting, article_id, guid, address, at, url or "", of_entry or of_text or "", title or "",
            withdrawn_at=withdrawn_at,
            is_here=by == feed.pk,
            is_own=owner == feed.pk,
        )
        for sighting, article_id, guid, address, at, url, of_entry, of_text, title, withdrawn_at, by, owner in rows
    ]  # fmt: skip


def _with_words(rows: Sequence[KnownArticle], entries: Sequence[Entry]) -> list[KnownArticle]:
    """The rows, with the beginning of the text where guid and address do not agree and the words have to tell."""
    agreed = {(entry.guid, address_of(entry.link)) for entry in entries}
    doubtful = {row.id for row in rows if row.id and row.is_here and (row.guid, row.address or 0) not in agreed}
    if not doubtful:
        return list(rows)
    texts = dict(Article.objects.filter(pk__in=doubtful).values_list("pk", Left("text", BEGINNING)))
    return [replace(row, text=texts.get(row.id or 0, "")) for row in rows]
