"""What a publisher's answer becomes, against a real server on the loopback."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from feeds.fetch import Policy, fetch_many, fetch_one, fetch_then
from feeds.fetch.guard import networks
from feeds.fetch.headers import fresh_for, max_age, retry_after
from feeds.types import FetchRequest, FetchResult, Outcome
from tests.feeds.publisher import Publisher, Request, always, answer, by_path, publishing

POLICY = Policy(user_agent="Tests/1.0 (+http://news.example)", allow=networks(["127.0.0.0/8"]), connect_s=5, total_s=20)
FEED = b"<rss version='2.0'/>"


def fetched(url: str, *, policy: Policy = POLICY, **known: Any) -> FetchResult:
    return fetch_one(FetchRequest(url, **known), policy=policy)


def test_an_answer_carries_its_body_and_its_validators() -> None:
    response = answer(body=FEED, ETag='"one"', Last_Modified="Fri, 20 Nov 2026 12:00:00 GMT", Content_Type="text/xml")
    with publishing(always(response)) as publisher:
        result = fetched(publisher.url + "/feed")
    assert (result.outcome, result.status, result.body, result.error) == (Outcome.FETCHED, 200, FEED, "")
    assert (result.etag, result.last_modified) == ('"one"', "Fri, 20 Nov 2026 12:00:00 GMT")
    assert (result.content_type, result.final_url) == ("text/xml", publisher.url + "/feed")
    assert len(result.body_hash) == 64


def test_the_crawler_says_who_it_is_and_sends_no_cookies() -> None:
    response = answer("302 Found", Location="/next", Set_Cookie="a=b")
    with publishing(by_path({"/": response, "/next": answer(body=FEED)})) as publisher:
        fetched(publisher.url + "/")
    assert [request.headers["user-agent"] for request in publisher.requests] == [POLICY.user_agent] * 2
    assert not any("cookie" in request.headers for request in publisher.requests)


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with publishing(always(answer(body=FEED))) as publisher:
        assert fetched(publisher.url).outcome == Outcome.FETCHED


def test_validators_are_sent_and_304_is_not_modified() -> None:
    with publishing(always(answer("304 Not Modified"))) as publisher:
        result = fetched(publisher.url, etag='"one"', last_modified="Fri, 20 Nov 2026 12:00:00 GMT", body_hash="h")
    assert publisher.requests[0].headers["if-none-match"] == '"one"'
    assert publisher.requests[0].headers["if-modified-since"] == "Fri, 20 Nov 2026 12:00:00 GMT"
    assert (result.outcome, result.etag, result.body_hash, result.error) == (Outcome.NOT_MODIFIED, '"one"', "h", "")


def test_304_to_a_first_question_is_a_failure() -> None:
    with publishing(always(answer("304 Not Modified"))) as publisher:
        assert fetched(publisher.url).outcome == Outcome.FAILED


def test_the_same_body_as_last_time_is_unchanged() -> None:
    with publishing(always(answer(body=FEED))) as publisher:
        first = fetched(publisher.url)
        assert fetched(publisher.url, body_hash=first.body_hash).outcome == Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("status", "words"),
    [("404 Not Found", "nothing is published"), ("403 Forbidden", "does not let"), ("500 Oops", "an error of its own")],
)
def test_an_error_is_a_sentence_and_keeps_the_validators(status: str, words: str) -> None:
    with publishing(always(answer(status, ETag='"error"'))) as publisher:
        result = fetched(publisher.url, etag='"one"', body_hash="h")
    assert (result.outcome, result.etag, result.body_hash) == (Outcome.FAILED, '"one"', "h")
    assert result.error.startswith(f"the server answered {status[:3]}")
    assert words in result.error


def test_410_is_gone() -> None:
    with publishing(always(answer("410 Gone"))) as publisher:
        result = fetched(publisher.url)
    assert (result.outcome, result.status) == (Outcome.GONE, 410)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_read_and_clamped(status: str) -> None:
    with publishing(always(answer(status, Retry_After="99999999"))) as publisher:
        assert fetched(publisher.url).retry_after_s == POLICY.retry_after_s


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("Fri, 20 Nov 2026 12:01:00 GMT", 60),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0),
        ("Fri, 20 Nov 2099 11:00:00 GMT", 3600),
        ("Fri, 99 Nov 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: int | None) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert retry_after(value, now=now, at_most=3600) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("max-age=60", 60), ("public, MAX-AGE=5", 5), ("no-cache, max-age=9", None), ("s-maxage=4", None)],
)
def test_max_age_is_read(value: str, seconds: int | None) -> None:
    assert max_age(value) == seconds


@pytest.mark.parametrize(
    ("cache_control", "expires", "seconds"),
    [
        ("", "Fri, 20 Nov 2026 13:00:00 GMT", 3600),
        ("", "Fri, 20 Nov 2026 11:00:00 GMT", 0),
        ("", "0", None),
        ("", "-1", None),
        ("max-age=60", "Fri, 20 Nov 2026 13:00:00 GMT", 60),
        ("no-cache", "Fri, 20 Nov 2026 13:00:00 GMT", None),
    ],
)
def test_expires_speaks_where_cache_control_is_silent(cache_control: str, expires: str, seconds: int | None) -> None:
    assert fresh_for(cache_control, expires, now=datetime(2026, 11, 20, 12, tzinfo=UTC)) == seconds


def test_a_permanent_redirect_is_reported() -> None:
    answers = {"/old": answer("301 Moved", Location="/new"), "/new": answer(body=FEED)}
    with publishing(by_path(answers)) as publisher:
        result = fetched(publisher.url + "/old")
    assert (result.permanent_url, result.final_url) == (publisher.url + "/new", publisher.url + "/new")


def test_a_permanent_redirect_to_a_temporary_one_names_the_first() -> None:
    answers = {
        "/old": answer("308 Moved", Location="/new"),
        "/new": answer("302 Found", Location="/today"),
        "/today": answer(body=FEED),
    }
    with publishing(by_path(answers)) as publisher:
        assert fetched(publisher.url + "/old").permanent_url == publisher.url + "/new"


@pytest.mark.parametrize("after", ["302 Found", "404 Not Found"])
def test_a_temporary_or_a_failing_redirect_reports_nothing(after: str) -> None:
    answers = {"/old": answer("302 Found" if after[0] == "3" else "301 Moved", Location="/new")}
    answers["/new"] = answer(body=FEED) if after[0] == "3" else answer(after)
    with publishing(by_path(answers)) as publisher:
        assert fetched(publisher.url + "/old").permanent_url == ""


@pytest.mark.parametrize(("hops", "outcome"), [(3, Outcome.FETCHED), (4, Outcome.FAILED)])
def test_three_hops_are_followed_and_four_are_not(hops: int, outcome: Outcome) -> None:
    answers = {f"/{number}": answer("302 Found", Location=f"/{number + 1}") for number in range(hops)}
    with publishing(by_path({**answers, f"/{hops}": answer(body=FEED)})) as publisher:
        result = fetched(publisher.url + "/0")
    assert result.outcome == outcome
    assert bool(result.error) == (outcome == Outcome.FAILED)


def test_a_loop_of_redirects_ends() -> None:
    with publishing(always(answer("301 Moved", Location="/"))) as publisher:
        assert "redirects" in fetched(publisher.url).error
    assert len(publisher.requests) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "gopher://a/",
        "//10.0.0.1/x",
        "http://u:p@127.0.0.1/",
        "http://[",
        "",
    ],
)
def test_a_hop_is_checked_like_the_first_address(location: str) -> None:
    with publishing(always(answer("302 Found", Location=location))) as publisher:
        result = fetched(publisher.url)
    assert result.outcome == Outcome.FAILED
    assert len(publisher.requests) == 1


def test_a_name_is_asked_once_so_it_cannot_change_its_mind() -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    policy = replace(POLICY, look_up=lambda _host, _port: next(answers))
    with publishing(by_path({"/": answer("302 Found", Location="/new"), "/new": answer(body=FEED)})) as publisher:
        result = fetched(f"http://rebinding.example:{publisher.port}/", policy=policy)
    assert result.outcome == Outcome.FETCHED
    assert publisher.requests[0].headers["host"] == f"rebinding.example:{publisher.port}"


def test_a_closed_network_is_refused_before_any_socket() -> None:
    with publishing(always(answer(body=FEED))) as publisher:
        result = fetched(publisher.url, policy=replace(POLICY, allow=()))
    assert "127.0.0.1 is not allowed" in result.error
    assert publisher.requests == []


def test_many_results_come_as_they_complete_and_one_bad_feed_stops_none() -> None:
    release = asyncio.Event()

    async def handle(_publisher: Publisher, request: Request, writer: asyncio.StreamWriter) -> None:
        if request.path == "/slow":
            await release.wait()
        elif request.path == "/last":
            release.set()
        writer.write(answer(body=FEED))

    with publishing(handle) as publisher:
        urls = [publisher.url + path for path in ("/slow", "/a", "/last")] + ["nonsense", "http://10.0.0.1/"]
        results = list(fetch_many([FetchRequest(url) for url in urls], policy=POLICY))
    assert sorted(result.request.url for result in results) == sorted(urls)
    order = [result.request.url for result in results]
    assert order.index(publisher.url + "/slow") > order.index(publisher.url + "/a")
    assert [result.outcome for result in results].count(Outcome.FETCHED) == 3


def test_results_may_be_left_before_the_end() -> None:
    with publishing(always(answer(body=FEED))) as publisher:
        results = fetch_many([FetchRequest(f"{publisher.url}/{number}") for number in range(20)], policy=POLICY)
        assert next(results).outcome == Outcome.FETCHED
        results.close()


def test_more_feeds_than_may_wait_all_arrive() -> None:
    policy = replace(POLICY, waiting_bytes=1, at_once=2)
    with publishing(always(answer(body=FEED))) as publisher:
        results = list(fetch_many([FetchRequest(f"{publisher.url}/{number}") for number in range(30)], policy=policy))
    assert {result.outcome for result in results} == {Outcome.FETCHED}
    assert len(results) == 30


def test_requests_are_taken_as_there_is_room_for_them() -> None:
    policy, taken = replace(POLICY, at_once=2), []

    def requests() -> Iterator[FetchRequest]:
        for number in range(100):
            taken.append(number)
            yield FetchRequest(f"{publisher.url}/{number}")

    with publishing(always(answer(body=FEED))) as publisher:
        results = fetch_many(requests(), policy=policy)
        next(results)
        assert len(taken) <= 2 * policy.ahead
        assert len(list(results)) == 99


def test_what_follows_a_fetch_is_done_beside_the_caller() -> None:
    def name_of_thread(_result: FetchResult) -> str:
        return threading.current_thread().name

    with publishing(by_path({"/new": answer(body=FEED)})) as publisher:
        requests = [FetchRequest(publisher.url + path) for path in ("/new", "/missing")]
        made = [pair for pairs in fetch_then(requests, name_of_thread, policy=POLICY) for pair in pairs]
    names = {result.status: name for result, name in made}
    assert names[200].startswith("read")
    assert names[404] == "fetch"


def test_nothing_to_fetch_is_nothing() -> None:
    assert list(fetch_many([], policy=POLICY)) == []
