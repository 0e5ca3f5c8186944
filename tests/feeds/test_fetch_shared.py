"""Manners of several workers at one publisher, over the real Valkey."""

import asyncio
import random
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from feeds.fetch import Policy, fetch_one
from feeds.fetch.calendar import Calendar, HeldError, SharedCalendar
from feeds.fetch.client import postponed
from feeds.fetch.guard import networks
from feeds.ingest import ingest
from feeds.models import Fetch
from feeds.types import FetchRequest, Outcome
from tests import make
from tests.feeds.publisher import always, answer, by_path, publishing
from tests.make import NOW

OPEN = networks(["127.0.0.0/8"])


@pytest.fixture
def domain() -> str:
    """A domain of this test alone."""
    return f"{uuid.uuid4().hex}.example"


@pytest.fixture
def workers(cache: Any, settings: Settings) -> str:
    """Where workers meet."""
    return str(settings.CACHES["default"]["LOCATION"])


def apart(url: str, domain: str, *, spacing_s: float, visits: int = 4) -> list[float]:
    """Moments at which two workers, who know nothing of each other, ask a domain."""
    moments: list[float] = []

    async def visit(worker: SharedCalendar) -> None:
        async with worker.turn(domain, spacing_s=spacing_s):
            moments.append(asyncio.get_running_loop().time())

    async def main() -> None:
        crew = [SharedCalendar(url, per_domain=2, own=Calendar()) for _worker in range(2)]
        await asyncio.gather(*(visit(crew[number % 2]) for number in range(visits)))
        for worker in crew:
            await worker.close()

    asyncio.run(main())
    return moments


def test_requests_of_two_workers_are_spaced(workers: str, domain: str) -> None:
    moments = apart(workers, domain, spacing_s=0.1)
    assert moments[-1] - moments[0] >= 0.29


def test_two_workers_share_two_connections(workers: str, domain: str) -> None:
    taken = [0, 0]

    async def visit(worker: SharedCalendar) -> None:
        async with worker.turn(domain, spacing_s=0.0):
            taken[0] += 1
            taken[1] = max(taken)
            await asyncio.sleep(0.01)
            taken[0] -= 1

    async def main() -> None:
        crew = [SharedCalendar(workers, per_domain=2, own=Calendar()) for _worker in range(3)]
        await asyncio.gather(*(visit(crew[number % 3]) for number in range(6)))
        for worker in crew:
            await worker.close()

    asyncio.run(main())
    assert taken[1] == 2


def test_a_hold_of_one_worker_is_kept_by_the_others(workers: str, domain: str) -> None:
    async def main() -> float:
        first, second = (SharedCalendar(workers, per_domain=2, own=Calendar()) for _worker in range(2))
        await first.hold(domain, 100)
        await first.hold(domain, 5)  # a shorter one shortens nothing
        with pytest.raises(HeldError) as held:
            async with second.turn(domain, spacing_s=0):
                raise AssertionError
        await first.close()
        await second.close()
        return held.value.seconds

    assert 90 < asyncio.run(main()) <= 100


def test_without_valkey_each_worker_is_polite_alone(domain: str) -> None:
    moments = apart("redis://127.0.0.1:1/0", domain, spacing_s=0.05, visits=2)
    assert len(moments) == 2


@pytest.mark.parametrize(("status", "header"), [("429 Slow Down", "120"), ("503 Busy", "120"), ("429 Slow Down", "")])
def test_one_feed_that_is_told_to_wait_holds_its_domain(workers: str, status: str, header: str) -> None:
    busy = answer(status, Retry_After=header)
    policy = Policy(
        user_agent="Tests/1.0", allow=OPEN, paces_open=True, spacing_s=0, calendar_url=workers, connect_s=5, total_s=20
    )
    with publishing(by_path({"/busy": busy, "/other": answer(body=b"<rss/>")})) as publisher:
        assert fetch_one(FetchRequest(publisher.url + "/busy"), policy=policy).outcome == Outcome.FAILED
        other = fetch_one(FetchRequest(publisher.url + "/other"), policy=policy)
    assert (other.outcome, [request.path for request in publisher.requests]) == (Outcome.POSTPONED, ["/busy"])
    assert 100 < (other.retry_after_s or 0) <= 300


def test_an_open_network_is_not_held(workers: str) -> None:
    policy = replace(Policy(user_agent="Tests/1.0", allow=OPEN), calendar_url=workers)
    with publishing(always(answer("429 Slow Down", Retry_After="120"))) as publisher:
        outcomes = [fetch_one(FetchRequest(publisher.url), policy=policy).outcome for _visit in range(2)]
    assert outcomes == [Outcome.FAILED, Outcome.FAILED]


@pytest.mark.django_db
def test_a_postponed_feed_waits_and_nothing_is_held_against_it() -> None:
    feed = make.feed()
    result = postponed(FetchRequest(feed.url), 600)
    counts = ingest(feed, result, now=NOW, rng=random.Random(1))
    feed.refresh_from_db()
    assert (counts.postponed, counts.failed, feed.failures, Fetch.objects.count()) == (1, 0, 0, 0)
    assert timedelta(seconds=600) <= feed.next_fetch_at - NOW <= timedelta(seconds=750)
