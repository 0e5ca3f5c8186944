"""Acts: counted once, refused with a sentence, learnt from in the same transaction, taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import OperationalError, connection, transaction

from aggregator.accounts.models import User
from feeds.models import Article
from ranking import profiles
from ranking import slate as slates
from ranking.events import EventRefusedError, record, record_beacon
from ranking.models import ArticleStats, Event, Impression, Profile, Slate
from ranking.recommend import recommend
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = build.NOW
KIND = Event.Kind


@pytest.fixture
def ada() -> User:
    return make.reader()


@pytest.fixture
def card(ada: User) -> Impression:
    """One article on science, on Ada's page."""
    build.embed(make.article(topic=make.topic("science")), build.vectors(1, 1)[0])
    return slates.cards(recommend(reader_id=ada.pk, visitor="", now=NOW, rng=Random(1)))[0]


def act(kind: str, card: Impression, reader: User | None, *, minutes: float = 1, value: float = 1.0) -> Event | None:
    return record(
        kind,
        article_id=card.article_id,
        reader_id=None if reader is None else reader.pk,
        impression_id=card.pk,
        value=value,
        now=NOW + timedelta(minutes=minutes),
    )


def stats(card: Impression) -> ArticleStats:
    return ArticleStats.objects.get(pk=card.article_id)


def test_opening_a_card_counts_and_teaches(ada: User, card: Impression) -> None:
    assert act(KIND.PLAY, card, ada)
    taste = profiles.taste(ada.pk)
    assert (stats(card).plays, stats(card).views) == (1, 1)
    assert taste.topics[card.article.topic_id or 0].clicks == 1
    assert taste.authors[f"feed-{card.article.feed_id}"].clicks == 1
    assert taste.long is not None
    assert len(taste.recent) == 1


def test_a_replayed_act_is_none_and_counts_nothing(ada: User, card: Impression) -> None:
    act(KIND.PLAY, card, ada)
    before = Profile.objects.values().get(pk=ada.pk)
    assert act(KIND.PLAY, card, ada, minutes=2) is None
    assert stats(card).plays == 1
    assert Profile.objects.values().get(pk=ada.pk) == before


def test_a_like_taken_back_leaves_nothing_behind(ada: User, card: Impression) -> None:
    act(KIND.LIKE, card, ada)
    assert stats(card).likes == 1
    act(KIND.UNLIKE, card, ada)
    assert stats(card).likes == 0
    taste = profiles.taste(ada.pk)
    assert taste.long is None
    assert taste.topics.get(card.article.topic_id or 0) is None or taste.topics[card.article.topic_id or 0].clicks == 0


def test_a_like_may_be_given_again(ada: User, card: Impression) -> None:
    for kind in (KIND.LIKE, KIND.UNLIKE, KIND.LIKE):
        assert act(kind, card, ada)
    assert stats(card).likes == 1


def test_ten_thousand_likes_of_one_account_heat_once(ada: User, card: Impression) -> None:
    for n in range(20):
        act(KIND.LIKE, card, ada, minutes=0)
        act(KIND.UNLIKE, card, ada, minutes=0)
        act(KIND.LIKE, card, ada, minutes=n / 1000)
    assert stats(card).likes == 1
    assert stats(card).heat == pytest.approx(2.0, abs=0.01)


def test_taking_back_what_was_never_done_is_none(ada: User, card: Impression) -> None:
    assert act(KIND.UNLIKE, card, ada) is None
    assert not ArticleStats.objects.exists()


def test_a_hide_teaches_and_unhide_takes_it_back(ada: User, card: Impression) -> None:
    topic = card.article.topic_id or 0
    act(KIND.HIDE, card, ada)
    hidden = profiles.taste(ada.pk).topics[topic]
    assert (hidden.misses, hidden.hides) == (5, 1)
    act(KIND.UNHIDE, card, ada)
    assert topic not in profiles.taste(ada.pk, now=NOW + timedelta(minutes=9)).topics
    again = recommend(reader_id=ada.pk, visitor="", now=NOW + timedelta(minutes=20), rng=Random(1))
    assert [it.article_id for it in slates.cards(again)] == [card.article_id]


def test_dwell_counts_what_is_new_of_it(ada: User, card: Impression) -> None:
    for value in (10.0, 25.0, 25.0, 20.0):
        act(KIND.DWELL, card, ada, value=value)
    assert (stats(card).dwells, stats(card).dwell_s) == (1, 25.0)


