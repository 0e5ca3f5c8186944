"""What is learnt of a reader: it fades, it can be looked at, forgotten and reset."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.models import Article, Topic
from ranking import params, profiles
from ranking.events import record
from ranking.models import Event
from ranking.profiles import learning
from ranking.types import Direction
from tests import make
from tests.ranking import build

NOW = build.NOW
numbers = st.floats(-1, 1)


@given(st.lists(numbers, min_size=3, max_size=3), st.lists(numbers, min_size=3, max_size=3), st.floats(0.1, 5))
def test_what_is_added_to_a_mean_can_be_taken_back(mean: list[float], vector: list[float], weight: float) -> None:
    added, mass = learning.moved(mean, 2.0, vector, weight)
    back, left = learning.moved(added, mass, vector, -weight)
    assert left == pytest.approx(2.0)
    assert back == pytest.approx(mean, abs=1e-6)


def test_a_mean_of_another_encoder_starts_anew() -> None:
    assert learning.moved([1.0, 2.0], 5.0, [3.0, 4.0, 5.0], 1.0) == ([3.0, 4.0, 5.0], 1.0)


def test_counts_never_fall_below_zero() -> None:
    assert learning.added({}, "1", {"clicks": 1}, -1.0)["1"]["clicks"] == 0


def read(reader_id: int, article_id: int, *, days: float = 0, kind: Event.Kind = Event.Kind.PLAY) -> None:
    record(kind, article_id=article_id, reader_id=reader_id, now=NOW + timedelta(days=days))


@pytest.mark.django_db
def test_interest_halves_in_two_weeks() -> None:
    build.newsroom(topics=1, each=1)
    ada, topic = make.reader(), Topic.objects.get(slug="subject-0")
    read(ada.pk, build.newest(topic.pk, 1)[0])
    assert profiles.taste(ada.pk, now=NOW + timedelta(days=14)).topics[topic.pk].clicks == pytest.approx(0.5)


@pytest.mark.django_db
def test_the_short_interest_turns_faster_than_the_long_one() -> None:
    first, second = build.newsroom(topics=2, each=3)
    ada = make.reader()
    for article in build.newest(first.pk, 3):
        read(ada.pk, article)
    read(ada.pk, build.newest(second.pk, 1)[0], days=3)
    taste = profiles.taste(ada.pk)
    new = learning.unit(build.vectors(1, 3)[0].tolist())
    assert taste.long is not None
    assert taste.short is not None
    assert new is not None
    assert _dot(taste.short, new) > 0.9 > _dot(taste.long, new)


def _dot(one: Direction, other: Direction) -> float:
    return float(np.dot(one, other))


@pytest.mark.django_db
def test_a_reader_sees_what_is_believed_and_can_have_a_topic_forgotten() -> None:
    first, second = build.newsroom(topics=2, each=3)
    ada = make.reader()
    for topic in (first, second):
        for article in build.newest(topic.pk, 2):
            read(ada.pk, article)
    assert {first, second} <= {it.subject for it in profiles.what_it_believes(ada.pk)}
    profiles.forget(ada.pk, f"topic-{first.pk}", now=NOW + timedelta(hours=1))
    taste = profiles.taste(ada.pk)
    assert [it.subject for it in profiles.what_it_believes(ada.pk) if it.kind == "topic"] == [second]
    assert taste.long is not None
    old = learning.unit(build.vectors(0, 3)[0].tolist())
    assert old is not None
    assert _dot(taste.long, old) < 0.2


@pytest.mark.django_db
def test_a_forgotten_topic_does_not_return_with_the_next_one() -> None:
    first, second = build.newsroom(topics=2, each=2)
    ada = make.reader()
    for topic in (first, second):
        read(ada.pk, build.newest(topic.pk, 1)[0])
    for topic in (first, second):
        profiles.forget(ada.pk, f"topic-{topic.pk}", now=NOW + timedelta(hours=1))
    assert profiles.taste(ada.pk).long is None
    assert profiles.taste(ada.pk).recent == ()


@pytest.mark.django_db
def test_reset_forgets_everything_but_the_horizon() -> None:
    build.newsroom(topics=1, each=1)
    ada = make.reader()
    read(ada.pk, build.newest(Topic.objects.get(slug="subject-0").pk, 1)[0])
    profiles.set_horizon(ada.pk, 0.9)
    profiles.reset(ada.pk, now=NOW)
    taste = profiles.taste(ada.pk)
    assert (taste.long, taste.topics, taste.authors, taste.events, taste.horizon) == (None, {}, {}, 0, 0.9)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_horizon_beyond_its_scale_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        profiles.set_horizon(make.reader().pk, value)


def test_nothing_is_known_of_a_stranger() -> None:
    assert profiles.taste(None).long is None


@pytest.mark.django_db
def test_a_taste_costs_four_queries(django_assert_num_queries: pytest.FixtureRequest) -> None:
    build.newsroom(topics=1, each=5)
    ada = make.reader()
    for article in build.newest(Topic.objects.get(slug="subject-0").pk, 5):
        read(ada.pk, article)
    with django_assert_num_queries(4):  # type: ignore[operator]  # pytest-django's own fixture
        profiles.taste(ada.pk, now=NOW)


@pytest.mark.django_db
def test_more_of_a_topic_counts_at_once_does_not_fade_and_is_taken_back() -> None:
    first, second = build.newsroom(topics=2, each=2)
    ada = make.reader()
    key = f"topic-{second.pk}"
    read(ada.pk, build.newest(first.pk, 1)[0])
    profiles.boost(ada.pk, key, wanted=True)
    assert profiles.what_it_believes(ada.pk)[0].key == key
    later = profiles.taste(ada.pk, now=NOW + timedelta(days=300))
    assert later.topics[second.pk].clicks == params.BOOST_CLICKS
    profiles.boost(ada.pk, key, wanted=False)
    assert second.pk not in profiles.taste(ada.pk).topics


@pytest.mark.django_db
def test_a_feed_is_boosted_and_forgotten_like_a_topic() -> None:
    build.newsroom(topics=1, each=1)
    ada, article = make.reader(), Article.objects.get()
    read(ada.pk, article.pk)
    key = f"feed-{article.feed_id}"
    profiles.boost(ada.pk, key, wanted=True)
    assert profiles.taste(ada.pk).authors[key].clicks > params.BOOST_CLICKS
    profiles.forget(ada.pk, key, now=NOW + timedelta(hours=1))
    assert key not in profiles.taste(ada.pk).authors
    assert profiles.taste(ada.pk).long is None


@pytest.mark.parametrize("key", ["", "topic-0", "topic-x", "topic-999999", "feed-1;", "nobody-1", "topic-" + "9" * 40])
@pytest.mark.django_db
def test_what_is_not_there_cannot_be_boosted(key: str) -> None:
    with pytest.raises(profiles.BeliefError):
        profiles.boost(make.reader().pk, key, wanted=True)


@pytest.mark.django_db
def test_what_was_forgotten_comes_back_as_it_was() -> None:
    build.newsroom(topics=1, each=1)
    ada, article = make.reader(), Article.objects.get()
    read(ada.pk, article.pk)
    before = profiles.remembered(ada.pk)
    profiles.reset(ada.pk, now=NOW + timedelta(hours=1))
    profiles.bring_back(ada.pk, before)
    assert profiles.remembered(ada.pk) == before


@pytest.mark.django_db
def test_nothing_is_learnt_of_a_private_act_now_or_when_all_is_learnt_anew() -> None:
    first, _second = build.newsroom(topics=2, each=2)
    ada, article_id = make.reader(), build.newest(first.pk, 1)[0]
    record("save", article_id=article_id, reader_id=ada.pk, now=NOW, is_private=True)
    assert profiles.what_it_believes(ada.pk) == []
    profiles.forget(ada.pk, "topic-999", now=NOW + timedelta(hours=1))
    assert profiles.taste(ada.pk).long is None
    record("unsave", article_id=article_id, reader_id=ada.pk, now=NOW + timedelta(hours=2))
    assert profiles.what_it_believes(ada.pk) == []
