"""What a card prints comes with the articles of a page, and only what is shown now comes."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from feeds.models import Article, Icon
from ranking.shown import shown
from tests import make

pytestmark = pytest.mark.django_db


def test_a_card_of_a_feeds_article_asks_nothing_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    feed = make.feed(title="The Harbour")
    article = make.article(feed=feed, topic=make.topic(name="Science"), story=make.story())
    Icon.objects.create(feed=feed, name="a.png", due_at=make.NOW)
    with django_assert_num_queries(1):
        it = shown([article.pk])[article.pk]
        assert (it.title, it.publisher, it.story_id) == (article.title, "The Harbour", article.story_id)
        assert it.feed is not None
        assert (it.feed.icon.name, str(it.topic and it.topic.name)) == ("a.png", "Science")


def test_a_feed_without_an_icon_is_known_to_have_none(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = make.article()
    with django_assert_num_queries(1):
        assert getattr(shown([article.pk])[article.pk].feed, "icon", None) is None


def test_a_creators_article_says_who_wrote_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo)
    with django_assert_num_queries(1):
        it = shown([article.pk])[article.pk]
        assert (it.publisher, it.feed, it.creator and it.creator.public_id) == (str(cleo), None, cleo.public_id)


def test_what_is_held_is_not_shown() -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    assert shown([article.pk]) == {}
