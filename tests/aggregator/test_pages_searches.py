"""Searches that are kept: their news, their names, their feeds."""

import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.pages import searches
from feeds.models import Article, SavedSearch
from ranking.events import record
from ranking.models import Event
from tests import make
from tests.aggregator.pages import cost, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def kept(reader: User, query: str = "otters", *, token: str | None = None) -> SavedSearch:
    """A search of somebody who looked at it an hour ago."""
    at = timezone.now() - timedelta(hours=1)
    return SavedSearch.objects.create(reader=reader, query=query, name=query, token=token, seen_at=at)


def piece(title: str = "Otters are back") -> Article:
    return make.article(title=title, published_at=timezone.now())


def test_a_search_is_kept_once_however_often_it_is_sent(client: Client, ada: User) -> None:
    for _click in range(2):
        client.post("/searches/keep/", {"q": "otters  topic:science"})
    assert [it.query for it in SavedSearch.objects.filter(reader=ada)] == ["otters topic:science"]


@pytest.mark.parametrize(
    ("q", "said"), [("", "Type first"), (" \0\x07 ", "Type first"), ("x" * 201, "too long to be kept")]
)
def test_what_cannot_be_kept_is_said(client: Client, ada: User, q: str, said: str) -> None:
    assert said in text(client.post("/searches/keep/", {"q": q}, follow=True))
    assert not SavedSearch.objects.exists()


def test_there_is_a_most_and_it_is_said(client: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST", 1)
    kept(ada)
    page = text(client.post("/searches/keep/", {"q": "beavers"}, follow=True))
    assert "You keep 1 searches. Remove one first." in page


def test_what_came_since_one_looked_is_counted_until_one_looks(client: Client, ada: User) -> None:
    kept(ada), kept(ada, "beavers"), piece()
    assert "1 new" in text(client.get("/searches/"))
    client.get("/search/?q=otters&sort=new")
    assert " new</span>" not in text(client.get("/searches/"))


def test_many_searches_cost_as_many_queries_as_one(client: Client, ada: User) -> None:
    kept(ada)
    client.get("/searches/")  # the number beside the bell is kept from here on
    one = cost(client, "/searches/")
    for n in range(20):
        kept(ada, f"otters topic:science feed:post {n}")
    assert cost(client, "/searches/") == one <= 30


def test_a_name_is_changed(client: Client, ada: User) -> None:
    client.post(f"/searches/{kept(ada).pk}/name/", {"name": "River  life"})
    assert SavedSearch.objects.get().name == "River life"


@pytest.mark.parametrize("name", ["", "   ", "\x07", "x" * 81])
def test_a_name_that_cannot_be_is_refused_at_the_field_and_stays_there(client: Client, ada: User, name: str) -> None:
    answer = client.post(f"/searches/{kept(ada).pk}/name/", {"name": name})
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert name.strip(" \x07") in text(answer)


def test_a_removed_search_comes_back_by_undo(client: Client, ada: User) -> None:
    row = kept(ada, token="secret")
    page = text(client.post(f"/searches/{row.pk}/remove/", follow=True))
    assert "is removed, and so is its feed." in unescape(page)
    assert client.get("/searches/out/secret/atom.xml").status_code == 404
    client.post(f"/searches/{row.pk}/remove/", {"undo": "1"})
    assert client.get("/searches/out/secret/atom.xml").status_code == 200


def test_taking_back_what_was_kept_anew_changes_nothing(client: Client, ada: User) -> None:
    row = kept(ada)
    client.post(f"/searches/{row.pk}/remove/")
    client.post("/searches/keep/", {"q": "otters"})
    client.post(f"/searches/{row.pk}/remove/", {"undo": "1"})
    assert SavedSearch.objects.of(ada.pk).count() == 1


@pytest.mark.parametrize(("kind", "item"), [("atom", "{*}entry/{*}title"), ("rss", "channel/item/title")])
def test_a_search_is_a_feed_at_an_address_that_nobody_can_guess(
    client: Client, ada: User, kind: str, item: str
) -> None:
    row = kept(ada)
    piece()
    client.post(f"/searches/{row.pk}/address/")
    token = SavedSearch.objects.get().token
    assert len(token or "") == 43
    answer = Client().get(f"/searches/out/{token}/{kind}.xml")
    assert [it.text for it in ET.fromstring(answer.content).iterfind(item)] == ["Otters are back"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_an_old_address_is_closed_by_a_new_one_and_by_closing(client: Client, ada: User) -> None:
    row = kept(ada, token="old")
    client.post(f"/searches/{row.pk}/address/")
    new = SavedSearch.objects.get().token
    assert [Client().get(f"/searches/out/{it}/rss.xml").status_code for it in ("old", new)] == [404, 200]
    client.post(f"/searches/{row.pk}/address/", {"close": "1"})
    assert Client().get(f"/searches/out/{new}/rss.xml").status_code == 404


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
def test_the_feed_tells_nothing_of_what_is_held_or_removed(ada: User, visibility: Article.Visibility) -> None:
    kept(ada, "is:saved", token="secret")
    article = piece()
    record(Event.Kind.SAVE, article_id=article.pk, reader_id=ada.pk, now=timezone.now())
    assert article.title in text(Client().get("/searches/out/secret/atom.xml"))
    Article.objects.update(visibility=visibility)
    assert article.title not in text(Client().get("/searches/out/secret/atom.xml"))


def test_what_is_somebody_elses_is_not_there(client: Client, ada: User) -> None:
    row = kept(make.reader("Eve"))
    for act in ("name", "address"):
        assert client.post(f"/searches/{row.pk}/{act}/", {"name": "Mine"}).status_code == 404
    client.post(f"/searches/{row.pk}/remove/")
    assert SavedSearch.objects.get(removed_at__isnull=True).name == "otters"


def test_the_page_of_a_search_says_whether_it_is_kept(client: Client, ada: User) -> None:
    page = text(client.get("/search/?q=otters"))
    assert "Keep this search" in page
    back = re.search(r'name="next" value="([^"]+)"><button class="pill"', page)
    assert back is not None
    page = text(client.post("/searches/keep/", {"q": "otters", "next": unescape(back[1])}, follow=True))
    assert "Keep this search" not in page
    assert "Kept" in page
