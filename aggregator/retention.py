"""How long the site keeps what, with the reasons, and the sweep that keeps to it, a batch at a time.

Never pruned: what creators posted, what somebody liked, saved or discussed, what a moderator looked at or decided, and
what stands on the page of a feed that brought it. What is deleted leaves its sightings, so that it does not come back.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from aggregator.notifications.models import DigestIssue
from feeds.illustrations.room import forget
from feeds.media import remove, remove_strays
from feeds.models import (
    Article,
    Comment,
    Feed,
    FeedImport,
    Fetch,
    Filing,
    Folder,
    Illustration,
    Media,
    Revision,
    SavedSearch,
    Sighting,
    Story,
)
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH
from feeds.models.own_querysets import TAKEN_BACK
from feeds.tally import roll
from moderation.appeals import WINDOW
from moderation.models import Appeal, Decision, ReviewItem, Snapshot
from ranking.models import ArticleStats, DayTally, Event, Impression, Pin, PlaceTally, PublisherTally, Slate

# Half a year, as Miniflux keeps what nobody opened: search finds a season ago, and nothing older is recommended.
UNREAD = timedelta(days=180)
# Who opened it has had it; two months are enough to find it again (Miniflux as well).
READ = timedelta(days=60)
# The newest of each feed stay whatever their age, so that the page of a quiet publisher is not empty (tt-rss: 50).
LEAST_A_FEED = 50
# Nobody opened a text with this picture for as long: the next reader brings it back.
UNASKED = timedelta(days=90)
# A publisher may be away for a season and come back with an old document; none of it is news then. 200 bytes a piece.
DELETED = timedelta(days=90)
# A month of attempts says how a feed does; its rhythm is on its row.
FETCHES = timedelta(days=30)
# What became of each line of a list is looked at in the days after; the feeds themselves stay.
IMPORTS = timedelta(days=30)
# What was reported is kept as long as it waits, and as long as somebody may appeal against what was decided on it.
REPORTED = WINDOW
# Who spoke from one network is one voice while an article is assessed anew: comments and new references make it due for
# a month at most (moderation.references.rematch). The key is a trace of where somebody was, so no day longer.
NETWORKS = timedelta(days=30)
# Training looks back 90 days at most: what was served, and what readers did with it.
SERVED = timedelta(days=90)
# What a reader may still see as hers (liked, saved, hidden) is no history and stays.
LASTING = (
    *(Event.Kind.LIKE, Event.Kind.UNLIKE),
    *(Event.Kind.SAVE, Event.Kind.UNSAVE),
    *(Event.Kind.HIDE, Event.Kind.UNHIDE),
)
BATCH = 500  # rows a transaction: locks of some milliseconds, which no page notices
MOST = 20_000  # rows of a kind in one sweep: minutes at the very worst; the next sweep goes on

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows a sweep took away; of strays, how many files."""

    articles: int = 0
    stories: int = 0
    sightings: int = 0
    fetches: int = 0
    slates: int = 0
    events: int = 0
    illustrations: int = 0
    imports: int = 0
    revisions: int = 0
    snapshots: int = 0
    networks: int = 0
    strays: int = 0
    tallies: int = 0
    own: int = 0  # what readers removed, or filed and save no more
    digests: int = 0


def prune(*, now: datetime) -> Pruned:
    """One sweep over everything that has a rule. Runs twice without harm."""
    roll(now=now)  # first: what is pruned below has been counted
    return Pruned(
        articles=_articles(now),
        stories=_rows(Story.objects.filter(articles__isnull=True, updated_at__lt=now - READ)),
        sightings=_rows(Sighting.objects.filter(article__isnull=True, seen_at__lt=now - DELETED)),
        imports=_rows(FeedImport.objects.filter(due_at__isnull=True, created_at__lt=now - IMPORTS)),
        fetches=_rows(Fetch.objects.filter(fetched_at__lt=now - FETCHES)),
        events=_rows(Event.objects.filter(happened_at__lt=now - SERVED).exclude(kind__in=LASTING)),
        slates=_slates(now),
        illustrations=_illustrations(now),
        revisions=_rows(Revision.objects.filter(replaced_at__lt=now - UNREAD)),
        snapshots=_rows(_settled(now)),
        networks=_networks(now),
        tallies=sum(
            _rows(it.objects.filter(day__lt=(now - SERVED).date())) for it in (DayTally, PlaceTally, PublisherTally)
        ),
        own=_rows(Folder.objects.over(now)) + _rows(SavedSearch.objects.over(now)) + _rows(_let_go(now)),
        digests=_rows(DigestIssue.objects.filter(made_at__lt=now - SERVED)),
        # from anywhere, because one sweep does not see all of a large site's
        strays=remove_strays(now=now, start=secrets.token_hex(16)),
    )


def old(now: datetime) -> QuerySet[Article]:
    """Articles whose time is over, if their feed's document does not hold them any more."""
    plays = ArticleStats.objects.filter(article=OuterRef("pk"), plays__gt=0)
    is_unread = Q(published_at__lt=now - UNREAD, created_at__lt=now - UNREAD)
    is_read = Q(Exists(plays), published_at__lt=now - READ, created_at__lt=now - READ)
    return unneeded(now).filter(is_unread | is_read)


