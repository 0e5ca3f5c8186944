"""Permanent redirects are believed after repeats; a feed that is gone is said to be."""

import random

import pytest

from feeds.ingest import ingest
from feeds.models import Article, Feed, Sighting, Subscription
from feeds.moves import ANSWERS
from feeds.subscribe import subscribe
from feeds.types import FetchRequest, FetchResult, Outcome
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
NEW = "https://harbour.example/new.xml"


def answered(feed: Feed, *, moved_to: str = NEW, times: int = 1, outcome: Outcome = Outcome.NOT_MODIFIED) -> None:
    for _visit in range(times):
        result = FetchResult(FetchRequest(feed.url), outcome, permanent_url=moved_to, error="no connection")
        ingest(feed, result, now=NOW, rng=random.Random(1))
    feed.refresh_from_db()


def test_a_new_address_is_stored_after_enough_equal_answers() -> None:
    feed = make.feed()
    old = feed.url
    answered(feed, times=ANSWERS - 1)
    assert (feed.url, feed.moved_to, feed.moved_count) == (old, NEW, ANSWERS - 1)
    answered(feed)
    assert (feed.url, feed.moved_to, feed.moved_count) == (NEW, "", 0)


@pytest.mark.parametrize("between", ["", "https://harbour.example/other.xml"])
def test_another_answer_between_begins_the_count_again(between: str) -> None:
    feed = make.feed()
    answered(feed, times=ANSWERS - 1)
    answered(feed, moved_to=between)
    answered(feed, times=ANSWERS - 1)
    assert feed.moved_count == ANSWERS - 1


def test_an_error_between_says_nothing_of_the_address() -> None:
    feed = make.feed()
    answered(feed, times=ANSWERS - 1)
    answered(feed, moved_to="", outcome=Outcome.FAILED)
    answered(feed)
    assert feed.url == NEW


def test_a_feed_that_moved_to_another_feed_is_its_duplicate_and_brings_its_followers() -> None:
    feed, other, ada, rob = make.feed(), make.feed(url=NEW), make.reader("Ada"), make.reader("Rob")
    Subscription.objects.create(reader=ada, feed=feed)
    Subscription.objects.create(reader=ada, feed=other)
    Subscription.objects.create(reader=rob, feed=feed)
    answered(feed, times=ANSWERS)
    assert (feed.state, feed.duplicate_of) == (Feed.State.MOVED, other)
    assert not Feed.objects.due(NOW).filter(pk=feed.pk).exists()
    assert set(Subscription.objects.values_list("reader", "feed")) == {(ada.pk, other.pk), (rob.pk, other.pk)}


def test_two_feeds_that_lead_to_each_other_do_not_both_end() -> None:
    one, two = make.feed(), make.feed(url=NEW)
    answered(one, times=ANSWERS)
    answered(two, moved_to=one.url, times=ANSWERS)
    assert (one.state, two.state) == (Feed.State.MOVED, Feed.State.ACTIVE)


def test_subscribing_to_the_old_address_leads_to_the_feed_that_stayed() -> None:
    feed, other = make.feed(), make.feed(url=NEW)
    answered(feed, times=ANSWERS)
    assert subscribe(feed.url, now=NOW).feed_id == other.pk


def test_a_feed_that_moved_to_another_brings_along_what_it_brought() -> None:
    feed, other, at = make.feed(), make.feed(url=NEW), {"published_at": NOW, "seen_at": NOW}
    alone, both, named = (make.article(feed=feed) for _piece in range(3))
    Sighting.objects.create(article=both, feed=other, guid="both", **at)
    Sighting.objects.create(article=make.article(), feed=other, guid=named.guid, **at)
    answered(feed, times=ANSWERS)
    assert set(other.sightings.values_list("guid", flat=True)) == {alone.guid, "both", named.guid}
    assert set(Article.objects.filter(feed=other)) == {alone, both}
