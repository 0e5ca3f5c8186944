"""What hubs, and those who pretend to be one, are told at the callback."""

import hashlib
import hmac
import random
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from feeds.hubs import receive
from feeds.hubs.callback import Callers, callers
from feeds.hubs.receive import LONGEST_LEASE, UNSAID_LEASE, is_signed, lease_of
from feeds.models import Delivery, Feed, HubSubscription
from feeds.types import Because
from feeds.websub.deliveries import take_in
from tests import make
from tests.feeds.documents import item, rss

pytestmark = pytest.mark.django_db
State = HubSubscription.State
BODY = rss(item())


def asked(state: State = State.ACTIVE, *, ended: bool = False, **more: Any) -> HubSubscription:
    """What was asked of a hub; its lease lasts, or is over."""
    now = timezone.now()
    feed = make.feed(next_fetch_at=now + timedelta(hours=6))
    until = now + timedelta(days=-1 if ended else 9)
    times: dict[str, Any] = (
        {"active_since": now - timedelta(days=2), "active_until": until} if state == State.ACTIVE else {}
    )
    return make.hub_subscription(feed, state=state, **times, **more)


def called(said: HubSubscription, **words: str) -> Any:
    """The answer to a hub's question."""
    question = {"mode": "subscribe", "topic": said.topic, "challenge": "c-1", "lease_seconds": "1000"} | words
    return Client().get(f"/websub/{said.token}/", {f"hub.{name}": word for name, word in question.items()})


def brought(said: HubSubscription, body: bytes = BODY, *, signature: str | None = None) -> Any:
    """The answer to a delivery, rightly signed unless said otherwise."""
    right = "sha256=" + hmac.new(said.secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature": right if signature is None else signature}
    answer = Client(enforce_csrf_checks=True).post(
        f"/websub/{said.token}/", body, content_type="application/rss+xml", headers=headers
    )
    said.refresh_from_db()
    return answer


def is_visited_soon(said: HubSubscription) -> bool:
    return Feed.objects.get(pk=said.feed_id).next_fetch_at <= timezone.now()


def test_a_challenge_comes_back_as_plain_text() -> None:
    answer = called(asked(State.PENDING), challenge="<script>")
    assert (answer.status_code, answer.content) == (200, b"<script>")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/plain; charset=utf-8", "nosniff")


@pytest.mark.parametrize(
    ("state", "mode", "status"),
    [
        (State.WANTED, "subscribe", 404),
        (State.PENDING, "subscribe", 200),
        (State.ACTIVE, "subscribe", 200),
        (State.EXPIRED, "subscribe", 200),
        (State.LEAVING, "subscribe", 404),
        (State.ENDED, "subscribe", 404),
        (State.PENDING, "unsubscribe", 404),
        (State.ACTIVE, "unsubscribe", 404),
        (State.LEAVING, "unsubscribe", 200),
        (State.ENDED, "unsubscribe", 200),
        (State.WANTED, "denied", 404),
        (State.ACTIVE, "denied", 200),
        (State.ACTIVE, "publish", 404),
        (State.ACTIVE, "", 404),
    ],
)
def test_only_what_was_asked_for_is_confirmed(state: State, mode: str, status: int) -> None:
    assert called(asked(state), mode=mode).status_code == status


@pytest.mark.parametrize("word", [{"topic": "https://cake.example/"}, {"challenge": ""}, {"challenge": "x" * 2001}])
def test_another_topic_and_no_challenge_are_not_confirmed(word: dict[str, str]) -> None:
    said = asked(State.PENDING)
    assert called(said, **word).status_code == 404
    said.refresh_from_db()
    assert said.state == State.PENDING


@pytest.mark.parametrize("token", ["none", "%00", "a" * 5000, "..%2f", "é"])
def test_a_callback_that_nobody_has_is_not_there(token: str) -> None:
    where = f"/websub/{token}/"
    assert [Client().get(where).status_code, Client().post(where).status_code] == [404, 404]


def test_nonsense_in_a_question_breaks_nothing() -> None:
    said = asked()
    assert called(said, topic="\0", mode="\0").status_code == 404
    assert called(said, mode="denied", reason="\0" + "no " * 999).status_code == 200
    said.refresh_from_db()
    assert said.last_error.startswith("the hub said no: no no")


def test_a_hub_needs_no_session_and_gets_none() -> None:
    assert not brought(asked()).cookies


def test_a_hub_that_comes_very_often_is_told_to_wait(cache: Any) -> None:
    minute = int(time.time() // 60)
    for each in (minute, minute + 1):  # 600 calls, and the minute may end here
        cache.set(f"limit:websub:address:127.0.0.1:60:{each}", 600)
    answer = brought(asked())
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)


def test_a_signed_delivery_is_kept_for_a_worker() -> None:
    said = asked()
    assert brought(said).status_code == 202
    kept = Delivery.objects.get()
    assert (bytes(kept.body), kept.content_type, said.deliveries) == (BODY, "application/rss+xml", 1)


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256", "md5=0", "sha256=é", "=", "sha1=" + "0" * 40])
def test_a_wrong_signature_gets_the_same_answer_and_nothing_else(signature: str) -> None:
    said = asked()
    assert brought(said, signature=signature).status_code == 202
    assert (said.rejected, Delivery.objects.exists(), is_visited_soon(said)) == (1, False, False)


def test_a_delivery_that_was_taken_in_before_only_sends_us_to_the_feed() -> None:
    said = asked()
    brought(said)
    take_in(list(Delivery.objects.values_list("pk", flat=True)), now=timezone.now())
    brought(said)
    assert not Delivery.objects.exists()
    assert is_visited_soon(said)


def test_a_signature_is_of_these_bytes_and_this_secret() -> None:
    right = "SHA1=" + hmac.new(b"s", BODY, hashlib.sha1).hexdigest().upper()
    assert is_signed(BODY, right, "s")
    assert not is_signed(BODY + b" ", right, "s")
    assert not is_signed(BODY, right, "t")


@pytest.mark.parametrize("state", [State.PENDING, State.ACTIVE, State.EXPIRED])
def test_out_of_time_a_signed_delivery_only_sends_us_to_the_feed(state: State) -> None:
    said = asked(state, ended=True)
    assert brought(said).status_code == 202
    assert (said.pings, Delivery.objects.exists(), is_visited_soon(said)) == (1, False, True)


@pytest.mark.parametrize("state", [State.LEAVING, State.ENDED, State.REFUSED])
def test_a_hub_that_we_left_is_told_to_stop(state: State) -> None:
    assert brought(asked(state)).status_code == 410


def test_without_a_secret_a_delivery_is_a_ping() -> None:
    said = asked(secret="")
    assert brought(said, signature="").status_code == 202
    assert (said.pings, Delivery.objects.exists(), is_visited_soon(said)) == (1, False, True)
    assert Feed.objects.get().because == Because.PUSHED


def test_a_ping_does_not_make_us_rude() -> None:
    said = asked(secret="")
    Feed.objects.update(last_fetched_at=timezone.now())
    brought(said, signature="")
    assert timedelta(minutes=4) < Feed.objects.get().next_fetch_at - timezone.now() <= timedelta(minutes=5)


def test_a_delivery_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aggregator.websub.LARGEST", len(BODY) - 1)
    said = asked()
    assert (brought(said).status_code, said.rejected, Delivery.objects.exists()) == (202, 1, False)


def test_what_the_workers_do_not_get_to_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "MOST_WAITING", 2)
    said = asked()
    for n in range(3):
        assert brought(said, BODY + b" " * n).status_code == 202
    assert (Delivery.objects.count(), said.pings, is_visited_soon(said)) == (2, 1, True)