def test_dwell_is_capped_at_two_minutes(ada: User, card: Impression) -> None:
    event = act(KIND.DWELL, card, ada, value=4000)
    assert event is not None
    assert event.value == 120


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), 1e9])
def test_absurd_dwell_is_refused(ada: User, card: Impression, value: float) -> None:
    with pytest.raises(EventRefusedError, match="number of seconds"):
        act(KIND.DWELL, card, ada, value=value)
    assert not Event.objects.exists()


def test_an_unknown_article_or_kind_is_refused(ada: User, card: Impression) -> None:
    with pytest.raises(EventRefusedError, match="no such article"):
        record(KIND.PLAY, article_id=10**6, reader_id=ada.pk, now=NOW)
    with pytest.raises(EventRefusedError, match="no event"):
        act("applaud", card, ada)


def test_a_held_article_is_refused(ada: User) -> None:
    held = make.article(visibility=Article.Visibility.HOLD)
    with pytest.raises(EventRefusedError, match="not shown"):
        record(KIND.PLAY, article_id=held.pk, reader_id=ada.pk, now=NOW)


def test_the_impression_of_somebody_else_is_refused(card: Impression) -> None:
    with pytest.raises(EventRefusedError, match="somebody else"):
        act(KIND.PLAY, card, make.reader("Eve"))
    with pytest.raises(EventRefusedError, match="somebody else"):
        act(KIND.PLAY, card, None)


def test_the_impression_of_another_article_is_refused(ada: User, card: Impression) -> None:
    with pytest.raises(EventRefusedError, match="another article"):
        record(KIND.PLAY, article_id=make.article().pk, reader_id=ada.pk, impression_id=card.pk, now=NOW)


def test_a_strangers_click_counts_by_impression_and_heats_half() -> None:
    make.article()
    card = slates.cards(recommend(reader_id=None, visitor="v1", now=NOW, rng=Random(1)))[0]
    assert act(KIND.PLAY, card, None)
    assert act(KIND.PLAY, card, None) is None
    assert stats(card).heat == pytest.approx(0.5)
    assert record(KIND.PLAY, article_id=card.article_id, reader_id=None, now=NOW) is None


@pytest.mark.django_db(transaction=True)
def test_a_stranger_who_opens_a_card_holds_the_page_so_that_its_view_is_not_told_twice() -> None:
    make.article()
    card = slates.cards(recommend(reader_id=None, visitor="v1", now=NOW, rng=Random(1)))[0]
    with transaction.atomic(), ThreadPoolExecutor(1) as other:
        assert act(KIND.PLAY, card, None)
        with pytest.raises(OperationalError):
            other.submit(_held_elsewhere).result()
    assert record_beacon([card.pk], reader_id=None, visitor="v1", now=NOW) == 0


def _held_elsewhere() -> None:
    try:
        with transaction.atomic():
            Slate.objects.select_for_update(nowait=True).get()
    finally:
        connection.close()


def test_creators_do_not_heat_their_own_pieces() -> None:
    cleo = make.creator()
    article = make.article(creator=cleo)
    record(KIND.PLAY, article_id=article.pk, reader_id=cleo.pk, now=NOW)
    assert not ArticleStats.objects.exists()


def test_creators_add_no_views_to_their_own_pieces() -> None:
    cleo = make.creator()
    for topic in ("science", "sport"):
        make.article(creator=cleo, topic=make.topic(topic))
    opened, seen = slates.cards(recommend(reader_id=cleo.pk, visitor="", now=NOW, rng=Random(1)))
    assert act(KIND.PLAY, opened, cleo)
    assert record_beacon([seen.pk], reader_id=cleo.pk, visitor="", now=NOW) == 1
    assert not ArticleStats.objects.exists()


def test_heat_halves_in_six_hours_and_trend_keeps_the_order(ada: User, card: Impression) -> None:
    act(KIND.PLAY, card, ada, minutes=0)
    other = make.article()
    for n in range(2):
        record(KIND.PLAY, article_id=other.pk, reader_id=make.reader(f"R{n}").pk, now=NOW - timedelta(hours=12))
    act(KIND.SAVE, card, ada, minutes=360)
    assert stats(card).heat == pytest.approx(0.5 + 1.5)
    assert [it.pk for it in ArticleStats.objects.hottest()] == [card.article_id, other.pk]
