"""Articles and their media, made and changed from the entries of a feed. Called inside the transaction of ingest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from zlib import crc32

from django.db import connection, transaction

from feeds import revisions
from feeds.clean import plain_text
from feeds.dedupe import content_hash
from feeds.media import lead, remove
from feeds.models import Article, Feed, Media
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH
from feeds.types import Entry

SUMMARY_LENGTH = 300  # three lines of a card
_NO_TOPIC = (None, None)
ADVISORY_LOCK = 7_100_203  # any number, the same in every process
LOCK_BUCKETS = 64  # a worker waits for another's host by chance once in 64 feeds, for some milliseconds


def lock_hosts(entries: Sequence[Entry]) -> None:
    """Wait for whoever else saves articles of the same hosts, until the end of the transaction.

    Otherwise two feeds that bring one address at the same moment would both find it new: four crawls side by side of
    116 feeds made 2 of 1,635 articles twice.
    """
    hosts = {urlsplit(entry.link).hostname or "" for entry in entries if entry.link}
    # In one order for everybody, and in few buckets: a feed of links to 500 hosts must not fill the lock table.
    buckets = sorted({crc32(host.encode()) % LOCK_BUCKETS for host in hosts})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, b) FROM unnest(%s::int[]) AS b", [ADVISORY_LOCK, buckets])


def create(
    feed: Feed, entries: Sequence[Entry], topics: Mapping[str, tuple[int, int | None]], *, now: datetime
) -> list[tuple[int, Entry]]:
    """Save these entries as articles of the feed, held until they are assessed. Returns them with their ids.

    `topics` holds the ids of topic and subtopic by guid. The oldest comes last in a document and first here, so that
    newer ones have the larger id.
    """
    entries = entries[::-1]
    rows = [
        Article(
            origin=Article.Origin.FEED,
            feed=feed,
            guid=entry.guid,
            url=entry.link,
            author=entry.author,
            language=entry.language,
            published_at=entry.published_at or now,
            topic_id=topics.get(entry.guid, _NO_TOPIC)[0],
            subtopic_id=topics.get(entry.guid, _NO_TOPIC)[1],
            embed_due_at=now,
            **_said(entry),
        )
        for entry in entries
    ]
    made = [
        (row.pk, entry) for row, entry in zip(Article.objects.bulk_create(rows, batch_size=100), entries, strict=True)
    ]
    _save_media(dict(made), now=now)
    return made


def update(changed: Sequence[tuple[int, Entry]], topics: Mapping[str, tuple[int, int | None]], *, now: datetime) -> int:
    """Save what publishers changed, and keep what it was. Returns how many articles changed.

    Other words are understood and assessed again, and nobody sees them before: a shown article goes back to hold, one
    that was limited or removed stays so. Other HTML around the same words is assessed again, but stays where it is.
    """
    rows = Article.objects.select_for_update().in_bulk([pk for pk, _entry in changed])
    entries = {pk: entry for pk, entry in changed if pk in rows}
    said = {pk: _said(entry) for pk, entry in entries.items()}
    edited = [pk for pk in entries if (rows[pk].title, rows[pk].text) != (said[pk]["title"], said[pk]["text"])]
    revisions.keep([rows[pk] for pk in edited if rows[pk].withdrawn_at is None], now=now)
    for pk in entries:
        article = rows[pk]
        for field, value in said[pk].items():
            setattr(article, field, value)
        article.updated_at = article.assess_due_at = now
        article.withdrawn_at = None  # dedupe names a withdrawn one only when its publisher brings it back
    for pk in edited:
        article = rows[pk]
        article.topic_id, article.subtopic_id = topics.get(entries[pk].guid, _NO_TOPIC)
        article.edited_at = article.embed_due_at = now
        article.assess_due_at = None
        if article.visibility == Article.Visibility.ALLOW:
            article.visibility = Article.Visibility.HOLD
    Article.objects.bulk_update([rows[pk] for pk in entries], _CHANGED, batch_size=100)
    _forget_media(entries)
    _save_media(entries, now=now)
    return len(entries)


def move(moved: Sequence[tuple[int, str]]) -> None:
    """Their pages have another address now."""
    rows = [Article(pk=pk, url=url) for pk, url in moved]
    Article.objects.bulk_update(rows, ["url"], batch_size=500)


_SAID = ("title", "summary", "html", "text", "content_hash", "word_count", "entry_hash")
_STATE = ("topic", "subtopic", "embed_due_at", "assess_due_at", "visibility")
_CHANGED = ("updated_at", "edited_at", "withdrawn_at", *_STATE, *_SAID)


def _said(entry: Entry) -> dict[str, str | int]:
    """What the entry says, by the column of Article that holds it."""
    summary = entry.text
    if entry.summary_html and entry.content_html:
        summary = plain_text(entry.summary_html) or entry.text
    values = (
        entry.title,
        _cut(" ".join(summary.split())),
        entry.content_html or entry.summary_html,
        entry.text,
        content_hash(entry),
        len(entry.text.split()),
        "",  # whatever its page told before, the words are the entry's
    )
    return dict(zip(_SAID, values, strict=True))


def _cut(text: str) -> str:
    """At most SUMMARY_LENGTH characters, ending with a whole word."""
    return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _forget_media(entries: Mapping[int, Entry]) -> None:
    """Delete what these entries name no more. What they still name keeps its copies, but need not lead any more."""
    named = {(pk, row.url) for pk, entry in entries.items() for row in _media(pk, entry)}
    saved = Media.objects.filter(article_id__in=entries)
    gone = [row for row in saved.only("article_id", "url", "name") if (row.article_id, row.url) not in named]
    Media.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for row in gone:
        if row.name:
            transaction.on_commit(partial(remove, row.name, (CARD_WIDTH, ARTICLE_WIDTH)))
    saved.update(is_lead=False)


def _save_media(entries: Mapping[int, Entry], *, now: datetime) -> None:
    """Media rows, the lead picture due at once; one that is there already and leads again keeps its copies."""
    rows = [row for pk, entry in entries.items() for row in _media(pk, entry)]
    for row in rows:
        row.due_at = now if row.is_lead else None
    before = {(row.article_id, row.url): row for row in Media.objects.filter(article_id__in=entries)} if rows else {}
    Media.objects.bulk_create([row for row in rows if (row.article_id, row.url) not in before], ignore_conflicts=True)
    again = [before[row.article_id, row.url] for row in rows if row.is_lead and (row.article_id, row.url) in before]
    for row in again:
        row.is_lead = True
        row.due_at = row.due_at or (now if row.state == Media.State.NAMED else None)
    Media.objects.bulk_update(again, ["is_lead", "due_at"], batch_size=100)


def _media(article_id: int, entry: Entry) -> list[Media]:
    """What the entry names, and the first picture of its text when nothing beside it leads."""
    first = lead(entry.media, entry.content_html or entry.summary_html)
    links = {link.url: link.type for link in entry.media}
    if first is not None:
        links.setdefault(first.url, "image")
    return [
        Media(
            article_id=article_id,
            url=url,
            type=kind,
            is_lead=first is not None and url == first.url,
            alt=first.alt if first is not None and url == first.url else "",
        )
        for url, kind in links.items()
    ]
