"""What operators are told of hubs."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from aggregator.ops import hubs
from aggregator.ops.metrics import text
from feeds.models import Feed, HubSubscription
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
State = HubSubscription.State


@pytest.fixture(autouse=True)
def public_site(settings: Settings) -> None:
    settings.SITE_URL = "https://news.example.org"


def told(feed: Feed) -> str:
    return hubs.pushing(Feed.objects.get(pk=feed.pk), now=NOW).sentence


def test_a_feed_without_a_hub_is_visited() -> None:
    assert told(make.feed()) == "The feed names no hub; it is visited as often as it publishes."


def test_a_site_that_no_hub_can_call_says_what_to_set(settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    feed = make.feed()
    make.hub_subscription(feed, state=State.WANTED)
    assert "hubs need a public address that begins with https://" in told(feed)
    assert hubs.websub().detail.startswith("off, feeds are only visited: SITE_URL is http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("state", "error", "sentence"),
    [
        (State.WANTED, "", "The feed names a hub, which the next sweep asks to tell of new articles."),
        (State.PENDING, "", "The hub was asked and has not called back yet."),
        (State.PENDING, "busy", "The hub was asked, without success so far: busy. It is asked again."),
        (State.REFUSED, "no", "The hub does not tell of new articles: no. It is asked again later."),
        (State.EXPIRED, "", "The hub's promise ran out; it is asked anew."),
        (State.ACTIVE, "", "The hub promised to tell of new articles and has told of none yet."),
    ],
)
def test_each_state_has_its_sentence(state: State, error: str, sentence: str) -> None:
    feed = make.feed()
    make.hub_subscription(feed, state=state)
    HubSubscription.objects.update(last_error=error)
    assert told(feed) == sentence


def test_a_pushed_feed_and_one_whose_hub_missed_something_differ() -> None:
    feed = make.feed()
    make.hub_subscription(feed)
    Feed.objects.update(pushed_until=NOW + timedelta(days=1))
    assert told(feed) == "The hub tells of new articles at once; visits only make sure."
    Feed.objects.update(pushed_until=None)
    HubSubscription.objects.update(missed_at=NOW)
    assert told(feed).startswith("The hub did not tell of everything")


def test_the_page_of_a_feed_shows_its_hub_and_never_its_secret(client: Client) -> None:
    feed = make.feed()
    said = make.hub_subscription(feed)
    client.force_login(make.operator())
    page = client.get(f"/ops/feeds/{feed.pk}/").content.decode()
    assert "https://hub.example/" in page
    assert said.token not in page
    assert said.secret not in page


def test_metrics_count_what_hubs_did() -> None:
    make.hub_subscription(make.feed())
    HubSubscription.objects.update(deliveries=5, rejected=2)
    figures = text().decode()
    assert 'news_hub_subscriptions{state="active"} 1.0' in figures
    assert 'news_hub_calls{result="kept"} 5.0' in figures
    assert 'news_hub_calls{result="rejected"} 2.0' in figures
