"""robots.txt: what it forbids, what its absence means, and that it is asked for once a day."""

from dataclasses import replace
from typing import Any

import pytest
from pytest_django import Settings

from feeds.limited import Limits
from feeds.permits import Permit, permits
from feeds.robots import JUDGE, MOST, UnreadableError, judge, judge_limited
from tests.feeds.publisher import Publisher, always, answer, by_path, publishing

US = "Broadsheet"


@pytest.fixture(autouse=True)
def loopback(settings: Settings, cache: Any) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


def said(rules: bytes | str, *, status: str = "200 OK") -> Permit:
    """The permit for /news/1 of a site with this robots.txt."""
    body = rules if isinstance(rules, bytes) else rules.encode()
    with publishing(by_path({"/robots.txt": answer(status, body)})) as publisher:
        return asked(publisher)


def asked(publisher: Publisher) -> Permit:
    url = publisher.url + "/news/1"
    return permits([url])[url]


@pytest.mark.parametrize(
    ("rules", "is_open"),
    [
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/1", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: broadsheet\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("<html><body>Not found</body></html>", True),
        ("", True),
    ],
)
def test_the_rules_of_a_site_are_kept(rules: str, *, is_open: bool) -> None:
    assert (said(rules).why_not == "") is is_open


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_a_site_without_rules_is_open(status: str) -> None:
    assert said("User-agent: *\nDisallow: /", status=status) == Permit()


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"])
def test_a_site_that_cannot_say_is_closed_for_a_day(status: str) -> None:
    with publishing(always(answer(status))) as publisher:
        assert "cannot be had" in asked(publisher).why_not
        publisher.handler = always(answer(body=b""))
        assert "cannot be had" in asked(publisher).why_not
    assert len(publisher.requests) == 1


def test_a_site_that_is_not_there_is_closed() -> None:
    assert "cannot be had" in permits(["http://127.0.0.1:9/news/1"])["http://127.0.0.1:9/news/1"].why_not


def test_the_rules_of_a_site_are_asked_for_once() -> None:
    with publishing(by_path({"/robots.txt": answer(body=b"User-agent: *\nDisallow: /b")})) as publisher:
        found = permits([publisher.url + "/a", publisher.url + "/b"])
        assert asked(publisher) == Permit()
    assert [permit.why_not == "" for permit in found.values()] == [True, False]
    assert [request.path for request in publisher.requests] == ["/robots.txt"]


def test_rules_behind_four_redirects_count() -> None:
    steps = {f"/{n}": answer("301 Moved", Location=f"/{n + 1}") for n in range(1, 4)}
    last = {"/robots.txt": answer("302 Found", Location="/1"), "/4": answer(body=b"User-agent: *\nDisallow: /")}
    with publishing(by_path(steps | last)) as publisher:
        assert "closes this page" in asked(publisher).why_not


def test_rules_on_a_private_address_are_not_fetched(settings: Settings) -> None:
    settings.FETCH_ALLOW = []
    with publishing(always(answer())) as publisher:
        assert "not allowed" in asked(publisher).why_not
    assert publisher.requests == []


def test_the_wish_for_pauses_is_passed_on_up_to_five_minutes() -> None:
    assert said("User-agent: *\nCrawl-delay: 10").delay_s == 10
    assert judge("User-agent: *\nCrawl-delay: 90000", [], agent=US).delay_s == 90_000
    assert said("User-agent: *\nCrawl-delay: 90000").delay_s == 300


def test_the_first_half_megabyte_of_rules_is_read() -> None:
    filler = b"# a comment\n" * (MOST // 12 + 1)
    assert "closes" in said(b"User-agent: *\nDisallow: /news\n" + filler * 4).why_not
    assert said(b"User-agent: *\n" + filler + b"Disallow: /news\n") == Permit()


def test_rules_that_take_minutes_are_given_up() -> None:
    agents = "".join(f"User-agent: a{n}\n" for n in range(3_000))
    rules = agents + "".join(f"Disallow: /{n}*\n" for n in range(10_000))
    hasty = replace(JUDGE, limits=Limits(seconds=0.5))
    with pytest.raises(UnreadableError, match="took longer"):
        judge_limited(rules.encode(), ["https://a.example/"], agent=US, work=hasty)


def test_no_rules_cost_no_child() -> None:
    assert judge_limited(b" \n", ["https://a.example/"], agent=US).is_open == (True,)
