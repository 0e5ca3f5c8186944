"""A publisher edits a piece: one article, its history, and one more look of the encoder."""

import random
from datetime import timedelta

import pytest
from pytest_django import Settings

from feeds import understand as understanding
from feeds.crawl import crawl
from feeds.embed import encode
from feeds.models import Article, Feed, Revision
from feeds.types import CrawlCounts
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]  # seconds: the encoder comes from a cold disk
TEXTS = ("The ferry hit the quay of Northport in thick fog, and two sailors were hurt.",) * 2 + (
    "The ferry hit the quay of Northport in thick fog. Three sailors were hurt, the company says now.",
)


def test_it_is_one_article_with_a_history_that_is_embedded_once_more(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    read: list[str] = []

    def noting(texts: list[str]) -> list[list[float]]:
        read.extend(texts)
        return encode(texts)

    monkeypatch.setattr(understanding, "encode", noting)
    with publishing(by_path({})) as publisher:
        feed = make.feed(url=publisher.url + "/feed")

        def visit(hour: int, text: str) -> CrawlCounts:
            """Crawl the feed at this hour, whose one piece says this, and understand what is due."""
            document = rss(item("Ferry strikes quay", link="https://post.example/1", html=f"<p>{text}</p>"))
            publisher.handler = by_path({"/feed": answer(body=document + b" " * hour)})
            now = NOW + timedelta(hours=hour)
            counts = crawl([feed.pk], now=now, rng=random.Random(1))
            due = Article.objects.filter(embed_due_at__lte=now).values_list("pk", flat=True)
            understanding.understand(list(due), now=now)
            return counts

        counts = [visit(hour, text) for hour, text in enumerate((*TEXTS, TEXTS[-1]))]
    assert [(one.new, one.updated) for one in counts] == [(1, 0), (0, 0), (0, 1), (0, 0)]
    assert [text.count("Three sailors") for text in read] == [0, 1]
    article, before = Article.objects.get(), Revision.objects.get()
    assert ("Three sailors" in article.text, before.text) == (True, TEXTS[0])
    assert article.edited_at == NOW + timedelta(hours=2)
    assert Feed.objects.get().failures == 0
