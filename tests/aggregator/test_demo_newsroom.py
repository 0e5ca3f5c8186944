from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from threading import Thread

import pytest

from aggregator.demo.articles import Publisher, publishers
from aggregator.demo.documents import picture_path
from aggregator.demo.newsroom import Newsroom, Reply, is_known, server
from feeds.fetch import fetch_many, from_settings
from feeds.fetch.guard import networks
from feeds.parse import parse
from feeds.types import FetchRequest, Outcome

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NEWSROOM = Newsroom(publishers(), START, "http://127.0.0.1:8001")
LOOPBACK = replace(from_settings(), allow=networks(["127.0.0.0/8"]))
RADIANT = next(publisher for publisher in NEWSROOM.publishers if publisher.slug == "radiant-living")


def get(path: str, *, after: timedelta = timedelta()) -> Reply:
    return NEWSROOM.reply(path, now=START + after)


@pytest.mark.parametrize("publisher", NEWSROOM.publishers, ids=lambda publisher: publisher.slug)
def test_every_feed_is_one_that_the_site_reads(publisher: Publisher) -> None:
    reply = get(publisher.feed_path)
    parsed = parse(reply.body, url=NEWSROOM.base + publisher.feed_path, content_type=reply.content_type)
    assert parsed.format == {"rss": "rss20", "atom": "atom10", "json": "json11"}[publisher.format]
    assert parsed.warnings == ()
    assert len(parsed.entries) == len(publisher.visible(START, START))
    assert all(entry.published_at and entry.content_html + entry.summary_html for entry in parsed.entries)


def test_an_article_that_is_held_back_appears_in_its_minute() -> None:
    kernels = b"apricot-kernels-tumour"
    assert kernels not in get(RADIANT.feed_path, after=timedelta(minutes=6)).body
    assert kernels in get(RADIANT.feed_path, after=timedelta(minutes=7)).body
    assert get("/articles/apricot-kernels-tumour").status == HTTPStatus.NOT_FOUND


def test_a_feed_keeps_its_version_until_an_article_appears() -> None:
    first, second, third = (get(RADIANT.feed_path, after=timedelta(minutes=m)).version for m in (0, 6, 7))
    assert first == second != third


def test_an_etag_decides_before_a_date() -> None:
    reply = get(RADIANT.feed_path)
    assert is_known(
        reply, {"If-None-Match": f'"{reply.version}"', "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}
    )
    assert not is_known(reply, {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 20 Nov 2026 12:00:00 GMT"})
    assert is_known(reply, {"If-Modified-Since": "Fri, 20 Nov 2026 12:00:00 GMT"})
    assert not is_known(reply, {"If-Modified-Since": "yesterday"})


def test_pages_of_false_claims_say_that_they_are_false() -> None:
    assert b"deliberately false" in get("/articles/garlic-honey-cures-cancer").body
    assert b"deliberately false" not in get("/articles/ferries-run-again").body


def test_what_is_not_published_is_not_found() -> None:
    assert get("/feeds/nothing.rss").status == HTTPStatus.NOT_FOUND


def test_the_crawler_gets_a_feed_once_and_then_not_modified() -> None:
    room = server(NEWSROOM, 0, clock=lambda: START)
    url = f"http://127.0.0.1:{room.server_address[1]}{RADIANT.feed_path}"
    with room:
        Thread(target=room.serve_forever, daemon=True).start()
        first = next(iter(fetch_many([FetchRequest(url)], policy=LOOPBACK)))
        again = next(iter(fetch_many([FetchRequest(url, first.etag, first.last_modified)], policy=LOOPBACK)))
        room.shutdown()
    assert (first.outcome, again.outcome) == (Outcome.FETCHED, Outcome.NOT_MODIFIED)


def test_an_article_names_its_picture_in_every_format() -> None:
    for publisher in NEWSROOM.publishers:
        reply = get(publisher.feed_path)
        parsed = parse(reply.body, url=NEWSROOM.base, content_type=reply.content_type)
        named = {link.url.removeprefix(NEWSROOM.base) for entry in parsed.entries for link in entry.media}
        assert named == {path for piece in publisher.visible(START, START) if (path := picture_path(piece))}


def test_a_picture_is_served_as_jpeg() -> None:
    path = next(
        path for publisher in NEWSROOM.publishers for piece in publisher.pieces if (path := picture_path(piece))
    )
    reply = get(path)
    assert (reply.content_type, reply.body[:3]) == ("image/jpeg", b"\xff\xd8\xff")
