"""Crawl feeds: fetch, parse, clean, dedupe, save, and plan the next fetch. The order; each step has its own module.

One feed is one transaction. A feed that cannot be fetched, read or saved keeps its reason as a sentence, and the others
go on. The same article may come from two feeds: the first one to bring its address keeps it (see dedupe).
"""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from feeds import articles, outcome, page_plan, sightings
from feeds.challenge import is_challenge
from feeds.clean import canonical_url
from feeds.dedupe import dedupe
from feeds.discover import feed_links
from feeds.fetch import Policy, fetch_many
from feeds.hubs.choose import choose
from feeds.models import Feed, Topic
from feeds.parse import NotAFeedError, TooCostlyError
from feeds.reading import read_limited
from feeds.teaser import teaser_percent
from feeds.topics import first_level, topic_of
from feeds.types import CrawlCounts, Entry, FetchRequest, FetchResult, Outcome, ParsedFeed, Reading, Trouble
from feeds.withdrawals import withdraw

log = structlog.get_logger(__name__)

ETAG_LENGTH = 500  # Feed.etag
WEEK_MINUTES = 10_080  # what publishers ask for beyond is a mistake, and may not fit a number of the database


def crawl(feed_ids: Sequence[int], *, now: datetime, rng: random.Random, policy: Policy | None = None) -> CrawlCounts:
    """Fetch these feeds and ingest each as it arrives. Returns what was done; `errors` says by address what failed."""
    feeds = {feed.url: feed for feed in Feed.objects.filter(pk__in=feed_ids).order_by("pk")}
    requests = [FetchRequest(feed.url, feed.etag, feed.last_modified, feed.body_hash) for feed in feeds.values()]
    total = CrawlCounts()
    for result in fetch_many(requests, policy=policy):
        feed = feeds[result.request.url]
        try:
            counts = ingest(feed, result, now=now, rng=rng)
        except Feed.DoesNotExist:
            continue  # removed while it was fetched
        except Exception as error:  # the last resort: one publisher's surprise must not stop the others
            log.exception("feed_not_saved", feed=feed.pk, url=feed.url)
            counts = _give_up(feed, error, now=now, rng=rng)
        total = add(total, counts)
    return total


def ingest(feed: Feed, result: FetchResult, *, now: datetime, rng: random.Random) -> CrawlCounts:
    """Save one answer of a publisher: articles, the Fetch row, the feed's next time. Runs twice without harm.

    Raises Feed.DoesNotExist when the feed was removed meanwhile.
    """
    # PARSE, CLEAN, FIT: before the transaction, because it may take seconds
    reading = _read(result, now=now)
    with transaction.atomic():
        # The lock keeps two workers, one of them late, from saving the same document side by side.
        feed = Feed.objects.select_for_update().get(pk=feed.pk)
        if result.outcome == Outcome.POSTPONED:
            return outcome.postponed(feed, result, now=now, rng=rng)
        if reading.error and (address := _named_by_page(feed, result)):
            return outcome.moved(feed, result, address, now=now)
        if reading.error:
            log.info("feed_failed", feed=feed.pk, url=feed.url, error=reading.error)
            return outcome.failed(feed, result, reading, now=now, rng=rng)
        new = updated = 0
        if (parsed := reading.parsed) is not None:
            _remember(feed, parsed, result)
            new, updated = save(feed, parsed, now=now)
        # SCHEDULE
        return outcome.succeeded(feed, result, reading, new=new, updated=updated, now=now, rng=rng)


def save(feed: Feed, parsed: ParsedFeed, *, now: datetime) -> tuple[int, int]:
    """Save the entries of a document, fetched or pushed, while the feed is locked. How many are new, and changed."""
    # DEDUPE
    articles.lock_hosts(parsed.entries)
    changes = dedupe(parsed.entries, sightings.known(feed, parsed.entries))
    # ARTICLE
    topics = _named_topics([*changes.new, *(entry for _pk, entry in changes.updated)])
    new = articles.create(feed, changes.new, topics, now=now)
    updated = articles.update(changes.updated, topics, now=now)
    articles.move(changes.moved)
    sightings.record(feed, [*new, *changes.sighted], now=now)
    sightings.still_there(changes.gone, now=now)
    withdraw(feed, parsed.deleted, parsed.entries, now=now)
    page_plan.plan(feed, [*new, *changes.updated], now=now)
    return len(new), updated


