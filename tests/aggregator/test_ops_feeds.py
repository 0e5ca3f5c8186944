"""All feeds and one feed, as the operator sees and moves them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from feeds import tasks
from feeds.models import Feed, Subscription
from feeds.types import Because, Trouble
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(client: Client, cache: Any) -> Client:
    client.force_login(make.operator(), backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def row(**about: Any) -> Feed:
    """A feed with these columns; it answered an hour ago and publishes unless they say otherwise."""
    feed = make.feed(title=about.pop("title", "The Harbour Post"))
    then = timezone.now() - timedelta(hours=1)
    usual = {"last_fetched_at": then, "last_ok_at": then, "entries": 3, "next_fetch_at": then + timedelta(hours=3)}
    Feed.objects.filter(pk=feed.pk).update(**usual | about)
    return Feed.objects.get(pk=feed.pk)


def failing(trouble: Trouble, **about: Any) -> Feed:
    since = timezone.now() - timedelta(days=1)
    return row(failures=3, failing_since=since, trouble=trouble, because=Because.ERRORS, **about)


def place(page: str, *titles: str) -> list[str]:
    return sorted(titles, key=page.index)


def test_feeds_in_trouble_come_first(olga: Client) -> None:
    row(title="Well Weekly"), row(title="Paused Paper", state="paused"), failing(Trouble.TIME, title="Late Letter")
    failing(Trouble.FORBIDDEN, title="Closed Courier"), row(title="Slow Sheet", usual_ms=9_000)
    page = text(olga.get("/ops/feeds/"))
    titles = ["Late Letter", "Closed Courier", "Slow Sheet", "Paused Paper", "Well Weekly"]
    assert place(page, *titles) == titles
    assert "It has answered 403 since yesterday: the publisher refuses robots. Next try in" in page


def test_the_list_is_narrowed_by_state_and_by_words(olga: Client) -> None:
    row(title="Well Weekly"), failing(Trouble.TIME, title="Late Letter"), failing(Trouble.TIME, title="Late Ledger")
    page = text(olga.get("/ops/feeds/?state=failing&q=late+LEDGER"))
    assert "Late Ledger" in page
    assert "Late Letter" not in page
    assert "Well Weekly" not in page
    assert "No such feed" in text(olga.get("/ops/feeds/?state=gone"))


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?page=0", "?page=x", "?page=99999999", "?q=%00", "?q=" + "a " * 99]
)
def test_nonsense_gives_a_page(olga: Client, query: str) -> None:
    row(title="Well Weekly")
    assert olga.get(f"/ops/feeds/{query}").status_code == 200


def test_a_long_list_costs_as_much_as_a_short_one(
    olga: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    olga.get("/ops/feeds/")
    for number in range(3):
        row(title=f"Paper {number}")
    with django_assert_num_queries(6) as short:
        olga.get("/ops/feeds/")
    reader = make.reader()
    for number in range(57):
        feed = failing(Trouble.TIME, title=f"Late {number}", duplicate_of=row().pk if number % 2 else None)
        Subscription.objects.create(reader=reader, feed=feed)
    with django_assert_num_queries(len(short)):
        page = text(olga.get("/ops/feeds/"))
    assert "1 follower" in page
    assert "Page 1 of 2" in page


def test_a_feed_asked_for_is_fetched_first_and_its_page_waits_for_the_result(olga: Client) -> None:
    feed = failing(Trouble.FORBIDDEN)
    olga.post(f"/ops/feeds/{feed.pk}/retry/")
    page = text(olga.get(f"/ops/feeds/{feed.pk}/"))
    assert "It is fetched as soon as a worker is free" in page
    assert 'http-equiv="refresh"' in page
    poll = olga.get(f"/ops/feeds/{feed.pk}/", headers={"HX-Request": "true"})
    assert "every 2s" in text(poll)
    assert "<html" not in text(poll)
    assert tasks.crawl_asked(feed_id=feed.pk) == 1


def test_the_result_replaces_the_waiting_line(olga: Client) -> None:
    feed = row()
    feed.fetches.create(fetched_at=timezone.now(), result="fetched", status=200, entries=30, new=2, updated=1)
    answer = olga.get(f"/ops/feeds/{feed.pk}/", headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#feed"
    assert "It was fetched just now. 2 new articles, 1 edited." in text(answer)
    assert "every 2s" not in text(answer)


def test_a_feed_that_a_sweep_took_is_not_fetched_twice(olga: Client) -> None:
    feed = row(next_fetch_at=timezone.now() + timedelta(minutes=10))
    assert tasks.crawl_asked(feed_id=feed.pk) == 0


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"last_fetched_at": timezone.now() + timedelta(days=9)}, "less than a minute ago"),
        ({"because": Because.RETRY_AFTER, "failures": 1}, "The publisher asked this site to wait; it is fetched in"),
        ({"because": Because.HELD}, "The publisher asked this site to wait"),
        ({"state": "paused"}, "is paused. Resume it first."),
    ],
)
def test_what_a_publisher_asked_for_outweighs_the_button(olga: Client, about: dict[str, Any], words: str) -> None:
    feed = row(**about)
    assert words in text(olga.post(f"/ops/feeds/{feed.pk}/retry/", follow=True))
    assert Feed.objects.get(pk=feed.pk).next_fetch_at == feed.next_fetch_at


def test_trying_all_again_leaves_out_who_asked_to_wait(olga: Client) -> None:
    late, told = failing(Trouble.TIME), failing(Trouble.TOO_OFTEN)
    Feed.objects.filter(pk=told.pk).update(because=Because.RETRY_AFTER)
    assert "1 feed is fetched again." in text(olga.post("/ops/retry/", follow=True))
    assert Feed.objects.get(pk=late.pk).because == Because.ASKED
    assert Feed.objects.get(pk=told.pk).next_fetch_at == told.next_fetch_at


def test_a_feed_is_paused_and_resumed(olga: Client) -> None:
    feed = row()
    page = text(olga.post(f"/ops/feeds/{feed.pk}/pause/", follow=True))
    assert "It is paused: its articles stay" in page
    assert "Try now" not in page
    olga.post(f"/ops/feeds/{feed.pk}/resume/")
    feed.refresh_from_db()
    assert feed.state == Feed.State.ACTIVE
    assert feed.next_fetch_at <= timezone.now()


def test_the_page_says_what_was_fetched_and_why_the_next_time_is_when_it_is(olga: Client) -> None:
    feed = row(because=Because.RHYTHM, ttl_minutes=30, language="de", title="Der Hafenbote")
    feed.fetches.create(fetched_at=timezone.now(), result="failed", status=403, trouble=Trouble.FORBIDDEN, error="403")
    make.article(feed=feed, published_at=timezone.now() - timedelta(hours=2))
    page = text(olga.get(f"/ops/feeds/{feed.pk}/"))
    assert "Failed: refuses robots" in page
    assert "that is how often it publishes; one article in the last 30 days; it asks for at least 30 minutes" in page
    assert "German" in page
    assert "<svg viewBox" in page


def test_a_page_of_a_feed_costs_the_same_whatever_it_published(
    olga: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    feed = row()
    olga.get(f"/ops/feeds/{feed.pk}/")
    with django_assert_num_queries(12) as quiet:
        olga.get(f"/ops/feeds/{feed.pk}/")
    for hours in range(40):
        make.article(feed=feed, published_at=timezone.now() - timedelta(hours=hours))
        feed.fetches.create(fetched_at=timezone.now(), result="fetched")
    with django_assert_num_queries(len(quiet)):
        olga.get(f"/ops/feeds/{feed.pk}/")


def test_followers_read_of_trouble_in_one_line_and_nothing_when_all_is_well(client: Client) -> None:
    refused, well = failing(Trouble.FORBIDDEN), row()
    make.article(feed=well, published_at=timezone.now() - timedelta(hours=3))
    assert "It has answered 403 since yesterday" in text(client.get(f"/feeds/{refused.pk}/"))
    page = text(client.get(f"/feeds/{well.pk}/"))
    assert "It answers" not in page
    assert "One article in the last 30 days" in page


def test_followers_read_what_part_a_publisher_has_in_stories(client: Client) -> None:
    mine, story = row(), make.story()
    for feed, hours in ((mine, 3), (row(), 2)):
        make.article(
            feed=feed, story=story, topic=make.topic("science"), published_at=timezone.now() - timedelta(hours=hours)
        )
    page = text(client.get(f"/feeds/{mine.pk}/"))
    assert "100 % of its articles are part of stories that others tell, too; with 100 % it was the first." in page
    assert "/topics/science/" in page
