"""What is around the cards of the front page is kept, and is still each reader's own and true at this moment."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from aggregator.accounts.models import Role, User
from aggregator.pages import frame, kept, rail
from aggregator.pages.requests import PageRequest
from feeds.models import Article
from ranking.models import ArticleStats
from tests import make
from tests.aggregator.pages import newsroom, text

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


def asked(user: User, address: str) -> PageRequest:
    request = RequestFactory().get(address)
    request.user, request.resolver_match = user, resolve("/")
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    return request  # type: ignore[return-value]  # with a user, as the middleware makes it


def with_role(role: Role) -> User:
    user = make.reader()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.mark.parametrize("role", [None, Role.CREATOR, Role.MODERATOR, Role.OPERATOR])
@pytest.mark.parametrize("following", [None, 1, 3])
def test_the_kept_page_is_the_page_as_it_would_be_printed(role: Role | None, following: int | None) -> None:
    newsroom(3)
    request = asked(with_role(role) if role else make.reader(), '/?x="><script>&page=0')
    beside = rail.Rail((rail.Discussed(7, "<b>Talk</b>", "de"),), (rail.Told(8, "A & B", 3),))
    context: dict[str, object] = {"cards": True, "printed": "<&", "page": 0, "next_page": following, "rail": beside}
    context |= {"onward": "?page=1&x=<", "percent": 35, "token": "a" * 64, "above": "<&"}
    whole = render_to_string("pages/home.html", context, request)
    assert TOKEN.sub("", frame.printed(request, context)) == TOKEN.sub("", whole)


def talked_about(client: Client, patch: pytest.MonkeyPatch) -> Article:
    """A page with this article in the rail was just printed, and what the site keeps is kept for an hour."""
    article = newsroom(3)[0]
    ArticleStats.objects.create(article=article, comments=3, heat_at=timezone.now())
    assert article.title in rail_of(client)
    patch.setattr(kept, "SECONDS", 3600.0)
    return article


def rail_of(client: Client) -> str:
    return text(client.get("/")).partition("Most discussed")[2]


@pytest.mark.parametrize("change", [{"visibility": Article.Visibility.HOLD}, {"withdrawn_at": make.NOW}])
def test_what_was_talked_about_is_gone_as_soon_as_it_is_not_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    article = talked_about(client, monkeypatch)
    Article.objects.filter(pk=article.pk).update(**change)
    assert article.title not in text(client.get("/"))


def test_an_edited_headline_is_new_in_the_rail_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = talked_about(client, monkeypatch)
    Article.objects.filter(pk=article.pk).update(title="Said otherwise")
    assert "Said otherwise" in rail_of(client)


def test_a_role_opens_its_door_at_once_and_only_to_its_holder(client: Client) -> None:
    newsroom(3)
    ada, max_ = make.reader("Ada"), make.reader("Max")
    client.force_login(max_)
    assert "Review queue" not in text(client.get("/"))
    max_.groups.add(Group.objects.get(name=Role.MODERATOR))
    assert "Review queue" in text(client.get("/"))
    client.force_login(ada)
    assert "Review queue" not in text(client.get("/"))


def test_what_is_said_to_one_reader_is_on_no_other_page(client: Client) -> None:
    article = newsroom(5)[0]
    client.force_login(make.reader("Ada"))
    client.post(f"/articles/{article.pk}/hide/", {"next": "/"})
    assert "You will see less of" in text(client.get("/"))
    assert "You will see less of" not in text(client.get("/"))


def test_every_page_has_the_token_of_its_reader() -> None:
    newsroom(3)
    one, other = Client(enforce_csrf_checks=True), Client()
    page = text(one.get("/"))
    token = re.findall(r'X-CSRFToken": "(\w+)"', page)[0]
    assert token not in text(other.get("/"))
    answer = one.post("/events/", "{}", content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code != 403


def test_no_headline_can_name_a_hole(client: Client) -> None:
    article = newsroom(1)[0]
    Article.objects.filter(pk=article.pk).update(title="-token- 0-path-", published_at=timezone.now())
    assert "-token- 0-path-" in text(client.get("/"))