def test_a_no_ends_a_lease_at_once() -> None:
    said = asked()
    Feed.objects.update(pushed_until=said.active_until)
    called(said, mode="denied", reason="paid only")
    said.refresh_from_db()
    assert (said.state, said.last_error) == (State.REFUSED, "the hub said no: paid only")
    assert (Feed.objects.get().pushed_until, is_visited_soon(said)) == (None, True)


@pytest.mark.parametrize(
    ("seconds", "lease"),
    [
        ("60", timedelta(seconds=60)),
        ("864000", timedelta(days=10)),
        ("9" * 11, LONGEST_LEASE),
        ("9" * 99, UNSAID_LEASE),
        ("", UNSAID_LEASE),
        ("-1", UNSAID_LEASE),
        ("²", UNSAID_LEASE),
    ],
)
def test_a_lease_is_what_the_hub_says_within_reason(seconds: str, lease: timedelta) -> None:
    assert lease_of(seconds) == lease


def test_renewals_spread_around_four_fifths_of_the_lease() -> None:
    now, shares = timezone.now(), []
    for seed in range(20):
        said = asked(State.PENDING)
        question = receive.Question("subscribe", said.topic, "c", "100000")
        receive.answer(said.token, question, now=now, rng=random.Random(seed))
        said.refresh_from_db()
        shares.append((said.due_at - now).total_seconds() / 100_000)
    assert 0.75 <= min(shares) < 0.79
    assert 0.81 < max(shares) <= 0.85


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://news.example.org", Callers.EVERYBODY),
        ("https://8.8.8.8", Callers.EVERYBODY),
        ("http://news.example.org", Callers.NOBODY),
        ("https://localhost", Callers.NOBODY),
        ("https://news", Callers.NOBODY),
        ("https://news.local", Callers.NOBODY),
        ("https://192.168.1.4", Callers.NOBODY),
        ("http://127.0.0.1:8000", Callers.NOBODY),
        ("http://10.1.2.3", Callers.NEIGHBOURS),
        ("https://[fd00::1]", Callers.NOBODY),
    ],
)
def test_hubs_are_given_no_address_that_they_cannot_call(settings: Settings, site: str, expected: Callers) -> None:
    settings.SITE_URL, settings.FETCH_ALLOW = site, ["10.0.0.0/8"]
    assert callers() == expected
