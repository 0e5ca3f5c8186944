"""Rhythm, times and reasons, as sentences."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from feeds.health.plan import busy, plan, published
from feeds.health.rhythm import DAYS, rhythm
from feeds.health.spoken import moment, span
from feeds.types import Because
from tests.make import NOW

LONG_AGO = NOW - timedelta(days=400)


def every(gap: timedelta, *, count: int) -> list[datetime]:
    return [NOW - gap * number for number in range(count)]


def test_thirty_days_are_counted_today_last() -> None:
    found = rhythm(every(timedelta(days=1), count=3), now=NOW, known_since=LONG_AGO)
    assert len(found.days) == DAYS
    assert [count for _day, count in found.days[-4:]] == [0, 1, 1, 1]
    assert (found.days[-1][0], found.total, found.most) == (NOW.date(), 3, 1)


@pytest.mark.parametrize(
    ("gap", "count", "words"),
    [
        (timedelta(hours=2), 360, "about 12 articles a day"),
        (timedelta(days=1), 30, "about one article a day"),
        (timedelta(days=2), 15, "about 4 articles a week"),
        (timedelta(days=10), 3, "3 articles in the last 30 days"),
        (timedelta(days=1), 1, "one article in the last 30 days"),
        (timedelta(days=1), 0, "nothing in the last 30 days"),
    ],
)
def test_how_much_a_feed_publishes_is_said_in_the_unit_that_fits(gap: timedelta, count: int, words: str) -> None:
    assert published(rhythm(every(gap, count=count), now=NOW, known_since=LONG_AGO)) == words


def test_a_feed_of_two_days_is_not_called_slow() -> None:
    found = rhythm(every(timedelta(hours=4), count=12), now=NOW, known_since=NOW - timedelta(days=2))
    assert published(found) == "about 6 articles a day"


def test_the_busy_hours_are_found_over_midnight() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    moments = [late - timedelta(days=n) for n in range(10)] + [late - timedelta(days=n, hours=-1) for n in range(10)]
    found = rhythm(moments, now=NOW, known_since=LONG_AGO)
    assert found.busy == (23, 1)
    assert busy(found) == "most between 11 p.m. and 1 a.m."


def test_a_feed_that_publishes_around_the_clock_has_no_busy_hours() -> None:
    assert busy(rhythm(every(timedelta(hours=1), count=200), now=NOW, known_since=LONG_AGO)) == ""
    assert busy(rhythm(every(timedelta(days=1), count=3), now=NOW, known_since=LONG_AGO)) == ""


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW - timedelta(hours=1), "11 a.m."),
        (NOW - timedelta(days=1), "yesterday"),
        (NOW - timedelta(days=3), "Tuesday"),
        (NOW - timedelta(days=7), "13 November"),
        (NOW - timedelta(days=400), "16 October 2025"),
    ],
)
def test_a_moment_is_said_in_the_fewest_words(at: datetime, words: str) -> None:
    with timezone.override(UTC):
        assert moment(at, now=NOW) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=40), "a minute"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(hours=6), "6 hours"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_a_span_is_said_in_the_largest_unit_that_says_enough(length: timedelta, words: str) -> None:
    assert span(length) == words


def test_the_plan_says_what_speaks_for_the_next_time() -> None:
    busy_feed = rhythm(every(timedelta(hours=2), count=360), now=NOW, known_since=LONG_AGO)
    later = NOW + timedelta(minutes=45)
    said = plan(because=Because.RHYTHM, last_at=NOW, next_at=later, rhythm=busy_feed, ttl_minutes=30)
    assert said == (
        "45 minutes after the last fetch: that is how often it publishes; about 12 articles a day;"
        " it asks for at least 30 minutes (ttl)."
    )


@pytest.mark.parametrize("because", list(Because))
def test_every_reason_has_its_words(because: Because) -> None:
    none = rhythm([], now=NOW, known_since=LONG_AGO)
    said = plan(because=because, last_at=NOW, next_at=NOW + timedelta(hours=1), rhythm=none, ttl_minutes=None)
    assert said.startswith("60 minutes after the last fetch")
    assert (": " in said) == bool(because)