def unneeded(now: datetime) -> QuerySet[Article]:
    """Articles of feeds that nobody keeps: no reader, no moderator, no page that was served lately."""
    stats = ArticleStats.objects.filter(article=OuterRef("pk"))
    served = Impression.objects.filter(article=OuterRef("pk"), slate__served_at__gte=now - SERVED)
    return (
        Article.objects.filter(origin=Article.Origin.FEED)
        .exclude(Exists(stats.filter(Q(likes__gt=0) | Q(saves__gt=0) | Q(comments__gt=0))))
        .exclude(Exists(Comment.objects.filter(article=OuterRef("pk"))))
        .exclude(Exists(ReviewItem.objects.filter(article=OuterRef("pk"))))
        .exclude(Exists(Decision.objects.filter(article=OuterRef("pk"))))
        .exclude(Exists(Pin.objects.filter(article=OuterRef("pk"))))
        .exclude(Exists(served))
    )


def _articles(now: datetime) -> int:
    count = 0
    has_old = Article.objects.filter(feed=OuterRef("pk"), created_at__lt=now - READ, published_at__lt=now - READ)
    for feed in Feed.objects.filter(Exists(has_old)).only("entries").order_by("pk").iterator():
        ids = list(old(now).filter(feed=feed).exclude(pk__in=_newest_of(feed)).values_list("pk", flat=True)[:MOST])
        for other in Feed.objects.filter(sightings__article__in=ids).exclude(pk=feed.pk).distinct():
            kept = _newest_of(other)
            ids = [pk for pk in ids if pk not in kept]
        for batch in batches(ids):
            let_go(batch, now=now)
        count += len(ids)
        if count >= MOST:
            break
    return count


def _newest_of(feed: Feed) -> set[int]:
    """What stands on the page of the feed, whoever owns it, and may stand in its document."""
    newest = feed.sightings.filter(article__isnull=False).newest().values_list("article_id", flat=True)
    return {pk for pk in newest[: max(LEAST_A_FEED, feed.entries)] if pk is not None}


def let_go(ids: Sequence[int], *, now: datetime) -> None:
    """Delete articles with all that hangs on them; their pictures once the rows are gone for good.

    The sightings stay for a while without them, so that the next document does not bring them back.
    """
    with transaction.atomic():
        Sighting.objects.filter(article__in=ids).update(seen_at=now)
        pictures = list(Media.objects.filter(article__in=ids).exclude(name="").values_list("name", flat=True))
        Article.objects.filter(pk__in=ids).delete()
        for name in pictures:
            transaction.on_commit(partial(remove, name, (CARD_WIDTH, ARTICLE_WIDTH)))


def _settled(now: datetime) -> QuerySet[Snapshot]:
    """What articles said when they were reported, once nothing about them waits or can be appealed against."""
    about = {"article": OuterRef("article")}
    return (
        Snapshot.objects.filter(taken_at__lt=now - REPORTED)
        .exclude(Exists(ReviewItem.objects.open().filter(**about)))
        .exclude(Exists(Decision.objects.filter(created_at__gte=now - REPORTED, **about)))
        .exclude(Exists(Appeal.objects.open().filter(decision__article=OuterRef("article"))))
    )


def _networks(now: datetime) -> int:
    """The comment stays; from which network it came is forgotten."""
    told = Comment.objects.filter(created_at__lt=now - NETWORKS).exclude(network="")
    ids = list(told.order_by("pk").values_list("pk", flat=True)[:MOST])
    for batch in batches(ids):
        Comment.objects.filter(pk__in=batch).update(network="")
    return len(ids)


def _slates(now: datetime) -> int:
    """Pages that were served; what readers liked, saved and hid on them forgets the page and stays."""
    ids = list(Slate.objects.filter(served_at__lt=now - SERVED).values_list("pk", flat=True)[:MOST])
    for batch in batches(ids):
        with transaction.atomic():
            Event.objects.filter(impression__slate__in=batch, kind__in=LASTING).update(impression=None)
            Event.objects.filter(impression__slate__in=batch).delete()
            Impression.objects.filter(slate__in=batch).delete()
            Slate.objects.filter(pk__in=batch).delete()
    return len(ids)


def _let_go(now: datetime) -> QuerySet[Filing]:
    """Where articles were that their readers save no more, and had the time to save again."""
    acts = Event.objects.filter(
        reader=OuterRef("reader"), article=OuterRef("article"), kind__in=(Event.Kind.SAVE, Event.Kind.UNSAVE)
    ).order_by("-pk")
    last = Filing.objects.alias(kind=Subquery(acts.values("kind")[:1]), at=Subquery(acts.values("happened_at")[:1]))
    return last.filter(kind=Event.Kind.UNSAVE, at__lt=now - TAKEN_BACK)


def _illustrations(now: datetime) -> int:
    """Pictures inside texts that nobody asks for, and what was learnt of those that could not be had."""
    unasked = list(Illustration.objects.filter(asked_at__lt=now - UNASKED).order_by("asked_at", "pk")[:MOST])
    for batch in batches(unasked):
        forget(batch)
    return len(unasked)


def _rows(rows: QuerySet[Any]) -> int:
    """Take away up to MOST of these rows."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])
    for batch in batches(ids):
        rows.model.objects.filter(pk__in=batch).delete()
    return len(ids)


def batches(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """In parts whose statements stay far below the database's limit on their time."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
