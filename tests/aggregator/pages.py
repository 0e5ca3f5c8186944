"""What the tests of the pages share: a small newsroom, and how a page is read."""

import re
from datetime import timedelta
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feeds.models import Article, Feed, Topic
from tests import make

_CARD = re.compile(r'<article id="card-(\d+)"[^>]*?data-slot="(\d+)" data-kind="(\w+)" data-i="(\d+)"')


class Answer(Protocol):
    """What the test client answers with, as far as a page is read here."""

    @property
    def content(self) -> bytes: ...


def newsroom(count: int = 30, *, topics: tuple[str, ...] = ("science", "sport", "culture", "health")) -> list[Article]:
    """Shown articles of the last hours, over several topics and six publishers."""
    subjects = [make.topic(slug) for slug in topics]
    publishers = [make.feed(title=f"Publisher {n}") for n in range(6)]
    return [_piece(n, subjects[n % len(subjects)], publishers[n % 6]) for n in range(count)]


def _piece(n: int, topic: Topic, feed: Feed) -> Article:
    at = timezone.now() - timedelta(minutes=10 * n)
    return make.article(title=f"Piece {n} on {topic.name}", feed=feed, topic=topic, published_at=at)


def cards(response: Answer) -> list[tuple[int, int, str, int]]:
    """Article, slot, kind and impression of each card of a slate, in the order of the page."""
    found = _CARD.findall(text(response))
    return [(int(article), int(slot), kind, int(i)) for article, slot, kind, i in found]


def text(response: Answer) -> str:
    """The page as a browser gets it."""
    return response.content.decode()


def cost(client: Client, address: str) -> int:
    """The statements that this page costs; savepoints belong to the transaction of the test."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in captured)
