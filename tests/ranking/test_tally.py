"""Rolled or read row by row, the operator's figures are the same; an hour counts once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from ranking import recommend, tally
from ranking.models import DayTally, Event, Impression, PlaceTally, PublisherTally, Slate, Tallied
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 20, 15, 20, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SINCE = (NOW - 5 * DAY).date()


def served(reader_id: int | None, at: datetime, *, seed: int = 1) -> list[Impression]:
    """A page of the newsroom, served at this time."""
    page = recommend.recommend(reader_id=reader_id, visitor="" if reader_id else "v", now=make.NOW, rng=Random(seed))
    Slate.objects.filter(pk=page.pk).update(served_at=at)
    return list(page.impressions.order_by("slot"))


def act(card: Impression, kind: str, at: datetime, *, reader_id: int | None = None, value: float = 1.0) -> None:
    Event.objects.create(
        impression=card, article_id=card.article_id, reader_id=reader_id, kind=kind, value=value, happened_at=at
    )


def lived() -> None:
    """Ada on three days, Ben on two, each looking at some cards, opening one, reading it in two sittings."""
    build.newsroom(topics=3, each=8, feeds=5)
    ada, ben = make.reader().pk, make.reader("Ben").pk
    for n, (who, at) in enumerate(
        [
            (ada, NOW - 3 * DAY),
            (ben, NOW - 3 * DAY),
            (ada, NOW - 2 * DAY),
            (ada, NOW - 40 * HOUR),
            (ben, NOW - HOUR / 2),
        ]
    ):
        cards = served(who, at, seed=n)
        for card in cards[: 4 + n]:
            act(card, "view", at + HOUR / 4, reader_id=who)
        act(cards[n], "play", at + HOUR / 3, reader_id=who)
        act(cards[n], "dwell", at + HOUR / 3, reader_id=who, value=20)
        act(cards[n], "dwell", min(NOW, at + 2 * HOUR), reader_id=who, value=50)
        act(cards[0], "hide", at + HOUR / 3, reader_id=who)


def looked_at() -> dict[date, tuple[object, ...]]:
    """All sums by day; of numbers that are added in another order, six decimals."""
    return {
        day: (_rounded(it.of_day), _rounded(it.terms), _rounded(it.predictions), it.places, it.publishers)
        for day, it in tally.days(since=SINCE, now=NOW).items()
    }


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: round(it, 6) for name, it in numbers.items()}


def test_rolled_figures_are_those_of_the_rows() -> None:
    lived()
    raw, came = looked_at(), tally.visits(since=SINCE, now=NOW)
    assert tally.roll(now=NOW) > 3 * 23
    assert looked_at() == raw
    assert tally.visits(since=SINCE, now=NOW) == came
    assert len(raw) == 4


def test_what_comes_after_the_roll_is_counted_with_it() -> None:
    lived()
    tally.roll(now=NOW)
    before = tally.together(tally.days(since=SINCE, now=NOW).values())
    act(served(None, NOW - timedelta(minutes=1))[0], "view", NOW)
    after = tally.together(tally.days(since=SINCE, now=NOW).values())
    assert sum(it.viewed for it in after.places.values()) == sum(it.viewed for it in before.places.values()) + 1
    assert after.of_day["pages"] == before.of_day["pages"] + 1


def test_a_second_roll_adds_nothing() -> None:
    lived()
    tally.roll(now=NOW)
    rows = (list(DayTally.objects.values()), list(PublisherTally.objects.order_by("pk").values()))
    assert tally.roll(now=NOW) == 0
    assert (list(DayTally.objects.values()), list(PublisherTally.objects.order_by("pk").values())) == rows


def test_an_hour_is_rolled_when_it_is_over_and_settled() -> None:
    lived()
    tally.roll(now=NOW.replace(minute=4))
    assert Tallied.objects.get().until == NOW.replace(hour=14, minute=0)
    assert tally.roll(now=NOW.replace(minute=6)) == 1


def test_time_read_in_two_hours_is_not_told_twice() -> None:
    build.newsroom(topics=1, each=2)
    ada = make.reader().pk
    card = served(ada, NOW - 3 * HOUR)[0]
    act(card, "dwell", NOW - 3 * HOUR, reader_id=ada, value=20)
    tally.roll(now=NOW - HOUR)
    act(card, "dwell", NOW, reader_id=ada, value=50)
    assert tally.together(tally.days(since=SINCE, now=NOW).values()).of_day["seconds"] == 50


def test_a_day_knows_its_readers_when_it_is_over_and_who_came_back_a_day_later() -> None:
    build.newsroom(topics=1, each=2)
    ada, ben = make.reader().pk, make.reader("Ben").pk
    for who, ago in ((ada, 2), (ben, 2), (ada, 1)):
        served(who, NOW - ago * DAY)
    tally.roll(now=NOW)
    rows = DayTally.objects.order_by("day").values_list("readers", "came_back")
    assert list(rows) == [(2, 1), (1, None)]
    assert list(tally.visits(since=SINCE, now=NOW).values()) == [(2, 1), (1, None)]


def test_a_page_of_two_topics_alike_is_as_varied_as_two() -> None:
    build.newsroom(topics=2, each=2, feeds=1)
    served(None, NOW - HOUR)
    of_day = tally.together(tally.days(since=SINCE, now=NOW).values()).of_day
    assert (of_day["topics"], of_day["authors"]) == (2, 1)
    assert of_day["effective_topics"] == pytest.approx(2)


def test_opened_counts_those_that_were_seen() -> None:
    build.newsroom(topics=1, each=3)
    first, second, *_ = served(None, NOW - HOUR)
    act(first, "view", NOW)
    act(first, "play", NOW)
    act(second, "play", NOW)
    tally.roll(now=NOW + HOUR)
    assert sum(PlaceTally.objects.values_list("opened", flat=True)) == 1


def test_intervals_are_worked_out_once_an_hour() -> None:
    build.newsroom(topics=2, each=10)
    for n in range(3):
        for card in served(make.reader(f"Reader {n}").pk, NOW - HOUR, seed=n):
            act(card, "view", NOW - HOUR)
    tally.roll(now=NOW)
    tally.keep(NOW)
    rate = tally.rates(NOW)["personal"]
    assert (rate.value, rate.low, rate.high) == (0, 0, 0)
    Event.objects.all().delete()
    assert tally.rates(NOW)["personal"] == rate


def test_an_empty_site_has_no_figures_and_rolls_without_harm() -> None:
    assert tally.days(since=SINCE, now=NOW) == {}
    assert tally.roll(now=NOW) == 0
    assert tally.visits(since=SINCE, now=NOW) == {}
