"""A real hub on the loopback and the site behind a real server: from what a feed names to articles that were pushed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import Settings

from feeds import tasks
from feeds.fetch import from_settings
from feeds.models import Article, Delivery, Feed, HubSubscription
from feeds.websub import deliveries
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.hub import Hub, hub_at_work
from tests.feeds.publisher import Publisher, answer, by_path, publishing

pytestmark = pytest.mark.django_db(transaction=True)
State = HubSubscription.State
RYE = item("Rye is back", link="https://bread.example/rye")
OAT = item("Oats are dear", link="https://bread.example/oat")
PATH = "/feed.xml"


@pytest.fixture(scope="module")
def hub_process() -> Iterator[Hub]:
    with hub_at_work() as hub:
        yield hub


@pytest.fixture
def hub(hub_process: Hub, live_server: Any, settings: Settings) -> Hub:
    """A hub of good manners, and a site that it can call."""
    settings.SITE_URL, settings.FETCH_ALLOW = live_server.url, ["127.0.0.0/8"]
    hub_process.tell()
    return hub_process


@pytest.fixture
def publisher(hub: Hub) -> Iterator[Publisher]:
    """A publisher whose feed names the hub by its Link header."""
    document = answer(body=rss(RYE), Content_Type="text/xml", Link=f'<{hub.url}/>; rel="hub"')
    with publishing(by_path({PATH: document})) as publisher:
        yield publisher


def subscribed(publisher: Publisher, hub: Hub) -> HubSubscription:
    """What became of the feed's wish, after a visit and a sweep."""
    make.feed(url=publisher.url + PATH, next_fetch_at=timezone.now())
    tasks.crawl_due()
    tasks.websub_leases()
    hub.seen()
    return HubSubscription.objects.get()


def again(said: HubSubscription) -> None:
    """The next sweep has something to do."""
    HubSubscription.objects.filter(pk=said.pk).update(due_at=timezone.now())
    tasks.websub_leases()


