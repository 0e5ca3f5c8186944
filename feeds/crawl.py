"""Crawl feeds: fetch, read and save, side by side, a stream of feeds at a time.

The event loop fetches, a few threads wait for the children that read, and the caller's thread saves what is ready, so
that none of the three waits for another feed's network. One bad feed neither delays nor breaks another: what cannot be
saved together is saved feed by feed, and who cannot be saved even so keeps the reason on its row.
"""

import random
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields, replace
from datetime import datetime
from functools import reduce

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _
from psycopg.errors import ProgramLimitExceeded, QueryCanceled

from feeds.dedupe import address_of
from feeds.fetch import Policy, fetch_then
from feeds.ingest import read, save_answers
from feeds.models import Feed
from feeds.types import Answer, CrawlCounts, FetchRequest, FetchResult, Outcome, Reading, Trouble

log = structlog.get_logger(__name__)

Claim = tuple[datetime, Sequence[int]]
# Entries saved in one transaction: a quarter of a second of work, in which their feeds and hosts are locked.
ENTRIES = 600
# Of one document: it takes the database too long, or is larger than an index or a search vector holds.
_TOO_MUCH = (QueryCanceled, ProgramLimitExceeded)


def crawl(feed_ids: Sequence[int], *, now: datetime, rng: random.Random, policy: Policy | None = None) -> CrawlCounts:
    """Crawl these feeds. Returns what was done; `errors` says by address what failed."""
    return reduce(add, sweep([(now, feed_ids)], rng=rng, policy=policy), CrawlCounts())


def sweep(
    claims: Iterable[Claim], *, rng: random.Random, policy: Policy | None = None
) -> Generator[CrawlCounts, None, None]:
    """Crawl one claim of feeds after the other; the next is asked for while there is room.

    A claim is the moment it was made and the ids of its feeds. Yields what was done, again and again. Runs twice
    without harm, also at the same time.
    """
    # By request and not by address: a hub or an operator makes a feed due again while it is on its way.
    asked: dict[int, tuple[int, datetime]] = {}

    def read_of(result: FetchResult) -> Reading:
        return _read(result, now=asked[id(result.request)][1])

    with closing(fetch_then(_requests(claims, asked), read_of, policy=policy)) as lists:
        for ready in lists:
            about = [(*asked.pop(id(result.request)), result, reading) for result, reading in ready]
            answers = [Answer(feed_id, result, reading, now) for feed_id, now, result, reading in about]
            yield reduce(add, _save(answers, rng=rng), CrawlCounts())


def add(one: CrawlCounts, other: CrawlCounts) -> CrawlCounts:
    """The counts of two crawls together."""
    numbers = {f.name: getattr(one, f.name) + getattr(other, f.name) for f in fields(CrawlCounts) if f.name != "errors"}
    return CrawlCounts(**numbers, errors={**one.errors, **other.errors})


def _requests(claims: Iterable[Claim], asked: dict[int, tuple[int, datetime]]) -> Iterator[FetchRequest]:
    """What to ask for; `asked` learns for whom, and when they were claimed."""
    for now, feed_ids in claims:
        for feed in Feed.objects.filter(pk__in=feed_ids).order_by("pk"):
            request = FetchRequest(feed.url, feed.etag, feed.last_modified, feed.body_hash)
            asked[id(request)] = feed.pk, now
            yield request


def _read(result: FetchResult, *, now: datetime) -> Reading:
    """`read`, whatever happens: the last resort before a surprise in one document stops the others."""
    try:
        return read(result, now=now)
    except Exception as error:  # parsers of strangers' documents raise what nobody foresaw
        log.exception("feed_not_read", url=result.request.url)
        return Reading(error=_not_saved(error), trouble=Trouble.NOT_SAVED)


def _save(answers: Sequence[Answer], *, rng: random.Random) -> Iterator[CrawlCounts]:
    """Save them in groups; a group that cannot be saved, feed by feed."""
    for group in _groups(answers):
        try:
            yield from save_answers(group, rng=rng)
        except Exception:  # whatever one feed does to the transaction, the others are saved without it
            log.exception("feeds_not_saved_together", feeds=[answer.feed_id for answer in group])
            _reconnect()
            for answer in group:
                yield from _save_alone(answer, rng=rng)


def _groups(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    """Answers that may share a transaction: not too many entries, and no two with a feed or an address in common."""
    group: list[Answer] = []
    feeds, addresses, size = set[int](), set[int | None](), 0
    for answer in answers:
        entries = answer.reading.parsed.entries if answer.reading.parsed else ()
        places = {address_of(entry.link) for entry in entries} - {None}
        is_apart = answer.feed_id not in feeds and addresses.isdisjoint(places)
        if group and not (is_apart and size + len(entries) <= ENTRIES):
            yield group
            group, feeds, addresses, size = [], set(), set(), 0
        group.append(answer)
        feeds.add(answer.feed_id)
        addresses |= places
        size += len(entries)
    if group:
        yield group


def _save_alone(answer: Answer, *, rng: random.Random) -> list[CrawlCounts]:
    """Save one answer, or at least say on the feed's row why it could not be: it comes due later."""
    url = answer.result.request.url
    try:
        return save_answers([answer], rng=rng)
    except (OperationalError, InterfaceError) as error:
        if isinstance(error.__cause__, _TOO_MUCH):
            return _give_up(answer, _not_saved(error), rng=rng)
        # Our fault, not the publisher's: nothing is written on the feed, and it comes due again when its lease ends.
        log.exception("database_failed", feed=answer.feed_id, url=url)
        _reconnect()
        why = _("The database of this site could not save it: %(error)s") % {"error": error}
        return [CrawlCounts(feeds=1, failed=1, errors={url: why})]
    except Exception as error:  # the last resort: one publisher's surprise must not stop the others
        log.exception("feed_not_saved", feed=answer.feed_id, url=url)
        return _give_up(answer, _not_saved(error), rng=rng)


def _give_up(answer: Answer, sentence: str, *, rng: random.Random) -> list[CrawlCounts]:
    """Nothing of this feed was saved: say so on its row, so that it comes due later and the operator sees it."""
    url = answer.result.request.url
    result = FetchResult(FetchRequest(url), Outcome.FAILED, error=sentence, trouble=Trouble.NOT_SAVED)
    reading = Reading(error=sentence, trouble=Trouble.NOT_SAVED)
    try:
        return save_answers([replace(answer, result=result, reading=reading)], rng=rng)
    except DatabaseError:
        return [CrawlCounts(feeds=1, failed=1, errors={url: sentence})]


def _reconnect() -> None:
    """Let go of a connection that broke: the next statement opens another one."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _not_saved(error: Exception) -> str:
    about = {"error": f"{type(error).__name__}: {error}"}
    return _("What the publisher sent could not be saved: %(error)s") % about
