"""Which hub is asked, for which address; and how rarely a feed is visited while its hub tells of everything."""

import random
from datetime import datetime, timedelta

import pytest
from django.db import connection

from feeds.hubs.choose import choose, is_same
from feeds.ingest import ingest
from feeds.models import Feed, HubSubscription
from feeds.schedule import PUSHED, next_fetch
from feeds.types import Because, FetchRequest, FetchResult, Outcome, ParsedFeed
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.test_hub_links import HUB, RSS_LINKS, SELF
from tests.make import NOW

FEED = "https://bread.example/feed.xml"
BUSY = [NOW - timedelta(minutes=10 * n) for n in range(20)]


def chosen(*hubs: str, self_url: str = "", url: str = FEED, header: tuple[str, ...] = (), final: str = "") -> object:
    result = FetchResult(FetchRequest(url), Outcome.FETCHED, final_url=final or url, hubs=header)
    return choose(result, ParsedFeed("rss20", hubs=hubs, self_url=self_url), url=url)


def test_a_feed_is_known_to_its_hub_by_what_it_calls_itself() -> None:
    assert chosen(HUB, self_url="http://www.bread.example/rss") == (HUB, "http://www.bread.example/rss")


def test_a_feed_that_does_not_name_itself_is_known_by_its_address() -> None:
    assert chosen(HUB) == (HUB, FEED)


def test_relative_addresses_start_from_where_the_feed_was_found() -> None:
    assert chosen("/hub", self_url="rss") == ("https://bread.example/hub", "https://bread.example/rss")


def test_a_feed_cannot_have_us_collect_what_another_publishes() -> None:
    assert chosen(HUB, self_url="https://cake.example/feed.xml") == ("", "")


def test_a_feed_that_its_publisher_keeps_elsewhere_may_be_called_by_either_name() -> None:
    elsewhere = "https://feeds.burner.example/bread"
    assert chosen(HUB, self_url=elsewhere, final=elsewhere) == (HUB, elsewhere)
    assert chosen(HUB, self_url=FEED, final=elsewhere) == (HUB, FEED)


def test_a_hub_that_keeps_the_secret_comes_first_and_headers_come_before_the_document() -> None:
    assert chosen("http://a.example/", HUB) == (HUB, FEED)
    assert chosen(HUB, header=("https://header.example/",)) == ("https://header.example/", FEED)


@pytest.mark.parametrize(
    "hub",
    ["", " ", "ftp://hub.example/", "javascript:x", "https://a@b.example/", "https://[", "https://h/" + "a" * 2000],
)
def test_what_is_no_address_is_no_hub(hub: str) -> None:
    assert chosen(hub) == ("", "")


def test_publishers_mix_spellings_of_one_address() -> None:
    assert is_same("http://bread.example/feed/", "https://bread.example/feed")
    assert not is_same("https://bread.example/feed", "https://bread.example/comments/feed")


def test_a_busy_feed_that_is_pushed_is_visited_four_times_a_day() -> None:
    planned = next_fetch(now=NOW, rng=random.Random(1), published=BUSY, pushed_until=NOW + timedelta(days=9))
    assert PUSHED <= planned.at - NOW <= PUSHED * 1.25
    assert planned.because == Because.PUSHED


@pytest.mark.parametrize("until", [NOW - timedelta(days=1), NOW, NOW + timedelta(minutes=1)])
def test_at_the_end_of_the_lease_the_feeds_own_rhythm_counts(until: datetime) -> None:
    planned = next_fetch(now=NOW, rng=random.Random(1), published=BUSY, pushed_until=until)
    assert planned.at - NOW < timedelta(minutes=10)


def test_errors_are_not_waited_out_for_six_hours() -> None:
    planned = next_fetch(now=NOW, rng=random.Random(1), failures=1, pushed_until=NOW + timedelta(days=9))
    assert planned.at - NOW < timedelta(minutes=20)


def visited(feed: Feed, *titles: str, at: datetime) -> Feed:
    """The feed after a visit that found these entries."""
    entries = [item(title, link=f"https://bread.example/{title}") for title in titles]
    answer = FetchResult(FetchRequest(FEED), Outcome.FETCHED, 200, FEED, body=rss(*entries, more=RSS_LINKS))
    ingest(feed, answer, now=at, rng=random.Random(1))
    feed.refresh_from_db()
    return feed


def pushed_feed(*, since: datetime = NOW) -> tuple[Feed, HubSubscription]:
    """A feed whose hub tells of everything, visited an hour after the hub was asked."""
    feed = visited(make.feed(url=FEED), "rye", at=NOW + timedelta(hours=1))
    until = NOW + timedelta(days=9)
    said = make.hub_subscription(feed, active_since=since, active_until=until)
    Feed.objects.filter(pk=feed.pk).update(pushed_until=until)
    return feed, said


@pytest.mark.django_db
def test_a_visit_notes_the_hub_that_a_feed_names() -> None:
    feed = visited(make.feed(url=FEED), "rye", at=NOW)
    assert (feed.hub, feed.hub_topic, feed.pushed_until) == (HUB, SELF, None)


@pytest.mark.django_db
def test_a_visit_that_finds_nothing_new_leaves_the_hub_trusted() -> None:
    feed, _said = pushed_feed()
    visited(feed, "rye", at=NOW + timedelta(hours=7))
    assert feed.next_fetch_at - NOW >= timedelta(hours=13)
    assert feed.because == Because.PUSHED


@pytest.mark.django_db
def test_a_visit_that_finds_what_the_hub_did_not_tell_ends_its_trust_at_once() -> None:
    feed, said = pushed_feed()
    visited(feed, "rye", "oat", at=NOW + timedelta(hours=7))
    said.refresh_from_db()
    assert (feed.pushed_until, said.missed_at) == (None, NOW + timedelta(hours=7))
    assert feed.because == Because.RHYTHM


@pytest.mark.django_db
def test_what_was_published_before_the_hub_was_asked_is_no_miss() -> None:
    feed, said = pushed_feed(since=NOW + timedelta(hours=2))
    visited(feed, "rye", "oat", at=NOW + timedelta(hours=7))
    said.refresh_from_db()
    assert (said.missed_at, feed.pushed_until) == (None, NOW + timedelta(days=9))


@pytest.mark.django_db
def test_what_a_ping_sent_us_for_is_no_miss() -> None:
    feed, said = pushed_feed()
    HubSubscription.objects.update(pinged_at=NOW + timedelta(hours=6))
    visited(feed, "rye", "oat", at=NOW + timedelta(hours=7))
    said.refresh_from_db()
    assert said.missed_at is None


@pytest.mark.django_db(transaction=True)
def test_a_visit_does_not_wait_for_a_hub_that_calls_just_now() -> None:
    feed, said = pushed_feed()
    hub = connection.copy()
    try:
        hub.set_autocommit(False)
        with hub.cursor() as cursor:
            cursor.execute("SELECT id FROM feeds_hubsubscription WHERE id = %s FOR UPDATE", [said.pk])
        visited(feed, "rye", "oat", at=NOW + timedelta(hours=7))
    finally:
        hub.close()
    said.refresh_from_db()
    assert (feed.articles.count(), said.missed_at) == (2, None)
