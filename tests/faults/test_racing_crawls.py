"""Two workers save at the same moment what two feeds have in common: each article is there once."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from feeds.embed import encode
from feeds.ingest import ingest
from feeds.models import Article, Feed
from feeds.types import FetchRequest, FetchResult, Outcome
from feeds.understand import understand
from tests import make
from tests.feeds.documents import item, rss
from tests.make import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
ROUNDS, ENTRIES = 12, 20


def race(feeds: list[Feed], body: bytes) -> None:
    """Everybody ingests the document at once, each in a thread with a connection of its own."""
    start = Barrier(len(feeds))

    def run(feed: Feed) -> None:
        result = FetchResult(FetchRequest(feed.url), Outcome.FETCHED, 200, final_url=feed.url, body=body)
        try:
            start.wait()
            ingest(feed, result, now=NOW, rng=random.Random(1))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(feeds)) as pool:
        list(pool.map(run, feeds))


def document(number: int) -> bytes:
    return rss(*(item(f"Loaf {number}.{n}", link=f"https://bread.example/{number}/{n}") for n in range(ENTRIES)))


def test_two_feeds_that_bring_one_address_at_once_make_one_article() -> None:
    for number in range(ROUNDS):
        race([make.feed(), make.feed()], document(number))
    assert Article.objects.count() == ROUNDS * ENTRIES


def test_one_feed_in_two_hands_is_saved_once() -> None:
    feed = make.feed()
    for number in range(ROUNDS):
        race([feed, feed], document(number))
    assert Article.objects.count() == ROUNDS * ENTRIES


def test_two_workers_that_meet_one_event_at_once_open_one_story() -> None:
    encode(["loaded before the race"])
    for number in range(4):
        text = f"The ferry number {number} struck the quay of Northport in thick fog. Two sailors were hurt."
        pair = [make.article(title=f"Ferry {number} strikes Northport quay", text=text).pk for _ in range(2)]
        start = Barrier(2)

        def run(article_id: int, start: Barrier = start) -> None:
            try:
                start.wait()
                understand([article_id], now=NOW)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, pair))
        assert len(set(Article.objects.filter(pk__in=pair).values_list("story", flat=True))) == 1
    assert not Article.objects.filter(story=None).exists()
