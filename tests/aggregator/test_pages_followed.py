"""Everything one follows: how it is doing, and how to stop."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Feed, Subscription
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def test_all_kinds_stand_there_by_name(client: Client, ada: User) -> None:
    cleo = make.creator("Cleo")
    for thing in ({"topic": make.topic("science")}, {"creator": cleo}, {"feed": make.feed()}, {"story": make.story()}):
        Subscription.objects.create(reader=ada, **thing)
    page = text(client.get("/following/all/"))
    places = [
        page.index(name)
        for name in (">The Harbour Post<", ">Science</a> ", ">Cleo<", ">A bridge is reopened<")
        if name in page
    ]
    assert len(places) >= 3
    assert places == sorted(places)


def test_a_feed_in_trouble_says_why(client: Client, ada: User) -> None:
    feed = make.feed(failures=9, last_error="The server said 404: nothing is there.")
    Feed.objects.update(last_fetched_at=timezone.now())
    Subscription.objects.create(reader=ada, feed=feed)
    assert 'class="dot-status bad"' in text(client.get("/following/all/"))


def test_who_stops_following_can_take_it_back(client: Client, ada: User) -> None:
    feed = make.feed()
    Subscription.objects.create(reader=ada, feed=feed)
    stop = {"undo": "1", "next": "/following/all/"}
    page = text(client.post(f"/feeds/{feed.pk}/follow/", stop, follow=True))
    assert "You no longer follow The Harbour Post." in unescape(page)
    toast = page[page.index('class="toasts"') :]
    assert re.search(r'name="undo"', toast) is None
    client.post(f"/feeds/{feed.pk}/follow/", {"next": "/following/all/"})
    assert Subscription.objects.filter(reader=ada, feed=feed).exists()


def test_many_feeds_cost_as_many_queries_as_one(client: Client, ada: User) -> None:
    Subscription.objects.create(reader=ada, feed=make.feed())
    client.get("/following/all/")  # the number beside the bell is kept from here on
    one = cost(client, "/following/all/")
    for _n in range(12):
        Subscription.objects.create(reader=ada, feed=make.feed())
    assert cost(client, "/following/all/") == one <= 15
