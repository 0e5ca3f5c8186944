"""Reading privately: nothing is kept or learnt, what a reader asks for is done, and it ends with the session."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Comment, Subscription
from ranking import profiles
from ranking.models import ArticleStats, Event, Impression, Slate
from tests import make
from tests.aggregator.pages import cards, cost, newsroom, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
SAID = "You read privately."


@pytest.fixture
def ada(client: Client) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def go_private(client: Client) -> None:
    client.post("/you/private/", {"private": "yes"})


@pytest.mark.parametrize("page", ["/", "/following/", "/you/", "/search/?q=piece", "/topics/science/"])
def test_every_page_says_so_under_the_masthead(client: Client, ada: User, page: str) -> None:
    newsroom(8)
    assert SAID not in text(client.get(page))
    go_private(client)
    assert SAID in text(client.get(page))
    assert SAID not in text(Client().get("/"))


def test_what_is_opened_and_read_leaves_nothing(client: Client, ada: User) -> None:
    newsroom(8)
    go_private(client)
    article, _slot, _kind, impression = cards(client.get("/"))[0]
    client.get(f"/articles/{article}/?i={impression}")
    told = [{"kind": "view", "i": impression}, {"kind": "dwell", "i": impression, "value": 60}]
    answer = client.post("/events/", json.dumps({"events": told}), content_type="application/json")
    assert answer.status_code == 204
    assert not Event.objects.exists()
    assert not Slate.objects.filter(reader__isnull=False).exists()
    assert profiles.what_it_believes(ada.pk) == []
    client.post("/you/private/", {"private": "no"})
    assert not Impression.objects.served_to(ada.pk, "").exists()


def test_what_is_asked_for_is_done_and_teaches_nothing(client: Client, ada: User) -> None:
    article = make.article(topic=make.topic("science"), published_at=timezone.now())
    go_private(client)
    for act in ("like", "save", "more", "share"):
        client.post(f"/articles/{article.pk}/{act}/")
    client.post(f"/articles/{article.pk}/comments/", {"body": "Said privately."})
    client.post("/topics/science/follow/")
    assert article.title in text(client.get("/saved/"))
    assert Comment.objects.get().author == ada
    assert Subscription.objects.get().reader == ada
    assert ArticleStats.objects.get().likes == 1
    assert set(Event.objects.values_list("is_private", flat=True)) == {True}
    assert profiles.what_it_believes(ada.pk) == []


def test_what_was_known_and_muted_before_still_counts(client: Client, ada: User) -> None:
    newsroom(12)
    client.post("/you/mute/", {"topic": "sport"})
    hidden = cards(client.get("/"))[0][0]
    client.post(f"/articles/{hidden}/hide/")
    go_private(client)
    page = text(client.get("/"))
    assert "on Sport<" not in page
    assert hidden not in [it[0] for it in cards(client.get("/"))]


def test_the_second_page_repeats_nothing(client: Client, ada: User) -> None:
    newsroom(50)
    go_private(client)
    first, second = ({it[0] for it in cards(client.get(f"/?page={n}"))} for n in (0, 1))
    assert second
    assert not first & second


def test_it_ends_with_the_session(client: Client, ada: User) -> None:
    go_private(client)
    client.post("/accounts/logout/")
    client.force_login(ada)
    assert SAID not in text(client.get("/you/"))


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example", "http://["])
def test_the_button_leads_to_pages_of_this_site_only(client: Client, ada: User, where: str) -> None:
    assert client.post("/you/private/", {"private": "yes", "next": where})["Location"] == "/"


def test_a_private_page_costs_no_query_more(client: Client, ada: User) -> None:
    newsroom(12)
    client.get("/")
    usual = cost(client, "/")
    go_private(client)
    client.get("/")
    assert cost(client, "/") <= usual + 1
