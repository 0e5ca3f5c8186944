"""Many feeds at once: fetched, read and saved side by side, and none at the cost of another."""

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from feeds.crawl import add, crawl, sweep
from feeds.hubs.polling import visit_soon
from feeds.ingest import read, save_answers
from feeds.models import Article, Feed, Fetch
from feeds.schedule import SHORTEST
from feeds.types import Answer, CrawlCounts, FetchRequest, FetchResult, Outcome
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing
from tests.feeds.troubled import failing
from tests.make import NOW

pytestmark = pytest.mark.django_db
LONG = rss(item("Too long", link="https://long.example/1", html="word " * 1000))


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug: long summaries are wider than their column."""
    monkeypatch.setattr("feeds.articles.SUMMARY_LENGTH", 10_000)


def paper(number: int, *, entries: int = 2) -> bytes:
    items = (item(f"Loaf {number}.{n}", link=f"https://bread{number}.example/{n}") for n in range(entries))
    return rss(*items, title=f"Paper {number}")


def crawled(documents: Sequence[bytes]) -> tuple[list[Feed], CrawlCounts]:
    """These documents, each of a feed of its own, in one crawl."""
    with publishing(by_path({f"/{n}": answer(body=body) for n, body in enumerate(documents)})) as publisher:
        feeds = [make.feed(url=f"{publisher.url}/{n}", title="") for n in range(len(documents))]
        counts = crawl([feed.pk for feed in feeds], now=NOW, rng=random.Random(1))
    for feed in feeds:
        feed.refresh_from_db()
    return feeds, counts


def answers(bodies: Sequence[bytes]) -> list[Answer]:
    """What publishers answered, before anything is saved."""
    found = []
    for feed, body in zip([make.feed() for _body in bodies], bodies, strict=True):
        result = FetchResult(FetchRequest(feed.url), Outcome.FETCHED, 200, final_url=feed.url, body=body)
        found.append(Answer(feed.pk, result, read(result, now=NOW), NOW))
    return found


def test_every_feed_gets_its_articles_its_fetch_and_its_next_time() -> None:
    feeds, counts = crawled([paper(n, entries=n + 1) for n in range(9)])
    assert (counts.feeds, counts.fetched, counts.new) == (9, 9, 45)
    assert [feed.title for feed in feeds] == [f"Paper {n}" for n in range(9)]
    assert [Article.objects.filter(feed=feed).count() for feed in feeds] == list(range(1, 10))
    assert [Fetch.objects.get(feed=feed).new for feed in feeds] == list(range(1, 10))
    assert all(feed.next_fetch_at > NOW for feed in feeds)


def test_a_feed_that_is_due_again_while_it_is_on_its_way_is_fetched_twice_and_saved_once() -> None:
    with publishing(by_path({"/0": answer(body=paper(0))})) as publisher:
        feed = make.feed(url=f"{publisher.url}/0")
        counts = list(sweep([(NOW, [feed.pk]), (NOW, [feed.pk])], rng=random.Random(1)))
    assert sum(one.feeds for one in counts) == 2
    assert sum(one.new for one in counts) == Article.objects.count() == 2


@pytest.mark.parametrize(("seconds", "is_soon"), [(1, True), (0, False)])
def test_what_a_hub_tells_of_during_a_visit_brings_another_one(
    seconds: int, *, is_soon: bool, settings: Settings
) -> None:
    (found,) = answers([paper(1)])
    Feed.objects.update(next_fetch_at=NOW + settings.LEASE, because="pushed", pushed_until=NOW + timedelta(days=9))
    if seconds:
        visit_soon([found.feed_id], now=NOW + timedelta(seconds=seconds))
    save_answers([found], rng=random.Random(1))
    assert (Feed.objects.get().next_fetch_at <= NOW + SHORTEST) is is_soon


def test_a_bad_feed_does_not_stop_the_others() -> None:
    good, page = answer(body=paper(1), Content_Type="text/xml"), answer(body=b"<html></html>")
    with publishing(by_path({"/good": good, "/page": page})) as publisher:
        feeds = [make.feed(url=publisher.url + path) for path in ("/missing", "/page", "/good")]
        counts = crawl([feed.pk for feed in feeds], now=NOW, rng=random.Random(1))
    assert (counts.feeds, counts.fetched, counts.failed, counts.new) == (3, 1, 2, 2)
    assert set(counts.errors) == {feeds[0].url, feeds[1].url}


@pytest.mark.usefixtures("wide")
def test_a_feed_that_cannot_be_saved_in_the_middle_of_others_keeps_its_sentence_and_costs_them_nothing() -> None:
    feeds, counts = crawled([paper(0), paper(1), LONG, paper(3), paper(4)])
    assert (counts.feeds, counts.failed, counts.new) == (5, 1, 8)
    assert [feed.failures for feed in feeds] == [0, 0, 1, 0, 0]
    assert feeds[2].last_error.startswith("What the publisher sent could not be saved")
    assert not Article.objects.filter(feed=feeds[2]).exists()
    assert Fetch.objects.count() == 5


def test_a_surprise_in_reading_is_written_on_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def surprised(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("feeds.ingest.read_limited", surprised)
    feeds, counts = crawled([paper(0)])
    assert (counts.failed, feeds[0].failures) == (1, 1)
    assert "ZeroDivisionError" in feeds[0].last_error


@pytest.mark.usefixtures("wide")
def test_together_all_are_saved_or_none() -> None:
    with pytest.raises(Exception, match="too long"):
        save_answers(answers([paper(0), LONG]), rng=random.Random(1))
    assert not Article.objects.exists()
    assert not Fetch.objects.exists()


def test_answers_that_come_twice_are_saved_once() -> None:
    twice = answers([paper(0), paper(1)])
    first, second = (save_answers(twice, rng=random.Random(1)) for _time in range(2))
    assert [counts.new for counts in first + second] == [2, 2, 0, 0]
    assert Article.objects.count() == 4


def test_feeds_of_one_crawl_that_bring_the_same_page_make_one_article() -> None:
    shared = item("Rye is back", link="https://bread.example/rye")
    feeds, counts = crawled([rss(shared, item(f"Own {n}", link=f"https://own{n}.example/a")) for n in range(4)])
    assert counts.new == 5
    assert Article.objects.filter(url="https://bread.example/rye").count() == 1
    assert all(feed.sightings.count() == 2 for feed in feeds)


def test_newer_entries_of_a_feed_have_the_larger_id() -> None:
    crawled([paper(0, entries=5), paper(1, entries=5)])
    titles = Article.objects.filter(feed__title="Paper 1").order_by("-pk").values_list("title", flat=True)
    assert list(titles) == [f"Loaf 1.{n}" for n in range(5)]


def test_a_feed_that_was_removed_meanwhile_is_left_out() -> None:
    kept, removed = answers([paper(0), paper(1)])
    Feed.objects.filter(pk=removed.feed_id).delete()
    assert len(save_answers([kept, removed], rng=random.Random(1))) == 1


def test_claims_are_asked_for_one_after_the_other() -> None:
    with publishing(by_path({f"/{n}": answer(body=paper(n)) for n in range(6)})) as publisher:
        ids = [make.feed(url=f"{publisher.url}/{n}").pk for n in range(6)]
        claims = ((NOW + timedelta(minutes=n), ids[2 * n : 2 * n + 2]) for n in range(3))
        total = CrawlCounts()
        for counts in sweep(claims, rng=random.Random(1)):
            total = add(total, counts)
    assert (total.feeds, total.new) == (6, 12)
    assert set(Fetch.objects.values_list("fetched_at", flat=True)) == {NOW + timedelta(minutes=n) for n in range(3)}


def test_saving_many_feeds_costs_as_many_queries_as_saving_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for numbers in (range(1), range(1, 20)):
        ready = answers([paper(number) for number in numbers])
        with django_assert_num_queries(13):
            save_answers(ready, rng=random.Random(1))


@pytest.mark.parametrize(("state", "failures"), [("57P01", 0), ("40001", 0), ("57014", 1), ("54000", 1), ("22P05", 1)])
def test_what_the_database_cannot_do_just_now_is_not_the_publishers_failure(state: str, failures: int) -> None:
    with failing("feeds_article", "INSERT", state):
        (feed,), counts = crawled([paper(0)])
    feed.refresh_from_db()
    assert (counts.failed, feed.failures) == (1, failures)
