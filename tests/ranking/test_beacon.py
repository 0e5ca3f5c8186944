"""All that a page tells at once: counted once, learnt from in one step, in a fixed number of queries."""

from datetime import timedelta
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from aggregator.accounts.models import User
from feeds.models import Article
from ranking import profiles
from ranking import slate as slates
from ranking.events import EventRefusedError, record, record_beacon
from ranking.models import ArticleStats, Event, Impression
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW


@pytest.fixture
def ada() -> User:
    return make.reader()


@pytest.fixture
def page(ada: User) -> list[Impression]:
    """Twenty places of Ada's, over three topics."""
    build.newsroom(topics=3, each=8)
    return slates.cards(recommend(reader_id=ada.pk, visitor="", now=NOW, rng=Random(1)))


def tell(reader: User, *viewed: Impression, read: tuple[tuple[Impression, float], ...] = (), minutes: float = 1) -> int:
    told = [(it.pk, seconds) for it, seconds in read]
    now = NOW + timedelta(minutes=minutes)
    return record_beacon([it.pk for it in viewed], told, reader_id=reader.pk, visitor="", now=now)


def test_views_and_a_reading_move_counters_and_taste(ada: User, page: list[Impression]) -> None:
    assert tell(ada, *page, read=((page[0], 30),)) == 21
    stats = ArticleStats.objects.get(pk=page[0].article_id)
    assert (stats.views, stats.dwells, stats.dwell_s) == (1, 1, 30)
    taste = profiles.taste(ada.pk)
    assert sum(it.views for it in taste.topics.values()) == pytest.approx(20)
    assert taste.long is not None
    assert taste.events == 21


def test_a_beacon_that_comes_again_counts_nothing(ada: User, page: list[Impression]) -> None:
    tell(ada, *page[:3], read=((page[0], 30),))
    before = ArticleStats.objects.order_by("pk").values_list("views", "dwells", "dwell_s", "moved_at")
    known = list(before)
    assert tell(ada, *page[:3], read=((page[0], 30),), minutes=2) == 0
    assert list(before.all()) == known
    assert Event.objects.count() == 4


def test_only_the_seconds_that_are_new_count(ada: User, page: list[Impression]) -> None:
    for seconds in (10.0, 25.0, 20.0):
        tell(ada, read=((page[0], seconds), (page[0], 5)))
    stats = ArticleStats.objects.get(pk=page[0].article_id)
    assert (stats.dwells, stats.dwell_s) == (1, 25)


def test_it_teaches_what_the_acts_teach_one_by_one(ada: User, page: list[Impression]) -> None:
    tell(ada, read=((page[0], 10), (page[1], 60)))
    eve = make.reader("Eve")
    for card, seconds in ((page[0], 10), (page[1], 60)):
        record(
            Event.Kind.DWELL,
            article_id=card.article_id,
            reader_id=eve.pk,
            value=seconds,
            now=NOW + timedelta(minutes=1),
        )
    assert profiles.taste(ada.pk).long == pytest.approx(profiles.taste(eve.pk).long)
    assert profiles.taste(ada.pk).topics == profiles.taste(eve.pk).topics


@pytest.mark.parametrize("absurd", [-1.0, float("nan"), float("inf"), 86_401.0])
def test_a_reading_that_cannot_be_costs_no_other(ada: User, page: list[Impression], absurd: float) -> None:
    assert tell(ada, page[1], read=((page[0], absurd), (page[0], 9), (page[1], absurd))) == 2
    assert ArticleStats.objects.get(pk=page[0].article_id).dwell_s == 9


def test_a_withdrawn_piece_was_seen_and_is_not_read(ada: User, page: list[Impression]) -> None:
    Article.objects.filter(pk=page[0].article_id).update(visibility=Article.Visibility.DROP)
    assert tell(ada, *page[:2], read=((page[0], 9),)) == 2
    assert set(Event.objects.values_list("kind", flat=True)) == {Event.Kind.VIEW}


@pytest.mark.parametrize("state", Article.Visibility)
def test_what_is_read_counts_where_the_piece_may_be_opened(
    ada: User, page: list[Impression], state: Article.Visibility
) -> None:
    Article.objects.filter(pk=page[0].article_id).update(visibility=state)
    tell(ada, read=((page[0], 9),))
    is_reachable = Article.objects.reachable().filter(pk=page[0].article_id).exists()
    assert Event.objects.filter(kind=Event.Kind.DWELL).exists() == is_reachable


def test_cards_of_somebody_else_or_of_nobody_are_passed_over(page: list[Impression]) -> None:
    assert tell(make.reader("Eve"), page[0], read=((page[0], 9),)) == 0
    ids = [page[0].pk, 10**6]
    assert record_beacon(ids, reader_id=None, visitor="v1", now=NOW) == 0
    assert record_beacon(ids, reader_id=None, visitor="", now=NOW) == 0
    assert not Event.objects.exists()


def test_a_page_of_last_month_teaches_nothing(ada: User, page: list[Impression]) -> None:
    assert tell(ada, page[0], minutes=60 * 24 * 31) == 0


def test_more_than_a_screen_shows_is_refused(ada: User) -> None:
    with pytest.raises(EventRefusedError, match="at most 200"):
        record_beacon(range(199), [(1, 9), (2, 9)], reader_id=ada.pk, visitor="", now=NOW)


def test_twenty_events_take_as_many_queries_as_two(
    ada: User, page: list[Impression], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The profile, the places, events, counters, vectors, and the profile again; two are the savepoint of the test."""
    tell(ada, read=((page[9], 1),))
    with django_assert_num_queries(8):
        tell(ada, page[0], read=((page[0], 9),))
    with django_assert_num_queries(8):
        tell(ada, *page[1:], read=((page[1], 9),))
