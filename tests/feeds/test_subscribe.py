"""From what a person pastes to a feed that is crawled."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_django import Settings

from feeds.add import AddressError, add_unverified, feed_address
from feeds.models import Article, Feed
from feeds.opml import Outline
from feeds.subscribe import Subscribed, SubscribeError, subscribe, subscribe_many
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, answer, by_path, publishing
from tests.make import NOW

pytestmark = pytest.mark.django_db
BREAD = answer(body=rss(item()), Content_Type="application/rss+xml")
EMPTY = answer(body=rss(title="Comments"), Content_Type="application/rss+xml")
NAMES = '<html><head><link rel="alternate" type="application/rss+xml" href="{}"></head><body>Bread</body></html>'


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


@contextmanager
def site(**paths: bytes) -> Iterator[Publisher]:
    """A site: `feed` answers at /feed, `home` at /."""
    with publishing(by_path({f"/{path}".replace("/home", "/"): said for path, said in paths.items()})) as publisher:
        yield publisher


def page(names: str = "") -> bytes:
    return answer(body=NAMES.format(names).encode(), Content_Type="text/html")


def test_the_address_of_a_feed_is_added_and_due_now() -> None:
    with site(bread=BREAD) as publisher:
        found = subscribe(publisher.url + "/bread", now=NOW)
    feed = Feed.objects.get()
    assert found == Subscribed(feed.pk, publisher.url + "/bread", "The Daily Bread", existed=False)
    assert feed.next_fetch_at == NOW


def test_subscribing_leaves_the_articles_to_the_crawl() -> None:
    with site(bread=BREAD) as publisher:
        subscribe(publisher.url + "/bread", now=NOW)
    assert not Article.objects.exists()


def test_a_known_address_is_not_fetched_again() -> None:
    with site(bread=BREAD) as publisher:
        first = subscribe(publisher.url + "/bread", now=NOW)
        again = subscribe(publisher.url + "/bread#top", now=NOW)
    assert (again.feed_id, again.existed, len(publisher.requests)) == (first.feed_id, True, 1)


def test_a_page_leads_to_the_feed_it_names() -> None:
    with site(home=page("/bread"), bread=BREAD) as publisher:
        assert subscribe(publisher.url, now=NOW).url == publisher.url + "/bread"


def test_a_page_that_names_nothing_is_searched_at_the_usual_places() -> None:
    with site(home=page(), **{"rss.xml": BREAD}) as publisher:
        assert subscribe(publisher.url, now=NOW).url == publisher.url + "/rss.xml"


def test_a_profile_is_followed_by_the_feed_beside_it() -> None:
    with site(**{"@ada": page(), "@ada.rss": BREAD}) as publisher:
        assert subscribe(publisher.url + "/@ada", now=NOW).url == publisher.url + "/@ada.rss"


def test_a_feed_with_entries_is_better_than_an_empty_one() -> None:
    with site(home=page("/comments"), comments=EMPTY, feed=BREAD) as publisher:
        assert subscribe(publisher.url, now=NOW).url == publisher.url + "/feed"


def test_an_empty_feed_is_better_than_none() -> None:
    with site(home=page("/comments"), comments=EMPTY) as publisher:
        assert subscribe(publisher.url, now=NOW).url == publisher.url + "/comments"


def test_a_page_of_a_known_feed_leads_to_that_feed() -> None:
    with site(home=page("/bread"), bread=BREAD) as publisher:
        feed = make.feed(url=publisher.url + "/bread")
        assert subscribe(publisher.url, now=NOW).feed_id == feed.pk


def test_a_page_without_any_feed_says_what_to_do() -> None:
    with site(home=page()) as publisher, pytest.raises(SubscribeError, match="link called RSS or Atom"):
        subscribe(publisher.url, now=NOW)
    assert not Feed.objects.exists()


def test_a_server_that_does_not_answer_is_named_with_the_reason() -> None:
    with site() as publisher, pytest.raises(SubscribeError, match=r"/missing: the server answered 404"):
        subscribe(publisher.url + "/missing", now=NOW)
    assert not Feed.objects.exists()


def test_a_feed_that_moved_for_good_is_added_where_it_is_now() -> None:
    moved = answer("301 Moved Permanently", Location="/bread")
    with site(old=moved, bread=BREAD) as publisher:
        assert subscribe(publisher.url + "/old", now=NOW).url == publisher.url + "/bread"


def test_a_title_and_a_topic_may_be_given() -> None:
    food = make.topic("food")
    with site(bread=BREAD) as publisher:
        subscribe(publisher.url + "/bread", title="My bread", topic="Food & Drink", now=NOW)
    feed = Feed.objects.get()
    assert (feed.title, feed.topic) == ("My bread", food)


def test_of_a_list_each_address_gets_its_own_answer() -> None:
    with site(bread=BREAD) as publisher:
        lines = [Outline(publisher.url + "/bread", "Bread"), Outline(publisher.url + "/gone"), Outline("no address")]
        answers = dict(subscribe_many(lines, now=NOW))
    assert [type(answers[line]) for line in lines] == [Subscribed, SubscribeError, SubscribeError]
    assert Feed.objects.get().title == "Bread"


def test_a_feed_is_added_unseen_and_only_once() -> None:
    health = make.topic("health")
    feed, is_new = add_unverified("https://who.example/rss", title="WHO", topic="Health", now=NOW)
    again, is_new_again = add_unverified("https://WHO.example/rss", now=NOW)
    assert (feed.topic, feed.next_fetch_at, is_new) == (health, NOW, True)
    assert (again.pk, is_new_again) == (feed.pk, False)


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        (" https://bread.example/feed ", "https://bread.example/feed"),
        ("bread.example", "https://bread.example/"),
        ("feed://bread.example/rss", "https://bread.example/rss"),
        ("feed:https://bread.example/rss", "https://bread.example/rss"),
        ("HTTP://Bread.Example:80/a?utm_source=x#b", "http://bread.example/a"),
    ],
)
def test_what_people_paste_is_put_right(pasted: str, address: str) -> None:
    assert feed_address(pasted) == address


@pytest.mark.parametrize(
    "pasted", ["", "no address", "ftp://bread.example/", "javascript:alert(1)", "https://", "http://["]
)
def test_what_is_no_address_is_refused_with_an_example(pasted: str) -> None:
    with pytest.raises(AddressError, match=r"https://example\.org/"):
        feed_address(pasted)