def add(one: CrawlCounts, other: CrawlCounts) -> CrawlCounts:
    """The counts of two crawls together."""
    numbers = {f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(CrawlCounts) if f.name != "errors"}
    return CrawlCounts(**numbers, errors={**one.errors, **other.errors})


def _read(result: FetchResult, *, now: datetime) -> Reading:
    """The document, if a new one came, or why there is none."""
    if result.outcome in {Outcome.FAILED, Outcome.GONE}:
        return Reading(error=result.error, trouble=result.trouble)
    if result.outcome != Outcome.FETCHED:
        return Reading()
    began, parsed, error, trouble = time.monotonic(), None, "", Trouble.NONE
    try:
        parsed = read_limited(result.body, url=result.final_url, content_type=result.content_type, now=now)
    except NotAFeedError as reason:
        error = str(reason)
        trouble = Trouble.COSTLY if isinstance(reason, TooCostlyError) else Trouble.NOT_A_FEED
        if is_challenge(result.body):
            trouble = Trouble.CHALLENGE
            error = _("the publisher blocks robots: its server answers with a puzzle for people, not with the feed")
    return Reading(parsed, error, trouble, ms=round((time.monotonic() - began) * 1000))


def _named_by_page(feed: Feed, result: FetchResult) -> str:
    """The feed that a page names, where a feed was expected that never worked: somebody added a site's address."""
    if feed.last_ok_at is not None or result.outcome != Outcome.FETCHED:
        return ""
    links = filter(None, map(canonical_url, feed_links(result.body, base_url=result.final_url)))
    return next((link for link in links if not Feed.objects.filter(url=link).exists()), "")


def _named_topics(entries: Sequence[Entry]) -> Mapping[str, tuple[int, int | None]]:
    """Ids of topic and subtopic by guid, where the publisher's categories name a topic."""
    slugs = {entry.guid: slug for entry in entries if (slug := topic_of(entry.categories))}
    ids = dict(Topic.objects.values_list("slug", "pk")) if slugs else {}
    return {
        guid: (ids[first_level(slug)], ids.get(slug) if slug != first_level(slug) else None)
        for guid, slug in slugs.items()
        if first_level(slug) in ids
    }


def _remember(feed: Feed, parsed: ParsedFeed, result: FetchResult) -> None:
    """What the document says of its feed; a title that somebody gave stays."""
    feed.title = feed.title or parsed.title[:300] or urlsplit(feed.url).hostname or ""
    feed.site_url = canonical_url(parsed.link) or feed.site_url
    feed.language = parsed.language[:16]
    # Kept, because the answers that bring no document have to honour them too.
    feed.ttl_minutes = min(parsed.ttl_minutes, WEEK_MINUTES) if parsed.ttl_minutes else None
    feed.entries = len(parsed.entries)
    percent = teaser_percent([entry.text for entry in parsed.entries])
    feed.teaser_percent = feed.teaser_percent if percent is None else percent
    feed.skip_hours, feed.skip_days = list(parsed.skip_hours), list(parsed.skip_days)
    feed.hub, feed.hub_topic = choose(result, parsed, url=feed.url)
    # A validator that does not fit its column is of no use in part.
    feed.etag = result.etag if len(result.etag) <= ETAG_LENGTH else ""
    feed.last_modified, feed.body_hash = result.last_modified[:200], result.body_hash


def _give_up(feed: Feed, error: Exception, *, now: datetime, rng: random.Random) -> CrawlCounts:
    """Nothing of this feed was saved: say so on its row, so that it comes due later and the operator sees it."""
    sentence = _("What the publisher sent could not be saved: %(error)s") % {
        "error": f"{type(error).__name__}: {error}"
    }
    result = FetchResult(FetchRequest(feed.url), Outcome.FAILED, error=sentence, trouble=Trouble.NOT_SAVED)
    try:
        return ingest(feed, result, now=now, rng=rng)
    except (Feed.DoesNotExist, DatabaseError):
        return CrawlCounts(feeds=1, failed=1, errors={feed.url: sentence})
