"""How a fetch ended, written down: the feed's next time, its Fetch row, and the counts of the sweep."""

import random
from datetime import datetime

from feeds import moves
from feeds.hubs import polling
from feeds.models import Feed, Fetch
from feeds.schedule import after_hold, next_fetch
from feeds.types import Because, CrawlCounts, FetchResult, Outcome, Reading

RHYTHM = 20  # dates of the newest articles tell how often a feed publishes; schedule reads no more
# What a crawl changes on the feed; what an operator edits meanwhile stays.
_CRAWLED = [
    *("title", "site_url", "language", "etag", "last_modified", "body_hash", "state"),
    *("ttl_minutes", "skip_hours", "skip_days", "entries", "teaser_percent"),
    *("url", "moved_to", "moved_count", "duplicate_of"),
    *("hub", "hub_topic", "pushed_until"),
    *("next_fetch_at", "interval_minutes", "because", "usual_ms", "is_undated"),
    *("failures", "failing_since", "trouble", "last_error", "last_fetched_at", "last_ok_at"),
]


def succeeded(
    feed: Feed,
    result: FetchResult,
    reading: Reading,
    *,
    new: int,
    updated: int,
    now: datetime,
    rng: random.Random,
) -> CrawlCounts:
    """The publisher answered, with a document or with the word that nothing changed."""
    if new and feed.pushed_until is not None:
        polling.found_by_visit(feed, now=now)
    newest = feed.sightings.newest().values_list("published_at", flat=True)[:RHYTHM]
    planned = next_fetch(
        now=now,
        rng=rng,
        published=list(newest),
        max_age_s=result.max_age_s,
        ttl_minutes=feed.ttl_minutes,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
        pushed_until=feed.pushed_until,
    )
    feed.record_success(planned, now=now, duration_ms=result.duration_ms)
    entries = reading.parsed.entries if reading.parsed else ()
    if entries:  # what has no date of its own was given that of its fetch (see fit)
        feed.is_undated = all(entry.published_at is None or entry.published_at >= now for entry in entries)
    moves.follow(feed, result.permanent_url)
    feed.save(update_fields=_CRAWLED)
    _note(feed, result, reading, now=now, new=new, updated=updated)
    return CrawlCounts(
        feeds=1,
        fetched=int(result.outcome == Outcome.FETCHED),
        not_modified=int(result.outcome == Outcome.NOT_MODIFIED),
        unchanged=int(result.outcome == Outcome.UNCHANGED),
        entries=len(entries),
        new=new,
        updated=updated,
    )


def failed(feed: Feed, result: FetchResult, reading: Reading, *, now: datetime, rng: random.Random) -> CrawlCounts:
    """No document, or none that is a feed: the reading says why. A feed that is gone is not asked again."""
    is_gone = result.outcome == Outcome.GONE
    planned = next_fetch(
        now=now,
        rng=rng,
        failures=feed.failures + 1,
        retry_after_s=result.retry_after_s,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    feed.record_failure(planned, now=now, error=reading.error, trouble=reading.trouble)
    if is_gone:
        feed.state = Feed.State.GONE
    feed.save(update_fields=_CRAWLED)
    _note(feed, result, reading, now=now)
    return CrawlCounts(feeds=1, failed=1, errors={feed.url: reading.error})


def postponed(feed: Feed, result: FetchResult, *, now: datetime, rng: random.Random) -> CrawlCounts:
    """Nobody was asked, so nothing is known of the feed but its next time."""
    feed.next_fetch_at, feed.because = after_hold(result.retry_after_s or 0, now=now, rng=rng), Because.HELD
    feed.save(update_fields=["next_fetch_at", "because"])
    return CrawlCounts(feeds=1, postponed=1)


def moved(feed: Feed, result: FetchResult, url: str, *, now: datetime) -> CrawlCounts:
    """The address was that of a page which names this feed: fetch that one next, at once."""
    feed.url, feed.next_fetch_at, feed.last_fetched_at = url, now, now
    feed.save(update_fields=["url", "next_fetch_at", "last_fetched_at"])
    _note(feed, result, Reading(), now=now)
    return CrawlCounts(feeds=1, fetched=1)


def _note(
    feed: Feed,
    result: FetchResult,
    reading: Reading,
    *,
    now: datetime,
    new: int = 0,
    updated: int = 0,
) -> None:
    is_answer_of_no_use = reading.error and result.outcome != Outcome.GONE
    Fetch.objects.create(
        feed=feed,
        fetched_at=now,
        result=(Outcome.FAILED if is_answer_of_no_use else result.outcome).value,
        status=result.status,
        size=len(result.body),
        duration_ms=result.duration_ms,
        read_ms=reading.ms,
        entries=len(reading.parsed.entries) if reading.parsed else 0,
        new=new,
        updated=updated,
        trouble=reading.trouble.value,
        error=reading.error[:500],
    )
