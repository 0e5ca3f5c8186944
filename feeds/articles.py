"""Articles and their media, made and changed from the entries of a feed. Called inside the transaction of ingest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from zlib import crc32

from django.db import connection, transaction

from feeds import revisions, rows
from feeds.dedupe import content_hash, date_of, host_of
from feeds.media import remove
from feeds.models import Article, Media, Topic
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH
from feeds.topics import first_level, topic_of
from feeds.types import Entry, Piece

SUMMARY_LENGTH = 300  # three lines of a card
ADVISORY_LOCK = 7_100_203  # any number, the same in every process
# A worker saves some twenty feeds at once, and so waits for another's host by chance in one save of ten or so, for
# some tens of milliseconds; the lock table holds ten workers that lock every bucket.
LOCK_BUCKETS = 512
_SAID = ("title", "summary", "html", "text", "content_hash", "word_count", "entry_hash", "dated_at")
_CHANGED = (
    *(
        "updated_at",
        "edited_at",
        "withdrawn_at",
        "topic_id",
        "subtopic_id",
        "embed_due_at",
        "assess_due_at",
        "visibility",
    ),
    *_SAID,
)
_CREATED = (
    *("id", "origin", "feed_id", "guid", "url", "author", "language"),
    *("published_at", "created_at", "updated_at", "embed_due_at"),
    *("topic_id", "subtopic_id"),
    *_SAID,
)


def lock_hosts(entries: Sequence[Entry]) -> None:
    """Wait for whoever else saves articles of the same hosts, until the end of the transaction.

    Otherwise two feeds that bring one address at the same moment would both find it new: four crawls side by side of
    116 feeds made 2 of 1,635 articles twice.
    """
    hosts = {host_of(entry.link) for entry in entries if entry.link}
    # In one order for everybody, and in few buckets: a feed of links to 500 hosts must not fill the lock table.
    buckets = sorted({crc32(host.encode()) % LOCK_BUCKETS for host in hosts})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, b) FROM unnest(%s::int[]) AS b", [ADVISORY_LOCK, buckets])


def create(pieces: Sequence[Piece]) -> list[tuple[int, Piece]]:
    """Save these entries as articles of the feeds that brought them, held until they are assessed.

    Returns them with their ids, which ascend: put the oldest first, so that newer ones have the larger id.
    """
    made = list(zip(rows.ids(Article, len(pieces)), pieces, strict=True)) if pieces else []
    topics = _topics([piece.entry for piece in pieces])
    rows.insert(
        Article, _CREATED, [_created(pk, piece, topic) for (pk, piece), topic in zip(made, topics, strict=True)]
    )
    rows.insert(Media, _NAMED, [row for pk, piece in made for row in _media(pk, piece.entry, now=piece.now)])
    return made


def _created(pk: int, piece: Piece, topic: tuple[int | None, int | None]) -> rows.Row:
    """The columns of _CREATED."""
    entry, now = piece.entry, piece.now
    about = (pk, Article.Origin.FEED.value, piece.feed_id, entry.guid, entry.link, entry.author, entry.language)
    return *about, entry.published_at or now, now, now, now, *topic, *_said(entry).values()


def update(changed: Sequence[tuple[int, Piece]]) -> list[int]:
    """Save what publishers changed, and keep what it was. Returns the ids of those that changed.

    Other words are understood and assessed again, and nobody sees them before, on a card neither: a shown article goes
    back to hold, one that was limited or removed stays so. Other HTML around the same words is assessed again, but
    stays where it is.
    """
    if not changed:
        return []
    articles = Article.objects.select_for_update().order_by("pk").in_bulk([pk for pk, _piece in changed])
    pieces = {pk: piece for pk, piece in changed if pk in articles}
    said = {pk: _said(piece.entry) for pk, piece in pieces.items()}
    edited = [pk for pk in pieces if (articles[pk].title, articles[pk].text) != (said[pk]["title"], said[pk]["text"])]
    shown = [pk for pk in pieces if articles[pk].visibility == Article.Visibility.ALLOW]
    held = [pk for pk in shown if pk in edited or articles[pk].summary != said[pk]["summary"]]
    now = max(piece.now for _pk, piece in changed)
    revisions.keep([articles[pk] for pk in edited if articles[pk].withdrawn_at is None], now=now)
    for pk in pieces:
        for field, value in said[pk].items():
            setattr(articles[pk], field, value)
        articles[pk].updated_at = articles[pk].assess_due_at = now
        articles[pk].withdrawn_at = None  # dedupe names a withdrawn one only when its publisher brings it back
    for pk, topic in zip(edited, _topics([pieces[pk].entry for pk in edited]), strict=True):
        article = articles[pk]
        article.topic_id, article.subtopic_id = topic
        article.edited_at = article.embed_due_at = now
        article.assess_due_at = None
    for pk in held:
        articles[pk].visibility = Article.Visibility.HOLD
    rows.update([articles[pk] for pk in pieces], _CHANGED)
    _renew_media({pk: piece.entry for pk, piece in pieces.items()}, now=now)
    return list(pieces)


def move(moved: Sequence[tuple[int, str]]) -> None:
    """Their pages have another address now."""
    rows.update([Article(pk=pk, url=url) for pk, url in moved], ["url"])


def _topics(entries: Sequence[Entry]) -> list[tuple[int | None, int | None]]:
    """Ids of topic and subtopic of each, where the publisher's categories name a topic."""
    # A publisher has a few categories, and each of them many entries.
    named = {categories: topic_of(categories) or "" for categories in {entry.categories for entry in entries}}
    slugs = [named[entry.categories] for entry in entries]
    ids = dict(Topic.objects.values_list("slug", "pk")) if any(slugs) else {}
    firsts = [first_level(slug) if slug else "" for slug in slugs]
    return [
        (ids.get(first), ids.get(slug) if first in ids and slug != first else None)
        for slug, first in zip(slugs, firsts, strict=True)
    ]


