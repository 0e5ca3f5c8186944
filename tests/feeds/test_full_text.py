"""The whole text of an article whose feed gives only a teaser: planned, fetched, taken or not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from feeds.models import Page
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def page(*, due_in: timedelta = timedelta(0), days_old: int = 0) -> Page:
    feed = make.feed()
    article = make.article(feed=feed, published_at=NOW - timedelta(days=days_old))
    return Page.objects.create(article=article, feed=feed, due_at=NOW + due_in, asked_at=NOW)


def test_a_due_page_is_claimed_once_the_newest_article_first() -> None:
    old, new, _later = page(days_old=2), page(), page(due_in=timedelta(minutes=1))
    lease = timedelta(minutes=10)
    assert Page.objects.claim_due(NOW, lease=lease, limit=1) == [new.pk]
    assert Page.objects.claim_due(NOW, lease=lease, limit=5) == [old.pk]
    assert Page.objects.claim_due(NOW, lease=lease, limit=5) == []


def test_a_page_that_waits_without_a_time_is_refused() -> None:
    with pytest.raises(IntegrityError, match="page_is_due_while_it_waits"):
        Page.objects.filter(pk=page().pk).update(due_at=None)


def test_a_page_that_cannot_be_reached_is_tried_twice() -> None:
    row = page()
    row.record_failure(error="The server answered 500.", now=NOW)
    assert (row.state, row.due_at) == (Page.State.WAITING, NOW + timedelta(hours=1))
    row.record_failure(error="The server answered 500.", now=NOW)
    assert (row.state, row.due_at, row.reason) == (Page.State.FAILED, None, "The server answered 500.")
