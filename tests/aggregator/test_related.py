"""What stands under a text as being about the same."""

import pytest
from django.test import Client

from aggregator.pages.related import SHOWN, related
from feeds.models import Article
from tests import make
from tests.aggregator.pages import text
from tests.ranking import build

pytestmark = pytest.mark.django_db
NEAR = [build.vectors(1, 1)[0] + 0.1 * other for other in build.vectors(3, 8)]  # lengths do not matter to a cosine
FAR = build.vectors(2, 2)


def pieces(count: int, **given: object) -> list[Article]:
    made = [make.article(title=f"Piece {n}", **given) for n in range(count)]  # type: ignore[arg-type]
    for n, article in enumerate(made):
        build.embed(article, NEAR[n])
    return made


def test_the_nearest_are_named_and_nothing_that_is_about_something_else(client: Client) -> None:
    first, *others = pieces(3)
    build.embed(make.article(title="A cake"), FAR[0])
    assert set(related(first)) == set(others)
    page = text(client.get(first.get_absolute_url())).partition("More about this")[2]
    assert "Piece 1" in page
    assert "A cake" not in page.partition("</section>")[0]


def test_the_same_event_and_the_same_title_are_not_said_twice() -> None:
    first, second, third, fourth = pieces(4)
    story = make.story()
    Article.objects.filter(pk__in=[first.pk, second.pk]).update(story=story)
    Article.objects.filter(pk=fourth.pk).update(title=third.title)
    first.refresh_from_db()
    assert len(related(first)) == 1


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.LIMIT, Article.Visibility.DROP])
def test_what_is_not_recommended_is_not_named(visibility: Article.Visibility) -> None:
    first, *_others = pieces(3)
    Article.objects.exclude(pk=first.pk).update(visibility=visibility)
    assert related(first) == []


def test_a_few_are_enough_and_none_stands_there_twice() -> None:
    first, second, *_others = pieces(8)
    found = related(first, besides=[second.pk])
    assert len(found) == SHOWN
    assert second not in found


def test_without_a_vector_nothing_is_said() -> None:
    assert related(make.article()) == []
