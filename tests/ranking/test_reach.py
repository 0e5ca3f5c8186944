"""Expected reach goes up to moderation as a number."""

from datetime import timedelta

import pytest

from feeds.models import Article
from moderation.models import Assessment, ReviewItem
from ranking.models import ArticleStats
from ranking.reach import estimate_reach
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def item(article: Article) -> ReviewItem:
    return ReviewItem.objects.create(article=article, zone=Assessment.ZoneChoice.HOLD, opened_at=NOW)


def reached(article: Article, views: int) -> None:
    ArticleStats.objects.create(article=article, views=views, heat_at=NOW)


def test_a_held_article_of_a_read_publisher_is_expected_to_reach_more() -> None:
    big, small = make.feed(), make.feed()
    for feed, views in ((big, 400), (small, 10)):
        for n in range(4):
            reached(make.article(feed=feed, published_at=NOW - timedelta(days=n)), views)
    items = [item(make.article(feed=feed, visibility=Article.Visibility.HOLD)) for feed in (big, small)]
    assert estimate_reach(now=NOW) == 2
    first, second = [ReviewItem.objects.get(pk=it.pk).expected_reach for it in items]
    assert first > 1.5 * second > 0


def test_estimating_twice_changes_nothing() -> None:
    reached(make.article(), 50)
    item(make.article(visibility=Article.Visibility.HOLD))
    assert estimate_reach(now=NOW) == 1
    assert estimate_reach(now=NOW) == 0


def test_nothing_waits_and_nothing_is_done() -> None:
    assert estimate_reach(now=NOW) == 0
