"""Work in the background: crawl what is due, understand what came in. A killed worker's rows come due again."""

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from feeds import full_text, icons, pictures
from feeds.crawl import Claim, sweep
from feeds.illustrations import keep, room
from feeds.importing import carry_on
from feeds.models import Article, Delivery, Feed, FeedImport, HubSubscription, Icon, Illustration, Media, Page
from feeds.types import CrawlCounts
from feeds.understand import understand
from feeds.websub import deliveries, leases

# A worker that is killed holds up no more than this many feeds for a lease.
FEEDS = 50
# The encoder sorts what it gets by length and fills short texts up to the longest of their 32: lots of 32 took twice
# the time of one of 512. At 20 texts a second on 2 cores ten seconds of work; new articles appear after that.
ARTICLES = 192
# What hubs sent, a transaction each: some seconds of work, and no more than 500 MB of bodies at the very worst.
DELIVERIES = 50
# One hub is asked once a second, and the sweep comes every minute: half of one worker's time, for three hours, when a
# site with 5,000 feeds of one hub is called for the first time.
HUBS = 30
# At one a second for a domain, half a minute if all are of one publisher.
PAGES = 32
# Some seconds of re-encoding; pages show the first ones while the others are fetched. Sixteen hostile ones take 20 s
# each, 320 on one core: with what the sweep did before, under CELERY_TASK_TIME_LIMIT.
PICTURES = 16
# Then the task ends and the next sweep goes on: well under CELERY_TASK_TIME_LIMIT even if the last batch is slow.
BUDGET_SECONDS = 120


@shared_task(name="feeds.crawl_due")
def crawl_due() -> int:
    """One sweep: crawl batches of due feeds until none is due or the time is used up. Returns how many feeds."""
    return _crawl(_due_feeds())


@shared_task(name="feeds.crawl")
def crawl(*, feed_ids: list[int]) -> int:
    """A nudge: crawl these feeds now instead of when they are due."""
    return _crawl([(timezone.now(), feed_ids)])


@shared_task(name="feeds.crawl_asked")
def crawl_asked(*, feed_id: int) -> int:
    """A nudge: crawl this feed before others that are due, unless a sweep has taken it. Returns how many feeds."""
    now = timezone.now()
    ids = Feed.objects.filter(pk=feed_id).claim_due(now, lease=settings.LEASE, limit=1)
    return _crawl([(now, ids)]) if ids else 0


@shared_task(name="feeds.crawl_lists")
def crawl_lists() -> int:
    """One sweep: look at the lines of lists that were brought, until none is left. Returns how many lines."""
    count = 0
    for now in _moments():
        taken = FeedImport.objects.claim_due(now, lease=settings.LEASE)
        if taken is None:
            break
        count += carry_on(taken, now=now)
    return count


@shared_task(name="feeds.crawl_pages")
def crawl_pages() -> int:
    """One sweep: the whole texts of articles whose feeds give teasers. Returns how many were taken."""
    count = 0
    for now in _moments():
        ids = Page.objects.claim_due(now, lease=settings.LEASE, limit=PAGES)
        if not ids:
            break
        count += full_text.take(ids, now=now)
    return count


@shared_task(name="feeds.embed_due")
def embed_due() -> int:
    """One sweep: understand batches of due articles until none is due or the time is used up. Returns how many."""
    count = 0
    for now in _moments():
        ids = Article.objects.claim_due("embed", now, lease=settings.LEASE, limit=ARTICLES)
        if not ids:
            break
        count += understand(ids, now=now)
    return count


@shared_task(name="feeds.embed")
def embed(*, article_ids: list[int]) -> int:
    """A nudge: understand these articles now instead of at the next sweep."""
    return understand(article_ids, now=timezone.now())


@shared_task(name="feeds.pictures_due")
def pictures_due() -> int:
    """One sweep: fetch and re-encode batches of due pictures until none is due. Returns how many were stored."""
    count = 0
    for now in _moments():
        count += _illustrate()
        ids = Media.objects.claim_due(now, lease=settings.LEASE, limit=PICTURES)
        if not ids:
            break
        count += pictures.store_many(ids, now=now)
    return count


@shared_task(name="feeds.pictures_of_texts")
def pictures_of_texts() -> int:
    """A nudge: somebody opened a text and waits for its pictures. Returns how many were stored."""
    return _illustrate()


def _illustrate() -> int:
    """The pictures inside texts, which go before all others, because their readers wait. Returns how many."""
    count = 0
    for now in _moments():
        ids = Illustration.objects.claim_due(now, lease=settings.LEASE, limit=PICTURES)
        if not ids:
            break
        count += keep.store_many(ids, now=now)
        room.make_room(budget_bytes=settings.PICTURE_CACHE_MB * 1_000_000)
    return count


@shared_task(name="feeds.pictures_of_sites")
def pictures_of_sites() -> int:
    """One sweep: the icons of sites that are new, and of those a month old. Returns how many were stored."""
    count = 0
    icons.note_new(now=timezone.now())
    for now in _moments():
        ids = Icon.objects.claim_due(now, lease=settings.LEASE, limit=PICTURES)
        if not ids:
            break
        count += icons.store_many(ids, now=now)
    return count


@shared_task(name="feeds.websub_leases")
def websub_leases() -> int:
    """One sweep: ask the hubs that feeds name, renew, end what nobody wants. Returns how many requests."""
    now = timezone.now()
    leases.reconcile(now=now)
    ids = HubSubscription.objects.claim_due(now, lease=settings.LEASE, limit=HUBS)
    return leases.keep(ids, now=now, rng=random.Random())  # noqa: S311 -- spreads requests, guards no secret


@shared_task(name="feeds.websub_deliveries")
def websub_deliveries() -> int:
    """One sweep, or a nudge: make articles of what hubs sent. Returns how many are new."""
    count = 0
    for now in _moments():
        ids = Delivery.objects.claim_due(now, lease=settings.LEASE, limit=DELIVERIES)
        if not ids:
            break
        counts = deliveries.take_in(ids, now=now)
        _nudge_embedding(counts)
        count += counts.new
    return count


def _due_feeds() -> Iterator[Claim]:
    """Claims of due feeds, a worker's share at a time, until none is due or the time is used up."""
    for now in _moments():
        ids = Feed.objects.claim_due(now, lease=settings.LEASE, limit=FEEDS)
        if not ids:
            return
        yield now, ids


def _crawl(claims: Iterable[Claim]) -> int:
    count = 0
    for counts in sweep(claims, rng=random.Random()):  # noqa: S311 -- spreads visits, guards no secret
        _nudge_embedding(counts)
        count += counts.feeds
    return count


def _nudge_embedding(counts: CrawlCounts) -> None:
    if counts.new or counts.updated:
        with suppress(OperationalError):  # a nudge: the articles are committed, and the sweep finds them anyway
            embed_due.delay()


def _moments() -> Iterator[datetime]:
    """The present, again and again, until the time of one task is used up."""
    deadline = time.monotonic() + BUDGET_SECONDS
    while time.monotonic() < deadline:
        yield timezone.now()
