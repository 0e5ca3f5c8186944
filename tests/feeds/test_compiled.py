"""The SQL of a queryset is worked out once, and asks what the queryset asks."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from feeds.compiled import compiled
from feeds.models import Article
from ranking.models import Profile
from ranking.querysets import among
from tests import make

pytestmark = pytest.mark.django_db

titles = compiled(
    lambda ids, feed_id: (
        Article.objects.shown().filter(pk__in=among([ids]), feed=feed_id).order_by("pk").values_list("pk", "title")
    )
)


@compiled
def published_after(at: datetime, title: str) -> QuerySet[Article, Any]:
    return Article.objects.filter(published_at__gt=at, title=title).values_list("pk")


def test_rows_are_those_of_the_queryset_with_what_is_given() -> None:
    feed, other = make.feed(title="One"), make.feed(title="Other")
    first, second, third = make.article(feed=feed), make.article(feed=feed), make.article(feed=other)
    ids = [first.pk, second.pk, third.pk]
    assert titles(ids, feed.pk) == [(first.pk, first.title), (second.pk, second.title)]
    assert titles(ids, other.pk) == [(third.pk, third.title)]
    assert titles([], feed.pk) == []


def test_a_list_of_one_is_asked_for_as_it_is() -> None:
    article = make.article()
    assert titles([article.pk], article.feed_id) == [(article.pk, article.title)]


def test_what_is_not_shown_is_not_among_the_rows() -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    assert titles([article.pk], article.feed_id) == []


def test_times_and_words_are_said_by_their_annotations() -> None:
    article = make.article(title="Harbour")
    at = article.published_at
    assert published_after(at - timedelta(seconds=1), "Harbour") == [(article.pk,)]
    assert published_after(at, "Harbour") == []
    assert published_after(at - timedelta(seconds=1), "Bridge") == []


def test_values_are_what_django_makes_of_them() -> None:
    ada = make.reader()
    Profile.objects.create(reader=ada, recent=[3, 1], topics={"7": {"clicks": 1.5}})
    told = compiled(lambda reader_id: Profile.objects.filter(pk=reader_id).values_list("recent", "topics", "long"))
    assert told(ada.pk) == [([3, 1], {"7": {"clicks": 1.5}}, None)]


def test_it_asks_one_question_with_the_values_apart() -> None:
    with CaptureQueriesContext(connection) as asked:
        titles([1, 2], 3)
    assert len(asked) == 1
    assert "9223372036854775" not in asked[0]["sql"]