def test_what_is_published_is_an_article_without_a_visit(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    assert said.state == State.ACTIVE
    assert hub.publish(rss(OAT), topic=said.topic) == [202]
    assert tasks.websub_deliveries() == 1
    assert set(Article.objects.values_list("title", flat=True)) == {"Rye is back", "Oats are dear"}
    assert (len(publisher.requests), Delivery.objects.count()) == (1, 0)


def test_a_hub_is_asked_with_all_that_the_recommendation_wants(
    hub: Hub, publisher: Publisher, settings: Settings
) -> None:
    said = subscribed(publisher, hub)
    form = hub.seen()["asked"][-1]
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", publisher.url + PATH)
    assert form["hub.callback"] == f"{settings.SITE_URL}/websub/{said.token}/"
    assert (form["hub.lease_seconds"], len(form["hub.secret"])) == ("864000", 64)
    assert hub.seen()["answers"][-1] == [200, True]


def test_a_hub_may_call_before_it_answers(hub: Hub, publisher: Publisher) -> None:
    hub.tell(is_first=True)
    said = subscribed(publisher, hub)
    assert (said.state, said.attempts) == (State.ACTIVE, 0)
    assert said.due_at - timezone.now() > timedelta(days=7)


def test_every_signature_of_the_recommendation_is_understood(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    for method in ("sha1", "sha256", "sha384", "sha512"):
        hub.tell(signature=method)
        hub.publish(rss(OAT, title=method), topic=said.topic)
    said.refresh_from_db()
    assert (Delivery.objects.count(), said.rejected) == (4, 0)


def test_what_is_not_signed_rightly_is_counted_and_forgotten(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    for method in ("wrong", ""):
        hub.tell(signature=method)
        assert hub.publish(rss(OAT), topic=said.topic) == [202]
    said.refresh_from_db()
    assert (said.rejected, said.deliveries, Delivery.objects.count()) == (2, 0, 0)


def test_the_same_delivery_twice_is_one_article(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    assert hub.publish(rss(OAT), topic=said.topic) + hub.publish(rss(OAT), topic=said.topic) == [202, 202]
    assert tasks.websub_deliveries() == 1
    hub.publish(rss(OAT), topic=said.topic)
    assert tasks.websub_deliveries() == 0
    assert Article.objects.count() == 2


@pytest.mark.parametrize("lie", [{"topic": "https://cake.example/feed"}, {"challenge": ""}])
def test_a_hub_that_asks_for_something_else_is_told_no(hub: Hub, publisher: Publisher, lie: dict[str, str]) -> None:
    hub.tell(**lie)
    said = subscribed(publisher, hub)
    assert (said.state, hub.seen()["answers"][-1]) == (State.PENDING, [404, False])


def test_a_hub_that_refuses_is_left_alone_for_a_week(hub: Hub, publisher: Publisher) -> None:
    hub.tell(status=403)
    said = subscribed(publisher, hub)
    assert (said.state, said.last_error) == (State.REFUSED, "the hub answered 403")
    assert timedelta(days=6) < said.due_at - timezone.now() <= timedelta(days=7)


def test_a_hub_may_say_no_by_a_call(hub: Hub, publisher: Publisher) -> None:
    hub.tell(reason="This topic is private.")
    said = subscribed(publisher, hub)
    assert (said.state, said.last_error) == (State.REFUSED, "the hub said no: This topic is private.")


def test_a_hub_that_is_broken_is_asked_again_soon(hub: Hub, publisher: Publisher) -> None:
    hub.tell(status=500)
    said = subscribed(publisher, hub)
    assert (said.state, said.last_error) == (State.PENDING, "the hub answered 500")
    hub.tell()
    again(said)
    hub.seen()
    said.refresh_from_db()
    assert (said.state, said.last_error) == (State.ACTIVE, "")


def test_a_hub_that_never_calls_back_is_given_up_for_a_week(hub: Hub, publisher: Publisher) -> None:
    hub.tell(is_silent=True)
    said = subscribed(publisher, hub)
    for _ in range(6):
        again(said)
    said.refresh_from_db()
    assert (said.state, said.last_error) == (State.REFUSED, "it never called back")


def test_a_slow_hub_is_not_waited_for_longer_than_a_publisher(
    hub: Hub, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feeds.fetch.batch.from_settings", lambda: replace(from_settings(), total_s=0.5))
    hub.tell(wait_s=60, is_silent=True)
    assert subscribed(publisher, hub).state == State.PENDING


def test_a_lease_is_renewed_in_time_and_the_feed_is_pushed_all_along(hub: Hub, publisher: Publisher) -> None:
    hub.tell(lease="1000")
    said = subscribed(publisher, hub)
    assert 740 <= (said.due_at - timezone.now()).total_seconds() <= 850
    hub.tell(lease="9000")
    again(said)
    hub.seen()
    before, since = said.active_until, said.active_since
    said.refresh_from_db()
    assert before is not None
    assert said.active_until is not None
    assert (said.state, said.active_since, said.active_until > before) == (State.ACTIVE, since, True)


def test_a_lease_that_ends_sends_us_to_the_feed_at_once(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    hub.publish(rss(OAT), topic=said.topic)
    tasks.websub_deliveries()
    past = timezone.now() - timedelta(minutes=6)
    HubSubscription.objects.update(active_until=past)
    Feed.objects.update(next_fetch_at=timezone.now() + timedelta(hours=6), last_fetched_at=past)
    hub.tell(status=503)
    again(said)
    said.refresh_from_db()
    feed = Feed.objects.get()
    assert (said.state, feed.pushed_until, feed.next_fetch_at <= timezone.now()) == (State.PENDING, None, True)


def test_a_feed_that_is_paused_leaves_its_hub(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    Feed.objects.update(state=Feed.State.PAUSED)
    tasks.websub_leases()
    assert hub.seen()["asked"][-1]["hub.mode"] == "unsubscribe"
    said.refresh_from_db()
    assert (said.state, said.token in str(hub.seen()["subscribers"])) == (State.ENDED, False)


def test_a_feed_that_is_resumed_asks_its_hub_anew_under_another_name(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    for state in (Feed.State.PAUSED, Feed.State.ACTIVE):
        Feed.objects.update(state=state)
        tasks.websub_leases()
    hub.seen()
    fresh = HubSubscription.objects.exclude(pk=said.pk).get()
    assert (fresh.state, fresh.token != said.token) == (State.ACTIVE, True)


def test_a_hub_that_moved_is_asked_where_it_is_now(hub: Hub, publisher: Publisher) -> None:
    moved = {"/kept": "307 Temporary Redirect", "/lost": "302 Found"}
    answers = {path: answer(status, Location=hub.url + "/") for path, status in moved.items()}
    with publishing(by_path(answers)) as old:
        for path in answers:
            feed = make.feed(url=f"{publisher.url}{path}")
            make.hub_subscription(feed, hub=old.url + path, state=State.WANTED, due_at=timezone.now())
        tasks.websub_leases()
    hub.seen()
    found = dict(HubSubscription.objects.values_list("state", "last_error"))
    assert found == {State.ACTIVE: "", State.PENDING: "the hub answered 302"}


def test_a_hub_that_is_busy_says_when_to_come_back(hub: Hub, publisher: Publisher) -> None:
    hub.tell(status=429, retry_after="7200")
    said = subscribed(publisher, hub)
    assert (said.state, said.last_error) == (State.PENDING, "the hub answered 429")
    assert timedelta(minutes=119) < said.due_at - timezone.now() <= timedelta(minutes=120)


def test_a_delivery_is_kept_while_the_broker_is_away(
    hub: Hub, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_words: object, **_more: object) -> None:
        raise OperationalError

    said = subscribed(publisher, hub)
    monkeypatch.setattr("aggregator.websub.app.send_task", away)
    assert hub.publish(rss(OAT), topic=said.topic) == [202]
    assert tasks.websub_deliveries() == 1


def test_two_workers_with_the_same_delivery_make_one_article(hub: Hub, publisher: Publisher) -> None:
    said = subscribed(publisher, hub)
    for title in ("one", "two", "three"):
        hub.publish(rss(OAT, title=title), topic=said.topic)
    ids = list(Delivery.objects.values_list("pk", flat=True))

    def take_in(_worker: int) -> int:
        try:
            return deliveries.take_in(ids, now=timezone.now()).new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take_in, range(4))) == 1
    assert (Article.objects.count(), Delivery.objects.count()) == (2, 0)
