"""Save what publishers answered: dedupe, articles, and the plan of the next fetch. The order; each step has its module.

Several answers share a transaction, which is what makes a sweep fast. A feed that cannot be fetched, read or saved
keeps its reason as a sentence. The same article may come from two feeds: the first one to bring its address keeps it
(see dedupe).
"""

import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _

from feeds import articles, outcome, page_plan, sightings
from feeds.challenge import is_challenge
from feeds.clean import canonical_url
from feeds.dedupe import dedupe
from feeds.discover import feed_links
from feeds.hubs.choose import choose
from feeds.models import Feed
from feeds.parse import NotAFeedError, TooCostlyError
from feeds.reading import read_limited
from feeds.teaser import teaser_percent
from feeds.types import Answer, CrawlCounts, Document, Entry, FetchResult, Outcome, ParsedFeed, Piece, Reading, Trouble
from feeds.withdrawals import withdraw

log = structlog.get_logger(__name__)

ETAG_LENGTH = 500  # Feed.etag
WEEK_MINUTES = 10_080  # what publishers ask for beyond is a mistake, and may not fit a number of the database


def ingest(feed: Feed, result: FetchResult, *, now: datetime, rng: random.Random) -> CrawlCounts:
    """Read and save one answer of a publisher. Runs twice without harm.

    Raises Feed.DoesNotExist when the feed was removed meanwhile.
    """
    counts = save_answers([Answer(feed.pk, result, read(result, now=now), now)], rng=rng)
    if not counts:
        raise Feed.DoesNotExist
    return counts[0]


def read(result: FetchResult, *, now: datetime) -> Reading:
    """PARSE, CLEAN, FIT: the document, if a new one came, or why there is none. It may take seconds."""
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


@transaction.atomic
def save_answers(answers: Sequence[Answer], *, rng: random.Random) -> list[CrawlCounts]:
    """Save answers of several feeds, all or none: articles, Fetch rows, the feeds' next times.

    Runs twice without harm. No feed may be there twice, nor two that bring one new address: neither would know of the
    other. A feed that was removed meanwhile is left out.
    """
    _commit_soon()
    # The locks keep two workers, one of them late, from saving the same document side by side.
    locked = Feed.objects.select_for_update().order_by("pk").in_bulk([answer.feed_id for answer in answers])
    answers = [answer for answer in answers if answer.feed_id in locked]
    for answer in answers:
        if answer.reading.parsed is not None:
            _remember(locked[answer.feed_id], answer.reading.parsed, answer.result)
    read = [(answer, answer.reading.parsed) for answer in answers]
    documents = [Document(answer.feed_id, parsed, answer.now) for answer, parsed in read if parsed is not None]
    saved = dict(zip((document.feed_id for document in documents), save(documents, feeds=locked), strict=True))
    # SCHEDULE
    published = outcome.rhythms([answer.feed_id for answer in answers if not answer.reading.error])
    ended = [_ended(locked[answer.feed_id], answer, saved, published, rng=rng) for answer in answers]
    outcome.write(ended)
    return [each.counts for each in ended]


def save(documents: Sequence[Document], *, feeds: Mapping[int, Feed], is_pushed: bool = False) -> list[tuple[int, int]]:
    """Save the entries of documents; `feeds`, theirs, are locked. How many of each are new, and how many changed."""
    # DEDUPE
    articles.lock_hosts([entry for document in documents for entry in document.entries])
    found = zip(documents, sightings.known(documents), strict=True)
    decided = [dedupe(one.entries, known, is_pushed=is_pushed) for one, known in found]
    changes = list(zip(documents, decided, strict=True))
    # ARTICLE: the oldest comes last in a document, and first here
    new = [Piece(one.feed_id, entry, one.now) for one, change in changes for entry in reversed(change.new)]
    updated = [(pk, Piece(one.feed_id, entry, one.now)) for one, change in changes for pk, entry in change.updated]
    sighted = [(pk, Piece(one.feed_id, entry, one.now)) for one, change in changes for pk, entry in change.sighted]
    created = articles.create(new)
    sightings.record(created)
    are_updated = set(articles.update(updated))
    articles.move([moved for change in decided for moved in change.moved])
    sightings.record_again(sighted)
    brought: dict[int, list[tuple[int, Entry]]] = defaultdict(list)
    for pk, piece in (*created, *updated):
        brought[piece.feed_id].append((pk, piece.entry))
    for document, change in changes:
        sightings.still_there(change.gone, now=document.now)
        withdraw(feeds[document.feed_id], document.parsed.deleted, document.entries, now=document.now)
        page_plan.plan(feeds[document.feed_id], brought[document.feed_id], now=document.now)
    return [(len(change.new), len(are_updated.intersection(pk for pk, _e in change.updated))) for change in decided]


def _ended(
    feed: Feed,
    answer: Answer,
    saved: Mapping[int, tuple[int, int]],
    published: Mapping[int, Sequence[datetime]],
    *,
    rng: random.Random,
) -> outcome.Ended:
    """What becomes of a feed after this answer."""
    if answer.result.outcome == Outcome.POSTPONED:
        return outcome.postponed(feed, answer, rng=rng)
    if answer.reading.error and (address := _named_by_page(feed, answer.result)):
        return outcome.moved(feed, answer, address)
    if answer.reading.error:
        log.info("feed_failed", feed=feed.pk, url=feed.url, error=answer.reading.error)
        return outcome.failed(feed, answer, rng=rng)
    new, updated = saved.get(feed.pk, (0, 0))
    return outcome.succeeded(feed, answer, new=new, updated=updated, published=published[feed.pk], rng=rng)


def _commit_soon() -> None:
    """Let the transaction end before it is on the disk.

    If the machine dies within the half second until it is, all of it is lost together, the feed's next time included:
    the feed is due again, and fetched and saved once more.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


def _named_by_page(feed: Feed, result: FetchResult) -> str:
    """The feed that a page names, where a feed was expected that never worked: somebody added a site's address.

    Once only: pages that name each other, or each time another one, would be asked for without a pause.
    """
    if feed.last_ok_at is not None or result.outcome != Outcome.FETCHED:
        return ""
    if feed.fetches.filter(result=Outcome.FETCHED).exists():  # that was such a page
        return ""
    links = filter(None, map(canonical_url, feed_links(result.body, base_url=result.final_url)))
    return next((link for link in links if not Feed.objects.filter(url=link).exists()), "")


def _remember(feed: Feed, parsed: ParsedFeed, result: FetchResult) -> None:
    """What the document says of its feed; a title that somebody gave stays."""
    feed.title = feed.title or parsed.title[:300] or urlsplit(feed.url).hostname or ""
    feed.site_url = canonical_url(parsed.link) or feed.site_url
    feed.language = parsed.language[:16]
    # Kept, because the answers that bring no document have to honour them too.
    feed.ttl_minutes = min(parsed.ttl_minutes, WEEK_MINUTES) if parsed.ttl_minutes else None
    feed.entries = len(parsed.entries)
    percent = teaser_percent([(entry.text, entry.word_count) for entry in parsed.entries])
    feed.teaser_percent = feed.teaser_percent if percent is None else percent
    feed.skip_hours, feed.skip_days = list(parsed.skip_hours), list(parsed.skip_days)
    feed.hub, feed.hub_topic = choose(result, parsed, url=feed.url)
    # A validator that does not fit its column is of no use in part.
    feed.etag = result.etag if len(result.etag) <= ETAG_LENGTH else ""
    feed.last_modified, feed.body_hash = result.last_modified[:200], result.body_hash
