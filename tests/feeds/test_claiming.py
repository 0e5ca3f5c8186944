"""Who changes many rows locks them first, in the order of their keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feeds.ask import ask_all
from feeds.hubs.polling import fall_back, visit_soon
from feeds.models import Feed, Story
from feeds.telling import rows
from feeds.telling.events import Desk
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def call_off(ids: list[int]) -> None:
    Feed.objects.update(pushed_until=NOW)
    fall_back(ids, now=NOW)


CHANGES: dict[str, Callable[[list[int]], object]] = {
    "visited soon": lambda ids: visit_soon(ids, now=NOW),
    "pushed no more": call_off,
    "all asked": lambda ids: ask_all(Feed.objects.filter(pk__in=ids), now=NOW),
}


def locked_first(captured: CaptureQueriesContext, table: str) -> bool:
    """Before the last change of the table its rows were locked by their keys."""
    said = [query["sql"] for query in captured if table in query["sql"]]
    locks = [n for n, sql in enumerate(said) if "ORDER BY 1 ASC FOR NO KEY UPDATE" in sql]
    return bool(locks) and locks[0] < max(n for n, sql in enumerate(said) if sql.startswith("UPDATE"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_feeds_are_locked_by_their_keys(change: Callable[[list[int]], object]) -> None:
    feeds = [make.feed(next_fetch_at=NOW + timedelta(hours=3)) for _feed in range(3)]
    with CaptureQueriesContext(connection) as captured:
        change([feed.pk for feed in reversed(feeds)])
    assert locked_first(captured, "feeds_feed")


def test_articles_are_locked_before_their_stories_change() -> None:
    story = Story.objects.create(title="The harbour")
    make.article(story=story)
    desk = Desk([])
    desk.left.add(story.pk)
    with CaptureQueriesContext(connection) as captured:
        rows.save(desk)
    assert locked_first(captured, "feeds_article")
