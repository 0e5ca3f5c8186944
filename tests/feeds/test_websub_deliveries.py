"""What hubs sent waits in a table and becomes articles once, whatever happens to workers."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.db import transaction

from feeds.ingest import save
from feeds.models import Article, Delivery, Feed, HubSubscription
from feeds.reading import read_limited
from feeds.types import Document
from feeds.websub import deliveries
from tests import make
from tests.feeds.documents import atom, item, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db
OAT = item("Oats are dear", link="https://bread.example/oat")
SELF = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="{}"/>'
LATER = NOW + timedelta(hours=1)


def pushed_feed() -> Feed:
    """A feed that was visited and whose hub promised to tell."""
    feed = make.feed(url="https://bread.example/feed.xml", next_fetch_at=NOW + timedelta(hours=6))
    Feed.objects.update(last_fetched_at=NOW, last_ok_at=NOW, entries=30, etag='"1"', failures=0)
    make.hub_subscription(feed)
    return feed


def delivery(feed: Feed, body: bytes, *, attempts: int = 0) -> Delivery:
    said = HubSubscription.objects.get(feed=feed)
    return Delivery.objects.create(
        subscription=said,
        received_at=NOW,
        body=body,
        body_hash=str(Delivery.objects.count()),
        due_at=NOW,
        attempts=attempts,
    )


def taken_in(*waiting: Delivery) -> Feed:
    deliveries.take_in([each.pk for each in waiting], now=LATER)
    return Feed.objects.get()


def is_visited_at_once(feed: Feed) -> bool:
    return feed.next_fetch_at <= LATER


def test_a_delivery_says_nothing_of_the_feed_but_its_entries() -> None:
    before = pushed_feed()
    before.refresh_from_db()
    after = taken_in(delivery(before, rss(OAT, title="Something else", more="<ttl>9000</ttl>")))
    assert Article.objects.get().feed == after
    kept = ("title", "etag", "entries", "ttl_minutes", "next_fetch_at", "last_ok_at", "body_hash")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_a_feed_whose_hub_told_of_something_is_pushed_until_the_promise_ends() -> None:
    feed = pushed_feed()
    assert feed.pushed_until is None
    assert taken_in(delivery(feed, rss(OAT))).pushed_until == NOW + timedelta(days=10)


def test_a_hub_that_missed_something_today_is_not_trusted_before_tomorrow() -> None:
    feed = pushed_feed()
    HubSubscription.objects.update(missed_at=NOW)
    assert taken_in(delivery(feed, rss(OAT))).pushed_until is None
    HubSubscription.objects.update(missed_at=NOW - timedelta(days=1))
    assert taken_in(delivery(feed, rss(OAT))).pushed_until is not None


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Service unavailable</html>",
        b"\x00\xff",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss>&a;',
        rss(OAT, more=SELF.format("https://cake.example/feed.xml")),
    ],
    ids=["page", "noise", "entities", "of another feed"],
)
def test_what_cannot_be_read_harms_nothing_and_sends_us_to_the_feed(body: bytes) -> None:
    feed = taken_in(delivery(pushed_feed(), body))
    assert (Article.objects.count(), Delivery.objects.count(), feed.failures) == (0, 0, 0)
    assert is_visited_at_once(feed)


def test_the_feeds_own_name_in_another_spelling_is_its_own() -> None:
    taken_in(delivery(pushed_feed(), rss(OAT, more=SELF.format("http://bread.example/feed.xml/"))))
    assert Article.objects.count() == 1


def test_a_bad_delivery_does_not_stop_the_others() -> None:
    feed = pushed_feed()
    taken_in(delivery(feed, b"noise"), delivery(feed, rss(OAT)))
    assert (Article.objects.count(), Delivery.objects.count()) == (1, 0)


def test_a_delivery_is_taken_in_after_its_promise_ended() -> None:
    feed = pushed_feed()
    waiting = delivery(feed, rss(OAT))
    HubSubscription.objects.update(active_until=NOW + timedelta(minutes=1))
    assert taken_in(waiting).pushed_until is None
    assert Article.objects.count() == 1


def test_a_paused_feed_takes_nothing_in() -> None:
    feed = pushed_feed()
    waiting = delivery(feed, rss(OAT))
    Feed.objects.update(state=Feed.State.PAUSED)
    taken_in(waiting)
    assert (Article.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_killed_workers_deliveries_are_due_after_the_lease() -> None:
    waiting = delivery(pushed_feed(), rss(OAT))
    claim = Delivery.objects.claim_due
    assert claim(NOW, lease=site.LEASE, limit=9) == [waiting.pk]
    assert claim(NOW, lease=site.LEASE, limit=9) == []
    assert claim(NOW + site.LEASE, lease=site.LEASE, limit=9) == [waiting.pk]


def test_a_surprise_leaves_the_delivery_for_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.articles.SUMMARY_LENGTH", 10_000)  # a bug: wider than the column
    taken_in(delivery(pushed_feed(), rss(item(html="word " * 1000))))
    assert (Article.objects.count(), Delivery.objects.count()) == (0, 1)


def test_a_delivery_that_fails_again_and_again_is_let_go_for_a_visit() -> None:
    feed = taken_in(delivery(pushed_feed(), rss(OAT), attempts=deliveries.MOST_ATTEMPTS + 1))
    assert (Delivery.objects.count(), Article.objects.count(), is_visited_at_once(feed)) == (0, 0, True)


def test_what_a_delivery_brought_is_not_new_to_the_next_one() -> None:
    feed = pushed_feed()
    counts = [deliveries.take_in([delivery(feed, rss(OAT)).pk], now=LATER).new for _ in range(2)]
    assert (counts, Article.objects.count()) == ([1, 0], 1)


def version(title: str, *, hours_ago: int | None) -> bytes:
    """The publisher's one entry under this headline, updated so long before NOW, or who knows when."""
    moment = "" if hours_ago is None else f"<updated>{(NOW - timedelta(hours=hours_ago)).isoformat()}</updated>"
    link = '<link href="https://bread.example/oat"/>'
    return atom(f"<entry><id>urn:oat</id><title>{title}</title>{link}{moment}</entry>")


