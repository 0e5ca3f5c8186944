"""The SQL of a queryset is worked out once, and asks what the queryset asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feeds.compiled import compiled
from feeds.models import Article
from ranking.querysets import among
from tests import make

pytestmark = pytest.mark.django_db

titles = compiled(
    lambda ids, feed_id: (
        Article.objects.shown().filter(pk__in=among([ids]), feed=feed_id).order_by("pk").values_list("pk", "title")
    )
)


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


def test_it_asks_one_question_with_the_values_apart() -> None:
    with CaptureQueriesContext(connection) as asked:
        titles([1, 2], 3)
    assert len(asked) == 1
    assert "9223372036854775" not in asked[0]["sql"]
