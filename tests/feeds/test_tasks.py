"""Sweeps and nudges: what is due is claimed, worked on once, and comes due again if its worker dies."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.utils import timezone
from pytest_django import Settings

from feeds import tasks
from feeds.models import Article, Feed
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = pytest.mark.django_db
BREAD = answer(body=rss(item()), Content_Type="text/xml")


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


def test_a_sweep_crawls_what_is_due_and_nothing_else() -> None:
    with publishing(by_path({"/due": BREAD, "/later": BREAD})) as publisher:
        make.feed(url=publisher.url + "/due", next_fetch_at=timezone.now())
        make.feed(url=publisher.url + "/later", next_fetch_at=timezone.now() + timedelta(hours=1))
        assert tasks.crawl_due() == 1
    assert [request.path for request in publisher.requests] == ["/due"]


def test_a_sweep_goes_on_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "FEEDS", 2)
    with publishing(by_path({f"/{n}": BREAD for n in range(5)})) as publisher:
        for n in range(5):
            make.feed(url=f"{publisher.url}/{n}", next_fetch_at=timezone.now())
        assert tasks.crawl_due() == 5


def test_a_sweep_ends_when_its_time_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "BUDGET_SECONDS", 0)
    make.feed(next_fetch_at=timezone.now())
    assert tasks.crawl_due() == 0


def test_feeds_of_a_killed_worker_are_due_after_the_lease() -> None:
    feed = make.feed(next_fetch_at=timezone.now())
    now = timezone.now()
    assert Feed.objects.claim_due(now, lease=site.LEASE, limit=9) == [feed.pk]
    assert Feed.objects.claim_due(now, lease=site.LEASE, limit=9) == []
    assert Feed.objects.claim_due(now + site.LEASE, lease=site.LEASE, limit=9) == [feed.pk]


def test_a_nudge_crawls_a_feed_that_is_not_due() -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        feed = make.feed(url=publisher.url + "/bread", next_fetch_at=timezone.now() + timedelta(days=1))
        assert tasks.crawl(feed_ids=[feed.pk]) == 1
    assert Article.objects.filter(feed=feed).count() == 1


def test_the_embed_sweep_understands_what_is_due_once() -> None:
    make.article(embed_due_at=timezone.now())
    make.article(embed_due_at=timezone.now() + timedelta(hours=1))
    assert (tasks.embed_due(), tasks.embed_due()) == (1, 0)


def test_a_nudge_understands_an_article_now() -> None:
    article = make.article(embed_due_at=timezone.now() + timedelta(hours=1))
    assert tasks.embed(article_ids=[article.pk]) == 1
    article.refresh_from_db()
    assert article.embed_due_at is None
