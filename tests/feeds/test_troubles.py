"""Every kind of trouble has its code, from the socket to the row."""

import random
import socket
import ssl
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from feeds.fetch.policy import RefusedError
from feeds.fetch.sentences import TooLargeError
from feeds.fetch.troubles import of_error, of_status
from feeds.ingest import ingest
from feeds.models import Feed
from feeds.types import Because, FetchRequest, FetchResult, Outcome, Trouble
from tests import make
from tests.feeds.documents import item, rss

PUZZLE = b"<html><title>Just a moment...</title><p>Checking your browser</p></html>"


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.PASSWORD),
        (402, Trouble.PAYMENT),
        (403, Trouble.FORBIDDEN),
        (404, Trouble.NOT_FOUND),
        (410, Trouble.GONE),
        (418, Trouble.STATUS),
        (429, Trouble.TOO_OFTEN),
        (500, Trouble.SERVER),
        (502, Trouble.SERVER),
        (503, Trouble.UNAVAILABLE),
    ],
)
def test_each_status_has_its_trouble(status: int, trouble: Trouble) -> None:
    assert of_status(status) == trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (RefusedError("an address"), Trouble.ADDRESS),
        (RefusedError("four hops", Trouble.REDIRECTS), Trouble.REDIRECTS),
        (TooLargeError(), Trouble.SIZE),
        (TimeoutError(), Trouble.TIME),
        (aiohttp.ServerTimeoutError(), Trouble.TIME),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Trouble.NAME),
        (ssl.SSLError("expired"), Trouble.CERTIFICATE),
        (aiohttp.ServerDisconnectedError(), Trouble.BROKEN),
        (aiohttp.ClientPayloadError(), Trouble.BROKEN),
        (ConnectionResetError(), Trouble.BROKEN),
        (ValueError("a surprise"), Trouble.OTHER),
    ],
)
def test_each_error_has_its_trouble(error: Exception, trouble: Trouble) -> None:
    assert of_error(error) == trouble


def answered(feed: Feed, *, after: timedelta = timedelta(), body: bytes = b"", **about: Any) -> Feed:
    """The feed after an answer of its publisher."""
    result = FetchResult(FetchRequest(feed.url), Outcome.FETCHED, status=200, final_url=feed.url, body=body)
    ingest(feed, replace(result, **about), now=make.NOW + after, rng=random.Random(1))
    return Feed.objects.get(pk=feed.pk)


FORBIDDEN: dict[str, Any] = {"outcome": Outcome.FAILED, "status": 403, "error": "no", "trouble": Trouble.FORBIDDEN}


@pytest.mark.django_db
def test_a_row_of_failures_keeps_the_time_of_its_first_one() -> None:
    feed = answered(make.feed(), **FORBIDDEN)
    feed = answered(feed, after=timedelta(hours=1), **FORBIDDEN)
    assert (feed.failures, feed.failing_since, feed.trouble) == (2, make.NOW, Trouble.FORBIDDEN)
    assert feed.because == Because.ERRORS
    feed = answered(feed, after=timedelta(hours=2), body=rss(item()), duration_ms=900)
    assert (feed.failing_since, feed.trouble, feed.usual_ms) == (None, Trouble.NONE, 900)


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "trouble"), [(PUZZLE, Trouble.CHALLENGE), (b"Hello", Trouble.NOT_A_FEED)])
def test_a_document_that_is_no_feed_is_a_trouble_of_its_own(body: bytes, trouble: Trouble) -> None:
    feed = answered(make.feed(), body=body)
    assert feed.trouble == feed.fetches.get().trouble == trouble


@pytest.mark.django_db
def test_entries_without_dates_are_noticed() -> None:
    dated, undated = make.feed(), make.feed()
    assert not answered(dated, body=rss(item(more="<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>"))).is_undated
    assert answered(undated, body=rss(item())).is_undated


@pytest.mark.django_db
def test_what_was_edited_is_counted_on_its_fetch() -> None:
    feed = answered(make.feed(), body=rss(item("The bridge opens")))
    answered(feed, after=timedelta(hours=1), body=rss(item("The bridge stays closed")))
    assert list(feed.fetches.order_by("pk").values_list("new", "updated")) == [(1, 0), (0, 1)]
