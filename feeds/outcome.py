"""How fetches ended, written down: the feeds' next times, their Fetch rows, and the counts of the sweep.

Each kind of end changes its feed without saving it; `write` saves them all.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from feeds import moves, rows
from feeds.hubs import polling
from feeds.models import Feed, Fetch
from feeds.schedule import after_hold, next_fetch
from feeds.types import Answer, Because, CrawlCounts, Outcome, Reading

RHYTHM = 20  # dates of the newest articles tell how often a feed publishes; schedule reads no more
# What a crawl changes on the feed; what an operator edits meanwhile stays.
_CRAWLED = [
    *("title", "site_url", "language", "etag", "last_modified", "body_hash", "state"),
    *("ttl_minutes", "skip_hours", "skip_days", "entries", "teaser_percent"),
    *("url", "moved_to", "moved_count", "duplicate_of_id"),
    *("hub", "hub_topic", "pushed_until"),
    *("next_fetch_at", "interval_minutes", "because", "usual_ms", "is_undated"),
    *("failures", "failing_since", "trouble", "last_error", "last_fetched_at", "last_ok_at"),
]


_NOTED = (
    *("feed_id", "fetched_at", "result", "status", "size", "duration_ms", "read_ms"),
    *("entries", "new", "updated", "trouble", "error"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """One of them: the feed, changed, its Fetch row, if there is to be one, and what is counted."""

    feed: Feed
    note: rows.Row | None
    counts: CrawlCounts


def write(ended: Sequence[Ended]) -> None:
    """Save what became of these feeds, whose rows the caller has locked."""
    rows.update([each.feed for each in ended], _CRAWLED)
    rows.insert(Fetch, _NOTED, [each.note for each in ended if each.note is not None])


def rhythms(feed_ids: Sequence[int]) -> dict[int, list[datetime]]:
    """When the newest articles of these feeds were published, by the feed's id: what `succeeded` plans by."""
    dates: dict[int, list[datetime]] = {feed_id: [] for feed_id in feed_ids}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one.id, newest.published_at FROM unnest(%s::bigint[]) AS one(id) CROSS JOIN LATERAL"
            " (SELECT published_at FROM feeds_sighting WHERE feed_id = one.id"
            " ORDER BY published_at DESC, article_id DESC LIMIT %s) AS newest",
            [list(feed_ids), RHYTHM],
        )
        for feed_id, at in cursor.fetchall():
            dates[feed_id].append(at)
    return dates


def succeeded(
    feed: Feed, answer: Answer, *, new: int, updated: int, published: Sequence[datetime], rng: random.Random
) -> Ended:
    """The publisher answered, with a document or with the word that nothing changed."""
    result, now = answer.result, answer.now
    if new and feed.pushed_until is not None:
        polling.found_by_visit(feed, now=now)
    planned = next_fetch(
        now=now,
        rng=rng,
        published=published,
        max_age_s=result.max_age_s,
        ttl_minutes=feed.ttl_minutes,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
        pushed_until=feed.pushed_until,
    )
    called_for_at = polling.called_for_at(feed, claimed_at=now)
    feed.record_success(planned, now=now, duration_ms=result.duration_ms)
    if called_for_at is not None:
        feed.next_fetch_at, feed.because = min(called_for_at, planned.at), Because.PUSHED
    entries = answer.reading.parsed.entries if answer.reading.parsed else ()
    if entries:  # what has no date of its own was given that of its fetch (see fit)
        feed.is_undated = all(entry.published_at is None or entry.published_at >= now for entry in entries)
    moves.follow(feed, result.permanent_url)
    counts = CrawlCounts(
        feeds=1,
        fetched=int(result.outcome == Outcome.FETCHED),
        not_modified=int(result.outcome == Outcome.NOT_MODIFIED),
        unchanged=int(result.outcome == Outcome.UNCHANGED),
        entries=len(entries),
        new=new,
        updated=updated,
    )
    return Ended(feed, _note(answer, answer.reading, new=new, updated=updated), counts)


def failed(feed: Feed, answer: Answer, *, rng: random.Random) -> Ended:
    """No document, or none that is a feed: the reading says why. A feed that is gone is not asked again."""
    result, reading, now = answer.result, answer.reading, answer.now
    planned = next_fetch(
        now=now,
        rng=rng,
        failures=feed.failures + 1,
        retry_after_s=result.retry_after_s,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )
    feed.record_failure(planned, now=now, error=reading.error, trouble=reading.trouble)
    if result.outcome == Outcome.GONE:
        feed.state = Feed.State.GONE
    return Ended(feed, _note(answer, reading), CrawlCounts(feeds=1, failed=1, errors={feed.url: reading.error}))


def postponed(feed: Feed, answer: Answer, *, rng: random.Random) -> Ended:
    """Nobody was asked, so nothing is known of the feed but its next time."""
    feed.next_fetch_at = after_hold(answer.result.retry_after_s or 0, now=answer.now, rng=rng)
    feed.because = Because.HELD
    return Ended(feed, None, CrawlCounts(feeds=1, postponed=1))


def moved(feed: Feed, answer: Answer, url: str) -> Ended:
    """The address was that of a page which names this feed: fetch that one next, at once."""
    feed.url, feed.next_fetch_at, feed.last_fetched_at = url, answer.now, answer.now
    return Ended(feed, _note(answer, Reading()), CrawlCounts(feeds=1, fetched=1))


def _note(answer: Answer, reading: Reading, *, new: int = 0, updated: int = 0) -> rows.Row:
    """The Fetch row, by _NOTED."""
    result = answer.result
    is_answer_of_no_use = reading.error and result.outcome != Outcome.GONE
    return (
        answer.feed_id,
        answer.now,
        (Outcome.FAILED if is_answer_of_no_use else result.outcome).value,
        result.status,
        len(result.body),
        result.duration_ms,
        reading.ms,
        len(reading.parsed.entries) if reading.parsed else 0,
        new,
        updated,
        reading.trouble.value,
        reading.error[:500],
    )
