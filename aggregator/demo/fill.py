"""demo_fill: subscribe to the newsroom, crawl, understand, assess, talk, visit. The order of the steps.

Every step asks the rows what is still to be done, so that a second call adds nothing and an interrupted one goes on.
The workers of a running site may do part of the work at the same time; rows are claimed as they claim them.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from aggregator.demo import visits
from aggregator.demo.articles import Publisher
from aggregator.demo.documents import tag_of
from aggregator.demo.people import Person, dice
from aggregator.demo.talk import lines, talk
from feeds.crawl import crawl
from feeds.fetch import fetch_one
from feeds.models import Article, Feed
from feeds.querysets import ArticleQuerySet
from feeds.subscribe import Outline, SubscribeError, subscribe_many
from feeds.types import FetchRequest
from feeds.understand import understand
from moderation.assess import assess_many

BATCH = 32  # articles encoded together; more is not faster on two cores
PATIENCE_S = 90.0  # for the workers to finish what they hold; the whole must be done within two minutes
OLD = timedelta(hours=20)  # a newsroom that was started anew a day later prints its articles again


class FillError(Exception):
    """The newsroom cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What one call added."""

    feeds: int
    articles: int
    held: int
    readers: int
    comments: int
    visits: int
    events: int


def fill(
    base: str, *, printed: Sequence[Publisher], crowd: Sequence[Person], seed: int, say: Callable[[str], None]
) -> Filled:
    """Fill the site from what the newsroom at `base` has printed, read by a crowd. Raises FillError."""
    _wait_for(base)
    # SUBSCRIBE
    feed_ids = _subscribed(printed, base)
    say(f"{len(feed_ids)} publishers subscribed to")
    # CRAWL
    before = _ours().count()
    counts = crawl(list(feed_ids.values()), now=timezone.now(), rng=dice(seed))
    if counts.failed:
        raise FillError("; ".join(f"{url}: {error}" for url, error in counts.errors.items()))
    _print_again(now=timezone.now())
    say(f"{_ours().count()} articles fetched")
    # TALK under what will be held: nobody can read that any more once it was assessed
    ids = visits.accounts(crowd)
    false = {piece.id for publisher in printed for piece in publisher.pieces if piece.dubious}
    said = talk([line for line in lines() if line.article in false], ids, now=timezone.now())
    # UNDERSTAND and ASSESS
    for left in _worked_off():
        say(f"{left} articles to understand and assess")
    # VISIT
    made = events = 0
    for person, at, rng in visits.pending(crowd, ids, seed=seed, now=timezone.now()):
        events += visits.visit(person, ids[person.name], now=at, rng=rng)
        made += 1
        if made % len(crowd) == 0:
            say(f"{made} visits, {events} events")
    said += talk([line for line in lines() if line.article not in false], ids, now=timezone.now())
    # NEXT: a feed is due when its publisher prints again, so that the site is seen to live
    for publisher in printed:
        _expect(publisher, feed_ids[publisher.slug], now=timezone.now())
    held = _ours().filter(visibility=Article.Visibility.HOLD).count()
    return Filled(len(feed_ids), _ours().count() - before, held, len(ids), said, made, events)


def _ours() -> ArticleQuerySet:
    """What the newsroom has published so far."""
    return Article.objects.filter(guid__startswith=tag_of(""))


def _wait_for(base: str, *, patience_s: float = 20.0) -> None:
    """The newsroom starts beside us: give it a moment."""
    until = time.monotonic() + patience_s
    while (result := fetch_one(FetchRequest(f"{base}/feeds.opml"))).error:
        if not settings.FETCH_ALLOW:
            raise FillError(f"{result.error} Set FETCH_ALLOW=127.0.0.0/8, as `manage.py up --demo` does.")
        if time.monotonic() > until:
            raise FillError(f"The newsroom at {base} does not answer: {result.error} Start it: manage.py newsroom.")
        time.sleep(0.5)


def _subscribed(printed: Sequence[Publisher], base: str) -> dict[str, int]:
    """The feed of each publisher, by slug; one that was known on another port moves to this one."""
    for publisher in printed:
        elsewhere = Feed.objects.filter(url__regex=rf"^http://127\.0\.0\.1:\d+{publisher.feed_path}$")
        if feed := elsewhere.exclude(url=base + publisher.feed_path).order_by("pk").first():
            Feed.objects.filter(pk=feed.pk).update(url=base + publisher.feed_path)
    outlines = {Outline(base + one.feed_path, one.title, one.topic): one.slug for one in printed}
    ids = {}
    for outline, found in subscribe_many(outlines, now=timezone.now()):
        if isinstance(found, SubscribeError):
            raise FillError(str(found))
        ids[outlines[outline]] = found.feed_id
    return ids


def _print_again(*, now: datetime) -> None:
    """Move the articles of an earlier day to today, all by the same time: a demonstration has no archive."""
    newest = _ours().aggregate(newest=Max("published_at"))["newest"]
    if newest is None or now - newest < OLD:
        return
    for article in _ours().only("published_at"):
        article.published_at += now - newest
        article.save(update_fields=["published_at"])


def _worked_off() -> Iterator[int]:
    """Do what is due; wait for what a worker holds. Yields how many articles are left, whenever that has changed.

    Raises FillError when others hold rows for too long. What the claims model failed on is due later than any lease
    ends, and waits for a moderator.
    """
    until, last = time.monotonic() + PATIENCE_S, 0
    while left := _ours().filter(_due_before(timezone.now() + settings.LEASE)).count():
        if left != last:
            yield left
        now, last = timezone.now(), left
        if to_embed := Article.objects.claim_due("embed", now, lease=settings.LEASE, limit=BATCH):
            understand(to_embed, now=now)
        if to_assess := Article.objects.claim_due("assess", timezone.now(), lease=settings.LEASE, limit=BATCH):
            assess_many(to_assess, now=timezone.now())
        if to_embed or to_assess:
            until = time.monotonic() + PATIENCE_S
        elif time.monotonic() > until:
            raise FillError(f"{left} articles are held by workers that do not finish; see the logs of the workers.")
        else:
            time.sleep(0.5)


def _due_before(then: datetime) -> Q:
    return Q(embed_due_at__lte=then) | Q(assess_due_at__lte=then)


def _expect(publisher: Publisher, feed_id: int, *, now: datetime) -> None:
    """Make the feed due when the next article that the newsroom holds back appears."""
    dates = dict(Article.objects.filter(feed_id=feed_id).values_list("guid", "published_at"))
    starts = [dates[tag_of(p.id)] + timedelta(minutes=p.minutes_ago) for p in publisher.pieces if tag_of(p.id) in dates]
    if not starts:
        return
    ahead = [at for p in publisher.pieces if (at := p.published_at(max(starts))) > now]
    if ahead:
        due = min(ahead) + timedelta(seconds=5)
        Feed.objects.filter(pk=feed_id, next_fetch_at__gt=due).update(next_fetch_at=due)
