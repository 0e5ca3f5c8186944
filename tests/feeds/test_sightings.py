"""Which feed brought which article, and what that means for those who follow only one of them."""

import random
from datetime import timedelta

import pytest

from feeds.ingest import ingest
from feeds.models import Article, Feed, Sighting
from feeds.types import CrawlCounts, FetchRequest, FetchResult, Outcome
from tests import make
from tests.feeds.documents import item, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
RYE = item("Rye is back", link="https://bread.example/rye", html="<p>The bakers found a field.</p>")
OAT = item("Oats are dear", link="https://bread.example/oat", html="<p>A dry summer is to blame.</p>")


def bring(feed: Feed, *items: str, later: bool = False) -> CrawlCounts:
    """The feed's document holds these items."""
    request = FetchRequest(feed.url)
    result = FetchResult(request, Outcome.FETCHED, 200, final_url="https://bread.example/feed.xml", body=rss(*items))
    return ingest(feed, result, now=LATER if later else NOW, rng=random.Random(1))


def titles(feed: Feed) -> list[str]:
    return list(Article.objects.of_feed(feed.pk).values_list("title", flat=True))


def test_an_article_belongs_to_each_feed_that_brought_it() -> None:
    first, second = make.feed(), make.feed()
    bring(first, RYE, OAT)
    assert bring(second, RYE).new == 0
    assert (len(titles(first)), titles(second)) == (2, ["Rye is back"])
    assert Article.objects.get(title="Rye is back").feed == first


def test_a_feed_has_brought_an_article_once_however_often_it_does() -> None:
    feed = make.feed()
    for later in (False, True, True):
        bring(feed, RYE, later=later)
    assert Sighting.objects.values_list("seen_at", flat=True).get() == NOW


def test_a_guid_of_one_feed_is_no_guid_of_another() -> None:
    for path in ("rye", "oat"):
        bring(make.feed(), item(f"On {path}", link=f"https://bread.example/{path}", more="<guid>1</guid>"))
    assert Article.objects.count() == 2


def test_the_page_of_a_feed_goes_by_its_own_dates() -> None:
    old, new = ("<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>", "<pubDate>Fri, 20 Nov 2026 11:00:00 GMT</pubDate>")
    link = "https://bread.example/rye"
    bring(make.feed(), item("Rye is back", link=link, more=old))
    late = make.feed()
    bring(late, item("Rye is back", link=link, more=new), item("Oats", link="https://bread.example/oat", more=old))
    assert titles(late) == ["Rye is back", "Oats"]


def test_a_changed_guid_is_written_down() -> None:
    feed = make.feed()
    for guid in ("rye#0", "rye#1"):
        bring(feed, item("Rye is back", link="https://bread.example/rye", more=f"<guid>{guid}</guid>"))
    assert Sighting.objects.values_list("guid", flat=True).get() == "https://bread.example/rye#1"


def test_the_feed_that_owns_an_article_alone_changes_it() -> None:
    owner, other = make.feed(), make.feed()
    bring(owner, RYE)
    bring(other, item("RYE!!!", link="https://bread.example/rye"), later=True)
    assert Article.objects.get().title == "Rye is back"


def test_a_page_that_moved_keeps_its_article_and_gets_its_new_address() -> None:
    feed = make.feed()
    for scheme in ("http", "https"):
        bring(feed, item("Rye is back", link=f"{scheme}://bread.example/rye", html="<p>A field.</p>"))
    assert Article.objects.get().url == "https://bread.example/rye"


@pytest.mark.parametrize("guid", ["", "<guid>rye-1</guid>"])
def test_a_deleted_article_does_not_come_back(guid: str) -> None:
    feed = make.feed()
    rye = item("Rye is back", link="https://bread.example/rye", more=guid)
    bring(feed, rye, OAT)
    Article.objects.get(title="Rye is back").delete()
    assert bring(feed, rye, OAT, later=True).new == 0
    assert bring(make.feed(), rye, later=True).new == 0
    assert titles(feed) == ["Oats are dear"]


def test_a_deleted_piece_is_remembered_while_a_document_has_it() -> None:
    feed = make.feed()
    bring(feed, RYE)
    Article.objects.get().delete()
    Sighting.objects.update(seen_at=NOW - timedelta(days=20))
    bring(feed, RYE)
    assert Sighting.objects.get().seen_at == NOW


def test_an_entry_that_is_missing_from_the_document_is_not_deleted() -> None:
    feed = make.feed()
    bring(feed, RYE, OAT)
    bring(feed, OAT, later=True)
    assert sorted(titles(feed)) == ["Oats are dear", "Rye is back"]
