"""What is asked of hubs follows what feeds name. No hub is needed here: none of these is ever asked."""

import random
from datetime import timedelta

import pytest
from pytest_django import Settings

from feeds.models import Feed, HubSubscription
from feeds.websub import leases
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
State = HubSubscription.State
HUB = "https://hub.example/"


@pytest.fixture(autouse=True)
def public_site(settings: Settings) -> None:
    settings.SITE_URL = "https://news.example.org"


def naming_feed(*, hub: str = HUB, state: Feed.State = Feed.State.ACTIVE) -> Feed:
    """A feed whose document names a hub; nothing was asked yet."""
    feed = make.feed(state=state)
    Feed.objects.filter(pk=feed.pk).update(hub=hub, hub_topic=feed.url)
    return feed


def states(feed: Feed) -> list[str]:
    return list(feed.hub_subscriptions.order_by("pk").values_list("state", flat=True))


def kept(said: HubSubscription) -> HubSubscription:
    """The row after a sweep that found it due and had nobody to ask."""
    assert leases.keep([said.pk], now=NOW, rng=random.Random(1)) == 0
    said.refresh_from_db()
    return said


def test_each_feed_that_names_a_hub_gets_one_row_with_a_name_of_its_own() -> None:
    feeds = [naming_feed(), naming_feed(), make.feed(), naming_feed(state=Feed.State.PAUSED)]
    for _twice in range(2):
        leases.reconcile(now=NOW)
    assert [states(feed) for feed in feeds] == [["wanted"], ["wanted"], [], []]
    tokens = set(HubSubscription.objects.values_list("token", flat=True))
    assert {len(token) for token in tokens} == {43}
    assert len(tokens) == 2


def test_a_feed_that_names_another_hub_leaves_the_first() -> None:
    feed = naming_feed()
    make.hub_subscription(feed)
    Feed.objects.update(hub="https://other.example/")
    leases.reconcile(now=NOW)
    assert states(feed) == ["leaving", "wanted"]


def test_a_feed_that_names_no_hub_any_more_is_visited_again() -> None:
    feed = naming_feed()
    make.hub_subscription(feed)
    pushed = {"pushed_until": NOW + timedelta(days=1), "next_fetch_at": NOW + timedelta(hours=6)}
    Feed.objects.update(hub="", hub_topic="", **pushed)
    leases.reconcile(now=NOW)
    feed.refresh_from_db()
    assert (states(feed), feed.pushed_until, feed.next_fetch_at) == (["leaving"], None, NOW)


def test_a_feed_that_moved_and_calls_itself_the_same_keeps_its_hub() -> None:
    feed = naming_feed()
    said = make.hub_subscription(feed)
    Feed.objects.update(url="https://elsewhere.example/feed.xml")
    leases.reconcile(now=NOW)
    assert (states(feed), said.topic) == (["active"], feed.url)


def test_a_feed_that_another_one_took_over_leaves_its_hub() -> None:
    feed = naming_feed()
    make.hub_subscription(feed)
    Feed.objects.update(state=Feed.State.MOVED)
    leases.reconcile(now=NOW)
    assert states(feed) == ["leaving"]


def test_a_feed_that_calls_itself_something_new_each_time_is_not_followed_for_ever() -> None:
    feed = naming_feed()
    for visit in range(9):
        Feed.objects.update(hub_topic=f"{feed.url}?visit={visit}")
        leases.reconcile(now=NOW)
    assert states(feed) == ["ended"] * leases.MOST_CHANGES


def test_a_hub_that_never_heard_of_us_needs_no_goodbye() -> None:
    feed = naming_feed()
    make.hub_subscription(feed, state=State.REFUSED)
    Feed.objects.update(state=Feed.State.GONE)
    leases.reconcile(now=NOW)
    assert states(feed) == ["ended"]


def test_a_site_without_a_public_address_asks_nobody_and_says_goodbye_to_nobody(settings: Settings) -> None:
    feed, other = naming_feed(), naming_feed()
    make.hub_subscription(feed)
    settings.SITE_URL = "http://127.0.0.1:8000"
    leases.reconcile(now=NOW)
    assert (states(feed), states(other)) == (["ended"], [])
    assert kept(make.hub_subscription(other, state=State.LEAVING)).state == State.ENDED


def test_a_public_hub_is_not_given_an_address_of_our_own_network(settings: Settings) -> None:
    settings.SITE_URL, settings.FETCH_ALLOW = "http://127.0.0.1:8000", ["127.0.0.0/8"]
    said = kept(make.hub_subscription(naming_feed(), hub="https://8.8.8.8/", state=State.WANTED))
    assert said.state == State.REFUSED
    assert said.last_error.startswith("this site has no public https address")


def test_a_secret_is_told_only_where_nobody_reads_along(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    hubs = ("https://hub.example/", "http://127.0.0.1:9/", "http://8.8.8.8/", "http://hub.example/")
    assert [leases._keeps_secrets(hub) for hub in hubs] == [True, True, False, False]


def test_an_ended_row_goes_when_its_time_is_over() -> None:
    said = make.hub_subscription(naming_feed(), state=State.ENDED)
    leases.keep([said.pk], now=NOW, rng=random.Random(1))
    assert not HubSubscription.objects.exists()


def test_a_hub_that_does_not_hear_goodbye_is_not_asked_for_ever() -> None:
    said = make.hub_subscription(naming_feed(), state=State.LEAVING)
    HubSubscription.objects.update(attempts=leases.MOST_GOODBYES)
    assert kept(said).state == State.ENDED


def test_rows_of_a_killed_worker_are_due_after_the_lease() -> None:
    said = make.hub_subscription(naming_feed(), state=State.WANTED)
    claim = HubSubscription.objects.claim_due
    lease = timedelta(minutes=10)
    assert [claim(NOW + n * lease, lease=2 * lease, limit=9) for n in range(3)] == [[said.pk], [], [said.pk]]
