"""Quiet hours and digests go by the clock on the reader's wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from aggregator.notifications.hours import next_digest, quiet_until

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def at(hour: int, minute: int = 0, *, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(20, 59), None),  # 21:59 in Berlin
        (at(21), at(6, day=21)),
        (at(23, 30), at(6, day=21)),  # after midnight there
        (at(5, 59, day=21), at(6, day=21)),
        (at(6, day=21), None),
    ],
)
def test_a_night_ends_in_the_morning(now: datetime, until: datetime | None) -> None:
    assert quiet_until(now, zone=BERLIN, begins=22, ends=7) == until


def test_quiet_may_reign_by_day() -> None:
    assert quiet_until(at(12), zone=BERLIN, begins=9, ends=17) == at(16)
    assert quiet_until(at(17), zone=BERLIN, begins=9, ends=17) is None


@pytest.mark.parametrize(("begins", "ends"), [(None, None), (8, 8)])
def test_who_set_no_hours_is_told_at_any(begins: int | None, ends: int | None) -> None:
    assert quiet_until(at(3), zone=BERLIN, begins=begins, ends=ends) is None


def test_a_digest_comes_at_its_hour_there() -> None:
    assert next_digest(at(5, 59), zone=BERLIN, hour=7, weekday=None) == at(6)
    assert next_digest(at(6), zone=BERLIN, hour=7, weekday=None) == at(6, day=21)
    assert next_digest(at(6), zone=NEW_YORK, hour=7, weekday=None) == at(12)


def test_a_weekly_one_comes_on_its_day() -> None:
    saturday = next_digest(at(12), zone=BERLIN, hour=7, weekday=5)  # the 20th is a Friday
    assert saturday == at(6, day=21)
    assert next_digest(saturday, zone=BERLIN, hour=7, weekday=5) == saturday + timedelta(days=7)


def test_the_hour_that_a_clock_leaves_out_in_spring_is_the_next_one() -> None:
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)  # the night of the 29th has no half past two
    assert next_digest(spring, zone=BERLIN, hour=2, weekday=None) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_hour_that_comes_twice_in_autumn_brings_one_digest() -> None:
    first = next_digest(datetime(2026, 10, 24, 12, tzinfo=UTC), zone=BERLIN, hour=2, weekday=None)
    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_digest(first, zone=BERLIN, hour=2, weekday=None) == datetime(2026, 10, 26, 1, tzinfo=UTC)
