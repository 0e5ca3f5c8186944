"""Whole texts of a feed, as the operator sees and chooses them, and as readers are told of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from feeds.models import Article, Feed, Page
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(client: Client, cache: Any) -> Client:
    client.force_login(make.operator(), backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def shown(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.parametrize(
    ("percent", "option", "sentence"),
    [
        (85, Feed.FullText.AUTO, "85 % of its entries are teasers: the pages of new ones are asked for."),
        (4, Feed.FullText.AUTO, "it gives whole texts, and no page is asked for"),
        (None, Feed.FullText.AUTO, "too few entries"),
        (4, Feed.FullText.ALWAYS, "The pages of all new articles are asked for"),
        (85, Feed.FullText.NEVER, "No page is asked for, because an operator said so."),
    ],
)
def test_the_operator_reads_why_pages_are_asked_for(
    olga: Client, percent: int | None, option: Feed.FullText, sentence: str
) -> None:
    feed = make.feed()
    Feed.objects.update(teaser_percent=percent, full_text=option)
    assert sentence in shown(olga, f"/ops/feeds/{feed.pk}/")


def test_the_operator_reads_what_robots_may_not_read(olga: Client) -> None:
    feed, now = make.feed(), timezone.now()
    for state, days in ((Page.State.FORBIDDEN, 1), (Page.State.TAKEN, 2), (Page.State.TAKEN, 40)):
        article, reason = make.article(feed=feed, title=f"{state} piece"), "Closed." if state != "taken" else ""
        Page.objects.create(article=article, feed=feed, state=state, reason=reason, asked_at=now - timedelta(days=days))
    page = shown(olga, f"/ops/feeds/{feed.pk}/")
    assert "Text taken 1 · Closed to robots 1" in page
    assert "Closed to robots: Closed." in page


def test_the_operator_chooses(olga: Client) -> None:
    feed = make.feed()
    olga.post(f"/ops/feeds/{feed.pk}/full-text/", {"full_text": "never"})
    olga.post(f"/ops/feeds/{feed.pk}/full-text/", {"full_text": "sometimes"})
    feed.refresh_from_db()
    assert feed.full_text == Feed.FullText.NEVER
    assert 'name="full_text"' in shown(olga, f"/admin/feeds/feed/{feed.pk}/change/")


def test_readers_are_told_that_the_text_is_from_the_publishers_page(client: Client) -> None:
    article = make.article()
    assert "Text from the publisher" not in shown(client, article.get_absolute_url())
    Article.objects.update(entry_hash="a" * 64)
    page = shown(client, article.get_absolute_url())
    assert "Text from the publisher’s page." in page
    assert page.count(f'href="{article.url}"') >= 2
