import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feeds.schedule import JITTER, LONGEST, SHORTEST, next_fetch

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def wait(*, seed: int = 1, published: list[datetime] | None = None, **hints: Any) -> timedelta:
    return next_fetch(now=NOW, rng=random.Random(seed), published=published or [], **hints).at - NOW


def every(gap: timedelta, *, count: int = 30, since: timedelta = timedelta()) -> list[datetime]:
    """Entries at even distances, the last one `since` ago."""
    return [NOW - since - gap * number for number in range(count)]


def test_a_busy_feed_is_visited_every_five_minutes() -> None:
    assert wait(published=every(timedelta(minutes=2))) < SHORTEST * (1 + JITTER)


def test_a_daily_feed_is_visited_twice_a_day() -> None:
    assert timedelta(hours=12) <= wait(published=every(timedelta(days=1))) <= timedelta(hours=15)


def test_a_feed_that_fell_silent_is_visited_more_rarely() -> None:
    lively = wait(published=every(timedelta(hours=1)))
    silent = wait(published=every(timedelta(hours=1), since=timedelta(days=5)))
    assert silent > lively * 5


def test_a_feed_without_dates_is_visited_every_hour() -> None:
    assert timedelta(minutes=60) <= wait() <= timedelta(minutes=75)


def test_entries_from_the_future_say_nothing() -> None:
    assert wait(published=[NOW + timedelta(days=400)]) == wait()


def test_each_error_doubles_the_wait_until_a_day() -> None:
    waits = [wait(failures=count) for count in range(1, 12)]
    assert waits[1] == waits[0] * 2
    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST


def test_a_feed_that_always_fails_is_still_asked_again() -> None:
    assert wait(failures=1_000_000) <= LONGEST


@pytest.mark.parametrize("hint", [{"retry_after_s": 7200}, {"max_age_s": 7200}, {"ttl_minutes": 120}])
def test_a_publishers_wish_is_honoured(hint: dict[str, Any]) -> None:
    assert wait(published=every(timedelta(minutes=2)), **hint) >= timedelta(hours=2)


def test_retry_after_outweighs_the_first_backoff() -> None:
    assert wait(failures=1, retry_after_s=36_000) >= timedelta(hours=10)


@pytest.mark.parametrize("hint", [{"retry_after_s": 10**12}, {"max_age_s": 31_536_000}, {"ttl_minutes": 10**9}])
def test_no_wish_sends_us_away_for_good(hint: dict[str, Any]) -> None:
    assert wait(**hint) <= LONGEST


def test_a_wish_never_brings_a_visit_forward() -> None:
    assert wait(published=every(timedelta(days=1)), max_age_s=0, ttl_minutes=-5, retry_after_s=None) >= timedelta(
        hours=12
    )


def test_visits_are_spread_by_up_to_a_quarter() -> None:
    waits = {wait(seed=seed) / timedelta(hours=1) for seed in range(50)}
    assert len(waits) == 50
    assert 1 <= min(waits) < 1.05
    assert 1.2 < max(waits) <= 1 + JITTER


def test_hours_to_skip_are_slept_through() -> None:
    for seed in range(20):
        visit = NOW + wait(seed=seed, published=every(timedelta(minutes=2)), skip_hours=(12, 13))
        assert visit.hour == 14
        assert visit.minute <= 15


def test_days_to_skip_are_slept_through() -> None:
    visit = NOW + wait(published=every(timedelta(days=1)), skip_days=(4, 5, 6))  # NOW is a Friday
    assert (visit.weekday(), visit.hour) == (0, 0)


def test_a_feed_that_wants_no_visit_ever_is_visited_all_the_same() -> None:
    assert wait(skip_hours=tuple(range(24))) == wait() == wait(skip_days=tuple(range(7)))


def test_the_reason_is_a_sentence() -> None:
    assert "every 2 min" in next_fetch(now=NOW, rng=random.Random(1), published=every(timedelta(minutes=2))).reason
