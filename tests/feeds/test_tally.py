"""Counters that never fall: what is pruned stays counted, and nothing is counted twice."""

from datetime import timedelta

import pytest

from aggregator import retention
from feeds.models import Feed, Fetch, FetchTally
from feeds.tally import DURATIONS, SETTLED, roll, sums
from feeds.types import Trouble
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def fetched(feed: Feed, *, ago: timedelta, trouble: Trouble = Trouble.NONE, ms: int = 200) -> Fetch:
    result = Fetch.Result.FAILED if trouble else Fetch.Result.FETCHED
    times = {"fetched_at": NOW - ago, "duration_ms": ms, "read_ms": 0 if trouble else 30}
    return feed.fetches.create(result=result, trouble=trouble, new=1, size=1000, **times)


def numbers() -> dict[tuple[str, str], tuple[int, int, list[int]]]:
    return {(row.result, row.trouble): (row.fetches, row.new, list(row.durations)) for row in sums()}


def test_fetches_are_summed_by_result_and_trouble() -> None:
    feed = make.feed()
    fetched(feed, ago=timedelta(days=3)), fetched(feed, ago=timedelta(), ms=2_000)
    fetched(feed, ago=timedelta(days=2), trouble=Trouble.TIME, ms=30_000)
    assert numbers() == {
        ("fetched", ""): (2, 2, [0, 1, 1, 1, 2, 2, 2, 2]),
        ("failed", "time"): (1, 1, [0, 0, 0, 0, 0, 0, 0, 1]),
    }


def test_what_is_taken_into_the_tallies_is_counted_once() -> None:
    feed = make.feed()
    for days in range(5):
        fetched(feed, ago=timedelta(days=days))
    before = numbers()
    roll(now=NOW)
    assert FetchTally.objects.get().fetches == 4
    assert numbers() == before
    roll(now=NOW)
    roll(now=NOW + timedelta(days=1))
    assert numbers() == before


def test_counters_do_not_fall_when_rows_are_pruned() -> None:
    feed = make.feed()
    fetched(feed, ago=timedelta(days=40)), fetched(feed, ago=timedelta(days=1), trouble=Trouble.NAME)
    before = numbers()
    retention.prune(now=NOW)
    assert Fetch.objects.count() == 1
    assert numbers() == before


def test_a_row_that_is_written_late_is_counted() -> None:
    feed = make.feed()
    fetched(feed, ago=timedelta(days=1))
    roll(now=NOW)
    fetched(feed, ago=SETTLED / 2)
    assert numbers()["fetched", ""][0] == 2


def test_a_new_kind_of_trouble_begins_where_the_others_stand() -> None:
    feed = make.feed()
    fetched(feed, ago=timedelta(days=3))
    roll(now=NOW - timedelta(days=2))
    fetched(feed, ago=timedelta(days=1), trouble=Trouble.TIME)
    roll(now=NOW)
    assert set(FetchTally.objects.values_list("until", flat=True)) == {NOW - SETTLED}
    assert {key: value[0] for key, value in numbers().items()} == {("fetched", ""): 1, ("failed", "time"): 1}


def test_nothing_fetched_is_no_sums() -> None:
    roll(now=NOW)
    assert sums() == []
    assert tuple(sorted(DURATIONS)) == DURATIONS