def test_an_old_body_sent_again_does_not_take_an_edit_back() -> None:
    feed = pushed_feed()
    old, new = version("Oats are dear", hours_ago=2), version("Oats are cheap", hours_ago=1)
    taken_in(delivery(feed, old), delivery(feed, new), delivery(feed, old))
    assert Article.objects.get().title == "Oats are cheap"


def test_an_old_body_does_not_take_back_what_a_visit_brought() -> None:
    feed = pushed_feed()
    visited(feed, version("Oats are cheap", hours_ago=1))
    taken_in(delivery(feed, version("Oats are dear", hours_ago=2)))
    assert Article.objects.get().title == "Oats are cheap"


def test_a_visit_may_take_an_edit_back() -> None:
    feed = pushed_feed()
    taken_in(delivery(feed, version("Oats are cheap", hours_ago=1)))
    visited(feed, version("Oats are dear", hours_ago=2))
    assert Article.objects.get().title == "Oats are dear"


@pytest.mark.parametrize(("before", "after"), [(1, None), (None, 1), (None, None)])
def test_a_pushed_entry_is_taken_as_it_comes_where_a_date_is_missing(before: int | None, after: int | None) -> None:
    feed = pushed_feed()
    bodies = version("Oats are cheap", hours_ago=before), version("Oats are dear", hours_ago=after)
    taken_in(*[delivery(feed, body) for body in bodies])
    assert Article.objects.get().title == "Oats are dear"


@transaction.atomic
def visited(feed: Feed, body: bytes) -> None:
    """What a visit finds is saved."""
    save([Document(feed.pk, read_limited(body, url=feed.url, now=LATER), LATER)], feeds={feed.pk: feed})
