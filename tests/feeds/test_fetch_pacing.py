import asyncio
import time

import pytest

from feeds.fetch.calendar import Calendar, HeldError
from feeds.fetch.domains import registrable_domain
from feeds.fetch.pacing import Pacer


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"),
        ("a.b.Example.org.", "example.org"),
        ("one.tumblr.com", "tumblr.com"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("news.abc.net.au", "abc.net.au"),
        ("t.co", "t.co"),
        ("com.de", "com.de"),
        ("city.kawasaki.jp", "city.kawasaki.jp"),
        ("www.xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("one.github.io", "one.github.io"),
        ("localhost", "localhost"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_registrable_domain_is_what_somebody_registered(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_requests_to_a_domain_are_a_second_apart() -> None:
    calendar = Calendar()
    pauses = [calendar.reserve("example.org", now=100.0, spacing_s=1.0) for _request in range(3)]
    assert pauses == [0.0, 1.0, 2.0]


def test_other_domains_do_not_wait() -> None:
    calendar = Calendar()
    calendar.reserve("example.org", now=100.0, spacing_s=1.0)
    assert calendar.reserve("example.net", now=100.0, spacing_s=1.0) == 0.0


def test_a_pause_that_is_over_costs_nothing() -> None:
    calendar = Calendar()
    calendar.reserve("example.org", now=100.0, spacing_s=1.0)
    assert calendar.reserve("example.org", now=150.0, spacing_s=1.0) == 0.0


def test_a_domain_that_wants_to_be_left_alone_is() -> None:
    calendar = Calendar()
    asyncio.run(calendar.hold("example.org", 60))
    with pytest.raises(HeldError):
        calendar.reserve("example.org", now=time.monotonic(), spacing_s=1.0)
    assert calendar.reserve("example.org", now=time.monotonic() + 61, spacing_s=1.0) == 0.0
    assert calendar.reserve("example.net", now=time.monotonic(), spacing_s=1.0) == 0.0


def most_at_once(hosts: list[str], *, spaced: bool) -> int:
    """How many turns are taken at the same time."""
    pacer = Pacer(per_domain=2, spacing_s=0.0, at_once=5, calendar=Calendar())
    taken: list[int] = [0, 0]

    async def visit(host: str) -> None:
        async with pacer.turn(host, spaced=spaced):
            taken[0] += 1
            taken[1] = max(taken)
            await asyncio.sleep(0)
            taken[0] -= 1

    async def main() -> None:
        await asyncio.gather(*(visit(host) for host in hosts))

    asyncio.run(main())
    return taken[1]


def test_a_domain_gets_two_connections() -> None:
    assert most_at_once([f"{number}.example.org" for number in range(20)], spaced=True) == 2


def test_an_open_network_gets_as_many_as_there_are() -> None:
    assert most_at_once(["127.0.0.1"] * 20, spaced=False) == 5


def test_who_would_wait_too_long_in_the_line_of_a_domain_is_sent_away() -> None:
    pacer = Pacer(per_domain=2, spacing_s=1.0, at_once=5, longest_line_s=2, calendar=Calendar())

    async def visit(host: str) -> None:
        async with pacer.turn(host, spaced=True):
            await asyncio.Event().wait()

    async def main() -> list[float]:
        waiting = [asyncio.create_task(visit("example.org")) for _visitor in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(HeldError) as held:
            await visit("www.example.org")
        other = asyncio.create_task(visit("example.net"))
        await asyncio.sleep(0)
        assert not other.done()
        for task in (*waiting, other):
            task.cancel()
        return [held.value.seconds]

    assert asyncio.run(main()) == [3.0]
