"""The hot window: the same answers as the rows give, and never an article that moderation took away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from pytest_django import Settings

from feeds.models import Article
from ranking import hot
from ranking import slate as slates
from ranking.counting.pairs import HALF_LIFE_S
from ranking.counting.trends import NEVER, raised
from ranking.events import record
from ranking.features.links import links
from ranking.hot import keep, load
from ranking.hot.columns import Floats, basis_of
from ranking.hot.counts import nothing
from ranking.models import Event, Pin
from ranking.recommend import recommend
from ranking.sources.followed import followed
from ranking.types import Taste, Visit
from tests import make
from tests.ranking import build

NOW = build.NOW
WINDOW = timedelta(days=7)


@pytest.fixture
def kept(settings: Settings) -> Iterator[None]:
    """A window that is looked after each time and never read whole again, as in a web process."""
    settings.HOT_SECONDS = 1e-9
    hot.forget()
    yield
    hot.forget()


def pieces(vectors: np.ndarray, **columns: np.ndarray) -> hot.Pieces:
    """Columns of made-up articles, an hour apart, newest first."""
    count = len(vectors)
    published: Floats = NOW.timestamp() - 3600.0 * np.arange(count, dtype=np.float64)
    given = {name: np.zeros(count, dtype=np.int64) for name in ("topic", "feed", "creator", "story")}
    basis = basis_of(vectors)
    return hot.Pieces(
        ids=np.arange(count, 0, -1),
        published=published,
        words=np.full(count, 300.0),
        doubts=np.zeros((count, 3)),
        vectors=vectors,
        sketches=vectors @ basis,
        basis=basis,
        **{**given, **columns},
    )


def test_a_long_window_finds_nearly_all_of_the_nearest_by_its_sketches() -> None:
    vectors = np.concatenate([build.vectors(topic, 300) for topic in range(30)]).astype(np.float32)
    window = pieces(vectors)
    asked = vectors[42] + vectors[77]
    asked /= np.linalg.norm(asked)
    [found] = window.nearest([asked.tolist()], rows=slice(0, None), limit=60)
    nearest = np.argsort(-(vectors @ asked))[:60]
    assert len(set(found.tolist()) & set(nearest.tolist())) >= 54


def test_each_interest_finds_its_own_nearest_beside_others() -> None:
    vectors = np.concatenate([build.vectors(topic, 30) for topic in range(3)]).astype(np.float32)
    window = pieces(vectors)
    interests = [vectors[5].tolist(), vectors[65].tolist()]
    together = window.nearest(interests, rows=slice(0, None), limit=10)
    alone = [window.nearest([it], rows=slice(0, None), limit=10)[0] for it in interests]
    assert [it.tolist() for it in together] == [it.tolist() for it in alone]
    assert [it[0] for it in together] == [5, 65]


def test_what_was_opened_is_linked_with_the_candidates_both_ways() -> None:
    def faded(count: float) -> float:
        return raised(NEVER, amount=2 * count, at_s=NOW.timestamp() - HALF_LIFE_S, half_life_s=HALF_LIFE_S)

    pairs = {(9, 3): faded(2), (2, 9): faded(4), (8, 7): faded(1)}
    window = hot.Hot(pieces(build.vectors(0, 3)), hot.Counts(nothing(3)), (), NOW, pairs=pairs)
    found = links([9, 8], [3, 2, 1], window, NOW)
    assert found.after.round(6).tolist() == [[2, 0, 0], [0, 0, 0]]
    assert found.before.round(6).tolist() == [[0, 4, 0], [0, 0, 0]]


def test_what_is_followed_is_named_newest_first() -> None:
    topic, creator = np.array([7, 0, 7, 0]), np.array([0, 5, 0, 0])
    columns = pieces(build.vectors(0, 4), topic=topic, creator=creator)
    window = hot.Hot(columns, hot.Counts(nothing(4)), (), NOW, brought={1: 3, 99: 3})
    visit = Visit(1, "", NOW)
    both = Taste(followed_topics=frozenset({7, 8}), followed_creators=frozenset({5}))
    assert followed(window, visit, both, extra=0).tolist() == [0, 1, 2, 3]
    assert followed(window, replace(visit, topic_id=7), both, extra=0).tolist() == [0, 2]
    assert followed(window, visit, Taste(), extra=0).tolist() == []


def test_articles_without_a_vector_are_near_to_nothing() -> None:
    window = pieces(np.zeros((3, build.SIZE), dtype=np.float32))
    assert [it.tolist() for it in window.nearest([[1.0] + [0.0] * (build.SIZE - 1)], rows=slice(0, 3), limit=2)] == [[]]


def test_recent_leaves_out_the_future_and_what_is_too_old() -> None:
    window = pieces(np.zeros((5, build.SIZE), dtype=np.float32))
    recent = window.recent(NOW - timedelta(hours=1), timedelta(hours=2))
    assert window.ids[recent].tolist() == [4, 3]


def test_a_story_knows_its_size_and_its_first_piece() -> None:
    window = pieces(np.zeros((4, build.SIZE), dtype=np.float32), story=np.array([7, 0, 7, 9]))
    assert window.story_sizes.tolist() == [2, 1, 2, 1]
    assert window.is_first.tolist() == [False, False, True, False]


@pytest.mark.django_db
def test_what_readers_do_moves_the_columns_at_the_next_look(kept: None) -> None:
    article, ada = make.article(), make.reader()
    assert hot.current().counts.column("plays").tolist() == [0]
    record(Event.Kind.PLAY, article_id=article.pk, reader_id=ada.pk, now=NOW)
    window = hot.current()
    assert window.counts.column("plays").tolist() == [1]
    assert window.counts.hottest.tolist() == [0]


@pytest.mark.django_db
def test_new_and_changed_articles_come_at_the_next_look(kept: None) -> None:
    first = make.article(published_at=NOW - timedelta(hours=2))
    assert hot.current().pieces.ids.tolist() == [first.pk]
    second = make.article(published_at=NOW - timedelta(hours=1))
    first.topic = make.topic()
    first.save(update_fields=["topic", "updated_at"])
    window = hot.current().pieces
    assert window.ids.tolist() == [second.pk, first.pk]
    assert window.topic.tolist() == [0, first.topic.pk]


@pytest.mark.django_db
def test_an_article_that_is_held_leaves_at_the_next_look(kept: None) -> None:
    article = make.article()
    assert len(hot.current().pieces.ids) == 1
    article.visibility = Article.Visibility.HOLD
    article.save(update_fields=["visibility", "updated_at"])
    assert len(hot.current().pieces.ids) == 0


@pytest.mark.django_db
def test_a_held_article_is_on_no_page_even_before_the_next_look(settings: Settings, kept: None) -> None:
    build.newsroom(topics=3, each=10)
    settings.HOT_SECONDS = 3600
    first = recommend(reader_id=None, visitor="v1", now=NOW, rng=Random(1))
    held = {it.article_id for it in slates.cards(first)[:5]}
    Article.objects.filter(pk__in=held).update(visibility=Article.Visibility.HOLD)
    second = recommend(reader_id=None, visitor="v2", now=NOW, rng=Random(1))
    shown = {it.article_id for it in slates.cards(second)}
    assert len(shown) == 20
    assert not shown & held
    assert not held & set(hot.current().pieces.ids.tolist())


@pytest.mark.django_db
def test_a_pin_comes_at_the_next_look_however_old_its_article(kept: None) -> None:
    build.newsroom(topics=2, each=12)
    hot.current()
    old = make.article(published_at=NOW - timedelta(days=90))
    Pin.objects.create(article=old, reason="An anniversary", since=NOW, until=NOW + timedelta(hours=1))
    served = recommend(reader_id=None, visitor="v1", now=NOW + timedelta(minutes=1), rng=Random(1))
    assert slates.cards(served)[1].article_id == old.pk


@pytest.mark.django_db
def test_a_pin_on_a_held_article_leaves_the_columns_as_they_are(kept: None) -> None:
    held = make.article(visibility=Article.Visibility.HOLD)
    Pin.objects.create(article=held, reason="An anniversary", since=NOW, until=NOW + timedelta(hours=1))
    before = hot.current()
    assert hot.current().pieces is before.pieces


@pytest.mark.django_db
def test_news_push_no_pinned_piece_out_of_a_full_window(kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MOST", 2)
    monkeypatch.setattr(load, "HOTTEST", 1)
    old = make.article(published_at=NOW - timedelta(days=90))
    Pin.objects.create(article=old, reason="An anniversary", since=NOW, until=NOW + timedelta(hours=1))
    for _ in range(4):
        make.article()
        hot.current()
    assert old.pk in hot.current().pieces.row_of


@pytest.mark.django_db
def test_a_window_that_changed_much_is_read_anew(kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MOST", 2)
    monkeypatch.setattr(keep, "MANY", 3)
    for _ in range(5):
        make.article()
        hot.current()
    assert len(hot.current().pieces.ids) < 5
