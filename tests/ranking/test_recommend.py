"""The recipe: the page comes whatever the site holds, and everything that is served is written down."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feeds.models import Article
from ranking import params
from ranking import slate as slates
from ranking.events import record, record_beacon
from ranking.explain import sentence
from ranking.models import ArticleStats, Event, Impression, Pin, Slate, ValueWeights
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW


def page(reader_id: int | None = None, *, minutes: float = 0, **asked: Any) -> Slate:
    given = {"visitor": "v1", "rng": Random(1), **asked}
    return recommend(reader_id=reader_id, now=NOW + timedelta(minutes=minutes), **given)


def ids(slate: Slate) -> list[int]:
    return [it.article_id for it in slates.cards(slate)]


def test_an_empty_site_serves_an_empty_page() -> None:
    slate = page(make.reader().pk)
    assert ids(slate) == []
    assert Slate.objects.filter(pk=slate.pk).exists()


def test_one_article_without_a_vector_is_a_page_and_stays_one() -> None:
    ada, article = make.reader(), make.article()
    assert ids(page(ada.pk, minutes=1)) == [article.pk]
    record(Event.Kind.PLAY, article_id=article.pk, reader_id=ada.pk, now=NOW + timedelta(minutes=2))
    assert ids(page(ada.pk, minutes=3)) == [article.pk]


def test_a_reader_who_hid_everything_gets_an_empty_page_that_says_why() -> None:
    ada, article = make.reader(), make.article()
    record(Event.Kind.HIDE, article_id=article.pk, reader_id=ada.pk, now=NOW)
    slate = page(ada.pk, minutes=1)
    assert ids(slate) == []
    assert slate.counts["dropped"] == {"hidden": 1}


@pytest.mark.parametrize("visibility", [Article.Visibility.LIMIT, Article.Visibility.HOLD, Article.Visibility.DROP])
def test_only_allowed_articles_are_candidates(visibility: Article.Visibility) -> None:
    make.article(visibility=visibility)
    assert ids(page(minutes=1)) == []


def test_articles_from_the_future_wait() -> None:
    make.article(published_at=NOW + timedelta(hours=1))
    assert ids(page()) == []


def test_later_pages_never_repeat_earlier_ones_and_end() -> None:
    build.newsroom(topics=5, each=11)
    ada = make.reader()
    shown = [ids(page(ada.pk, page=n, minutes=n / 10)) for n in range(4)]
    everything = [it for one in shown for it in one]
    assert [len(it) for it in shown] == [20, 20, 15, 0]
    assert len(set(everything)) == 55


def test_a_page_that_is_deeper_than_the_memory_repeats_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(params, "MEMORY_ROWS", 20)
    build.newsroom(topics=5, each=11)
    shown = [ids(page(visitor="v1", page=n, minutes=n)) for n in range(4)]
    assert [len(it) for it in shown] == [20, 20, 15, 0]


def test_paging_holds_for_strangers_too() -> None:
    build.newsroom(topics=5, each=11)
    first, second = ids(page(visitor="v1")), ids(page(visitor="v1", page=1, minutes=1))
    assert not set(first) & set(second)
    assert len(ids(page(visitor="v2", page=1, minutes=1))) == 20


def test_a_refresh_brings_something_new() -> None:
    build.newsroom()
    ada = make.reader()
    assert not set(ids(page(ada.pk))) & set(ids(page(ada.pk, minutes=1)))


def test_a_page_that_runs_short_shows_again_what_was_served() -> None:
    build.newsroom(topics=5, each=5)
    ada = make.reader()
    page(ada.pk)
    assert len(ids(page(ada.pk, minutes=1))) == 20


def test_no_two_articles_of_a_story_are_on_a_page() -> None:
    story = make.story()
    first = make.article(story=story, published_at=NOW - timedelta(hours=3))
    make.article(story=story, published_at=NOW - timedelta(hours=1))
    slate = page()
    assert ids(slate) == [first.pk]
    assert slate.counts["dropped"] == {"same_story": 1}


def test_everything_about_a_place_is_written_down() -> None:
    build.newsroom()
    slate = page(make.reader().pk)
    assert (slate.heads, slate.weights) == (params.HEADS_VERSION, params.WEIGHTS_VERSION)
    for n, it in enumerate(slates.cards(slate)):
        assert it.slot == n
        assert 0 < it.propensity <= 1
        assert len(it.features) == len(params.FEATURES)
        assert it.value == pytest.approx(sum(it.terms.values()), abs=1e-4)
        assert set(params.WEIGHTS) <= set(it.terms)


def test_what_was_written_is_what_is_read_back() -> None:
    build.newsroom()
    slate = page(make.reader().pk)
    served = slates.cards(slate)
    stored = {it.pk: it for it in Impression.objects.filter(slate=slate)}
    assert len(served) == len(stored) == params.PAGE_SIZE
    for it in served:
        for column in Impression._meta.concrete_fields:
            assert getattr(it, column.attname) == getattr(stored[it.pk], column.attname)


def test_cards_of_a_page_just_written_ask_nothing() -> None:
    build.newsroom()
    slate = page()
    with CaptureQueriesContext(connection) as asked:
        assert {it.slate for it in slates.cards(slate)} == {slate}
        assert all(it.article.title for it in slates.cards(slate))
    assert len(asked) == 0


def test_every_card_has_reasons_that_read_as_sentences() -> None:
    build.newsroom()
    for it in slates.cards(page()):
        assert 1 <= len(it.reasons) <= 3
        assert all(0 < reason["share"] <= 1 for reason in it.reasons)
        assert all(sentence(reason).endswith(".") for reason in it.reasons)


def test_explored_places_log_pool_and_policy() -> None:
    build.newsroom()
    fresh = Impression.objects.get(slate=page(), kind=Impression.Kind.FRESH)
    assert (fresh.slot, fresh.policy) == (params.FRESH_SLOT, "squarecb-fresh-1")
    assert fresh.pool_size > 1
    assert params.FLOOR <= fresh.propensity < 1


def test_a_pin_is_forced_on_the_first_page_only_and_expires() -> None:
    build.newsroom(topics=4, each=15)
    pinned = Article.objects.order_by("published_at")[0]
    Pin.objects.create(article=pinned, reason="Election day", since=NOW, until=NOW + timedelta(hours=1))
    cards = slates.cards(page(minutes=1))
    assert [(it.slot, it.article_id) for it in cards if it.kind == Impression.Kind.FORCED] == [(1, pinned.pk)]
    assert pinned.pk not in ids(page(page=1, minutes=2))
    assert not page(minutes=61).impressions.filter(kind=Impression.Kind.FORCED).exists()


def test_the_active_weights_are_used_and_named() -> None:
    make.article()
    weights = ValueWeights.objects.create(name="likes-only", weights={"like": 1.0}, reason="A test of one goal")
    ValueWeights.objects.activate(weights.pk)
    slate = page()
    assert slate.weights == "likes-only"
    assert slates.cards(slate)[0].terms["playtime"] == 0


def test_a_site_without_weights_still_serves_a_page() -> None:
    make.article()
    ValueWeights.objects.all().delete()
    assert page().weights == params.WEIGHTS_VERSION


def test_a_topics_page_holds_that_topic_only() -> None:
    topic = build.newsroom(topics=4, each=12)[2]
    slate = page(make.reader().pk, topic_id=topic.pk)
    assert {it.article.topic_id for it in slates.cards(slate)} == {topic.pk}
    assert len(ids(slate)) == 12


def test_a_topics_page_does_not_end_the_visit_of_the_home_page() -> None:
    topic = build.newsroom(topics=4, each=15)[2]
    ada = make.reader()
    first = ids(page(ada.pk))
    page(ada.pk, topic_id=topic.pk, minutes=1)
    assert not set(first) & set(ids(page(ada.pk, page=1, minutes=2)))


def test_what_readers_open_becomes_popular_at_once() -> None:
    build.newsroom()
    quiet = build.newest(Article.objects.order_by("pk")[5].topic_id or 0, 15)[-1]
    for n in range(8):
        reader = make.reader(f"Reader {n}")
        record(Event.Kind.PLAY, article_id=quiet, reader_id=reader.pk, now=NOW + timedelta(seconds=n))
    assert ids(page(minutes=1))[0] == quiet
    assert ArticleStats.objects.get(pk=quiet).heat == pytest.approx(8, abs=0.1)


def test_a_page_costs_a_fixed_number_of_queries_however_much_is_known() -> None:
    build.newsroom(topics=6, each=6)
    ada = make.reader()
    for n in range(3):
        cards = slates.cards(page(ada.pk, minutes=n))
        record_beacon([it.pk for it in cards], reader_id=ada.pk, visitor="", now=NOW + timedelta(minutes=n))
        record(
            Event.Kind.PLAY,
            article_id=cards[0].article_id,
            reader_id=ada.pk,
            impression_id=cards[0].pk,
            now=NOW + timedelta(minutes=n),
        )
    with CaptureQueriesContext(connection) as queries:
        page(ada.pk, minutes=9)
    assert len(queries) <= 23  # two of them, for the heads, once a second only