def _said(entry: Entry) -> dict[str, str | int | datetime | None]:
    """What the entry says, by the column of Article that holds it."""
    summary = entry.summary_text or entry.text
    values = (
        entry.title,
        _cut(" ".join(summary.split())),
        entry.content_html or entry.summary_html,
        entry.text,
        content_hash(entry),
        entry.word_count,
        "",  # whatever its page told before, the words are the entry's
        date_of(entry),
    )
    return dict(zip(_SAID, values, strict=True))


def _cut(text: str) -> str:
    """At most SUMMARY_LENGTH characters, ending with a whole word."""
    return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"


_NAMED = ("article_id", "url", "type", "is_lead", "alt", "due_at")


def _renew_media(entries: Mapping[int, Entry], *, now: datetime) -> None:
    """What these entries name no more goes. What they still name keeps its copies, but need not lead any more."""
    media = [_media(pk, entry, now=now) for pk, entry in entries.items()]
    named = {row[:2]: Media(**dict(zip(_NAMED, row, strict=True))) for each in media for row in each}
    saved = Media.objects.filter(article_id__in=entries)
    before = {(row.article_id, row.url): row for row in saved}
    gone = [row for place, row in before.items() if place not in named]
    Media.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for row in gone:
        if row.name:
            transaction.on_commit(partial(remove, row.name, (CARD_WIDTH, ARTICLE_WIDTH)))
    saved.update(is_lead=False)
    Media.objects.bulk_create([row for place, row in named.items() if place not in before], ignore_conflicts=True)
    again = [before[place] for place, row in named.items() if row.is_lead and place in before]
    for row in again:
        row.is_lead = True
        row.due_at = row.due_at or (now if row.state == Media.State.NAMED else None)
    rows.update(again, ["is_lead", "due_at"])


def _media(article_id: int, entry: Entry, *, now: datetime) -> list[rows.Row]:
    """The columns of _NAMED for what the entry names, and for the lead, wherever it stands; that is due at once."""
    links = {link.url: link.type for link in entry.media}
    if entry.lead is not None:
        links.setdefault(entry.lead.url, "image")
    return [
        (article_id, url, kind, True, entry.lead.alt, now)
        if entry.lead is not None and url == entry.lead.url
        else (article_id, url, kind, False, "", None)
        for url, kind in links.items()
    ]
