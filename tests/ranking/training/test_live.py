"""The learner: an act moves the heads at the next tick, a miss when its page is over, nothing twice."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import connection, transaction
from django.test import Client

from feeds.models import ModelVersion
from ranking import events, params, recommend, versions
from ranking import slate as slates
from ranking.heads import shape
from ranking.heads.online import OnlineHeads
from ranking.management.commands.learn import ticked
from ranking.models import Event, Impression, LiveHeads, Slate, Taught
from ranking.training import live
from ranking.training.dataset import OVER
from ranking.training.live import MOST_A_READER, Learner, restored, switch
from tests import make
from tests.ranking import build
from tests.ranking.training import history

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + OVER + timedelta(seconds=10)


@pytest.fixture
def learner() -> Learner:
    """A learner that looked at the site before anything happened there."""
    build.newsroom(topics=3, each=8)
    found = Learner()
    found.tick(now=NOW)
    return found


def page(visitor: str = "v", *, now: datetime = NOW) -> list[Impression]:
    """A page for a stranger, all of it looked at."""
    slate = recommend.recommend(reader_id=None, visitor=visitor, now=now, rng=random.Random(1))
    cards = slates.cards(slate)
    events.record_beacon([it.pk for it in cards], reader_id=None, visitor=visitor, now=now)
    return cards


def act(kind: Event.Kind, card: Impression, *, visitor: str = "v", now: datetime = NOW, value: float = 1.0) -> None:
    events.record(
        kind,
        article_id=card.article_id,
        reader_id=None,
        impression_id=card.pk,
        value=value,
        now=now,
        visitor=visitor,
    )


def bias(head: str = "p_play") -> float:
    return float(versions.in_force().weights[shape.BIAS, shape.NAMES.index(head)])


def test_an_opening_moves_the_heads_of_the_next_page(learner: Learner) -> None:
    before = bias()
    act(Event.Kind.PLAY, page()[0])
    assert learner.tick(now=NOW) == 1
    assert bias() > before
    assert versions.in_force().version == f"{params.HEADS_VERSION}+1"


def test_what_was_passed_over_counts_after_a_minute(learner: Learner) -> None:
    before, cards = bias(), page()
    assert learner.tick(now=NOW) == 0
    assert learner.tick(now=LATER) == len(cards)
    assert bias() < before


def test_what_was_passed_over_counts_at_once_when_the_next_page_is_looked_at(learner: Learner) -> None:
    cards = page()
    learner.tick(now=NOW)
    page(now=NOW + timedelta(seconds=5))
    assert learner.tick(now=NOW + timedelta(seconds=5)) == len(cards)


def test_the_page_of_another_stranger_ends_nothing(learner: Learner) -> None:
    page("v")
    learner.tick(now=NOW)
    page("w", now=NOW + timedelta(seconds=5))
    assert learner.tick(now=NOW + timedelta(seconds=5)) == 0


def test_nothing_is_learnt_twice(learner: Learner) -> None:
    act(Event.Kind.PLAY, page()[0])
    learner.tick(now=NOW)
    assert learner.tick(now=NOW) == 0
    assert Learner().tick(now=NOW) == 0  # a learner that was started again reads the last seconds again
    learner.tick(now=LATER)
    weights = LiveHeads.objects.get().weights
    assert learner.tick(now=LATER + OVER) == 0
    assert LiveHeads.objects.get().weights == weights


def test_a_like_after_the_page_was_over_takes_its_miss_back(learner: Learner) -> None:
    cards = page()
    act(Event.Kind.PLAY, cards[0])
    learner.tick(now=NOW)
    learner.tick(now=LATER)
    missed = bias("p_like")
    act(Event.Kind.LIKE, cards[0], now=LATER)
    assert learner.tick(now=LATER) == 1
    assert bias("p_like") > missed


def test_reading_long_and_coming_straight_back_are_learnt(learner: Learner) -> None:
    cards, before = page(), bias("p_quick_back")
    for card, seconds in zip(cards[:2], (2, 119), strict=True):
        act(Event.Kind.PLAY, card)
        act(Event.Kind.DWELL, card, value=seconds)
    learner.tick(now=NOW)
    taught = Taught.objects.get().labels["slots"]
    assert [taught[str(it.slot)][shape.QUICK_BACK] for it in cards[:2]] == [1.0, 0.0]
    assert bias("p_quick_back") > before


def test_the_learner_learns_what_the_pure_heads_learn_from_the_same_page(learner: Learner) -> None:
    cards = page()
    act(Event.Kind.PLAY, cards[3])
    learner.tick(now=NOW)
    alone = OnlineHeads()
    labels = [[1.0 if name == "p_play" else float("nan") for name in shape.NAMES]]
    alone.learn([cards[3].features], np.array(labels), slots=[cards[3].slot])
    assert restored(LiveHeads.objects.get()).weights == pytest.approx(alone.weights, abs=1e-5)


def test_a_version_that_comes_into_force_starts_the_learning_anew(learner: Learner) -> None:
    act(Event.Kind.PLAY, page()[0])
    learner.tick(now=NOW)
    heads, slots = shape.to_words(shape.prior())
    report = {"heads": heads, "slots": slots}
    ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name="heads-9", report=report, is_active=True)
    learner.tick(now=NOW)
    assert LiveHeads.objects.get().anchor == "heads-9"
    assert LiveHeads.objects.get().lessons == 0


def test_a_learner_that_is_switched_off_learns_nothing(learner: Learner) -> None:
    LiveHeads.objects.update(is_learning=False)
    act(Event.Kind.PLAY, page()[0])
    assert learner.tick(now=NOW) == 0
    assert versions.in_force().version == params.HEADS_VERSION


def test_what_was_done_while_it_was_off_is_not_learnt_when_it_goes_on(learner: Learner) -> None:
    assert switch(is_on=False)
    act(Event.Kind.PLAY, page()[0])
    assert switch(is_on=True)
    assert (learner.tick(now=NOW), learner.tick(now=LATER)) == (0, 0)
    act(Event.Kind.PLAY, page("w")[0], visitor="w")
    assert learner.tick(now=NOW) == 1


def test_switching_to_what_it_is_already_changes_nothing(learner: Learner) -> None:
    act(Event.Kind.PLAY, page()[0])
    assert not switch(is_on=True)
    assert learner.tick(now=NOW) == 1


def test_what_a_learner_missed_is_learnt_a_batch_a_tick(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "AT_ONCE", 15)  # a page is 20 views
    for visitor in ("v", "w"):
        act(Event.Kind.PLAY, page(visitor)[0], visitor=visitor)
    taught = [learner.tick(now=NOW) for _ in range(4)]
    assert taught == [1, 1, 0, 0]  # one batch of both pages would be [2, 0, 0, 0]


def test_a_state_that_cannot_be_read_starts_from_the_anchor(learner: Learner) -> None:
    LiveHeads.objects.update(weights={"lost": 1})
    act(Event.Kind.PLAY, page()[0])
    assert learner.tick(now=NOW) == 1
    assert bias() > shape.prior()[shape.BIAS, shape.PLAY]


def test_an_event_over_http_is_in_the_heads_at_the_next_tick(learner: Learner, client: Client) -> None:
    client.get("/")
    card = Impression.objects.filter(slate=Slate.objects.get()).order_by("slot")[0]
    client.get(f"/articles/{card.article_id}/?i={card.pk}")
    assert learner.tick(now=NOW) == Event.objects.filter(kind=Event.Kind.PLAY).count() == 1


def test_one_reader_who_acts_all_hour_moves_the_heads_by_a_bounded_number_of_lessons(learner: Learner) -> None:
    history.lived(80, until=NOW, days=0.01, strangers=1)  # 1,600 places of one stranger
    learner.tick(now=NOW)
    assert LiveHeads.objects.get().lessons <= MOST_A_READER


@pytest.mark.django_db(transaction=True)
def test_a_second_learner_beside_the_first_finds_the_row_taken() -> None:
    Learner().tick(now=NOW)
    with transaction.atomic():
        LiveHeads.objects.select_for_update().get()
        with ThreadPoolExecutor(1) as other:
            assert other.submit(_tick_elsewhere).result() == 0


def _tick_elsewhere() -> int:
    try:
        return Learner().tick(now=NOW)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_deleted_in_the_middle_of_a_tick_stops_nobody(learner: Learner) -> None:
    kept, gone = page("v"), page("w")
    act(Event.Kind.PLAY, kept[0])
    act(Event.Kind.PLAY, gone[0], visitor="w")

    def deleted_meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  Django's signature
        if "INSERT INTO" in sql and Taught._meta.db_table in sql:
            with ThreadPoolExecutor(1) as elsewhere:
                elsewhere.submit(_delete, gone[0].slate_id).result()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(deleted_meanwhile):
        assert not ticked(learner)
    assert ticked(learner)
    assert list(Taught.objects.values_list("slate", flat=True)) == [kept[0].slate_id]


def _delete(slate_id: UUID) -> None:
    """By another connection, as when an account goes."""
    Slate.objects.filter(pk=slate_id).delete()
    connection.close()
