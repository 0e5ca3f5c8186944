"""Beacons: counted when they are one's own, refused with a sentence when they are nonsense."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from feeds.models import Article
from ranking.models import ArticleStats, Event
from tests.aggregator.pages import cards, newsroom

pytestmark = pytest.mark.django_db


def send(client: Client, *events: object, **headers: str) -> Any:
    return client.post("/events/", json.dumps({"events": events}), content_type="application/json", headers=headers)


def test_seen_cards_are_counted_once(client: Client) -> None:
    newsroom(5)
    article, _slot, _kind, i = cards(client.get("/"))[0]
    for _ in range(2):
        assert send(client, {"kind": "view", "i": i}).status_code == 204
    assert ArticleStats.objects.get(pk=article).views == 1


def test_reading_time_is_what_was_read_so_far(client: Client) -> None:
    newsroom(5)
    article, _slot, _kind, i = cards(client.get("/"))[0]
    client.get(f"/articles/{article}/?i={i}")
    for seconds in (8, 20):
        send(client, {"kind": "dwell", "i": i, "value": seconds})
    stats = ArticleStats.objects.get(pk=article)
    assert (stats.dwell_s, stats.dwells) == (20, 1)


def test_the_cards_of_somebody_else_are_passed_over(client: Client) -> None:
    newsroom(5)
    i = cards(Client().get("/"))[0][3]
    assert send(client, {"kind": "view", "i": i}, {"kind": "dwell", "i": i, "value": 9}).status_code == 204
    assert not Event.objects.exists()


def test_one_reading_that_cannot_be_costs_no_other(client: Client) -> None:
    newsroom(5)
    (held, *_, first), (_article, *_, absurd), (read, *_, last) = cards(client.get("/"))[:3]
    Article.objects.filter(pk=held).update(visibility=Article.Visibility.DROP)
    told = [{"kind": "dwell", "i": i, "value": seconds} for i, seconds in ((first, 9), (absurd, -1), (last, 9))]
    assert send(client, *told).status_code == 204
    assert list(Event.objects.values_list("article", "value")) == [(read, 9)]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"x", b"[]", b"null", b'{"events": []}', b'{"events": {}}', b'{"events": [1]}', b"\xff\xfe",
        b'{"events": [{"kind": "like", "i": 1}]}', b'{"events": [{"kind": "view"}]}',
        b'{"events": [{"kind": "view", "i": true}]}', b'{"events": [{"kind": "view", "i": -1}]}',
        b'{"events": [{"kind": "view", "i": 99999999999999999999}]}', b'{"events": [{"kind": [], "i": 1}]}',
        b'{"events": [{"kind": "dwell", "i": 1, "value": NaN}]}',
        b'{"events": [{"kind": "dwell", "i": 1, "value": "9"}]}',
        b'{"events": [{"kind": "dwell", "i": 1, "value": ' + b"9" * 400 + b"}]}",
        b"[" * 9000, b'{"events": [' + b",".join([b'{"kind": "view", "i": 1}'] * 101) + b"]}",
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(client: Client, body: bytes) -> None:
    answer = client.post("/events/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize("days", [-4, 4], ids=["behind", "ahead"])
def test_a_clock_that_is_days_off_moves_nothing(client: Client, days: int) -> None:
    newsroom(5)
    article, _slot, _kind, i = cards(client.get("/"))[0]
    theirs = timezone.now() + timedelta(days=days)
    told = [{"kind": kind, "i": i, "value": 9, "at": theirs.timestamp() * 1000} for kind in ("view", "dwell")]
    assert send(client, *told, Date=http_date(theirs.timestamp())).status_code == 204
    times = Event.objects.values_list("happened_at", flat=True)
    assert len(times) == 2
    assert all(abs(timezone.now() - it) < timedelta(minutes=5) for it in times)
    assert ArticleStats.objects.get(pk=article).views == 1


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_beacon_is_read_as_json_whatever_it_is_called(client: Client, content_type: str) -> None:
    newsroom(5)
    i = cards(client.get("/"))[0][3]
    body = json.dumps({"events": [{"kind": "view", "i": i}]})
    assert client.generic("POST", "/events/", body, content_type=content_type).status_code == 204
    assert Event.objects.count() == 1
    assert client.generic("POST", "/events/", f"kind=view&i={i}", content_type=content_type).status_code == 400


def test_an_impression_that_never_was_counts_nothing(client: Client) -> None:
    newsroom(5)
    client.get("/")
    assert send(client, {"kind": "view", "i": 10**12}, {"kind": "dwell", "i": 10**12, "value": 9}).status_code == 204
    assert not Event.objects.exists()


def test_a_longer_body_than_it_says_is_no_way_in(client: Client) -> None:
    answer = client.post("/events/", b"x" * 20_000, content_type="application/json", CONTENT_LENGTH="-1")
    assert answer.status_code == 413


@pytest.mark.parametrize("size", [20_000, 1_000_000, 4_000_000])
def test_a_beacon_that_is_far_too_long_is_refused_with_a_sentence(client: Client, size: int) -> None:
    answer = client.post("/events/", b"x" * size, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://["}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_another_site_cannot_send_events_for_its_visitors(client: Client, headers: dict[str, str]) -> None:
    newsroom(5)
    i = cards(client.get("/"))[0][3]
    assert send(client, {"kind": "view", "i": i}, **headers).status_code == 400
    assert not Event.objects.exists()


def test_events_are_not_to_be_looked_at(client: Client) -> None:
    assert client.get("/events/").status_code == 405
