"""New since you last looked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Subscription
from ranking.models import Slate
from tests import make
from tests.aggregator.pages import newsroom, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def looked(ada: User, *, hours: float) -> None:
    """The reader was served a page so long ago."""
    at = timezone.now() - timedelta(hours=hours)
    Slate.objects.create(reader=ada, served_at=at, heads="h", weights="w", seed=1)


def test_a_first_page_says_nothing_of_earlier_ones(client: Client, ada: User) -> None:
    newsroom(3)
    assert "since you last looked" not in text(client.get("/"))


def test_a_page_says_how_much_came_since_the_last_one(client: Client, ada: User) -> None:
    newsroom(20)  # one every ten minutes
    looked(ada, hours=1.08)
    assert "7 new pieces since you last looked, 1 h ago." in text(client.get("/"))


def test_a_page_says_so_when_nothing_came(client: Client, ada: User) -> None:
    newsroom(3)
    Article.objects.update(published_at=timezone.now() - timedelta(hours=3))
    looked(ada, hours=2)
    assert "Nothing new since you last looked, 2 h ago." in text(client.get("/"))


def test_a_page_loaded_again_counts_from_the_sitting_before(client: Client, ada: User) -> None:
    newsroom(20)
    looked(ada, hours=1.08)
    client.get("/")
    assert "7 new pieces since you last looked" in text(client.get("/"))


def test_what_is_followed_has_an_edge_where_the_reader_left(client: Client, ada: User) -> None:
    articles = newsroom(6, topics=("science",))
    Subscription.objects.create(reader=ada, topic=make.topic("science"))
    looked(ada, hours=0.58)
    page = text(client.get("/following/"))
    new, _edge, earlier = page.partition('class="edge"')
    assert [it.title in new for it in articles] == [True] * 4 + [False] * 2
    assert [it.title in earlier for it in articles] == [False] * 4 + [True] * 2


def test_what_is_followed_has_no_edge_when_all_of_it_is_new_or_old(client: Client, ada: User) -> None:
    newsroom(6, topics=("science",))
    Subscription.objects.create(reader=ada, topic=make.topic("science"))
    looked(ada, hours=40)
    assert 'class="edge"' not in text(client.get("/following/"))
