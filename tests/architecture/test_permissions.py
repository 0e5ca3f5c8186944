"""Every address of the site, what it answers to each role, and that none is forgotten.

An answer is a status; `login` is the way to the sign-in page. Posted forms are empty: who may post one at all is told
that it lacks something, or is brought to the next page.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Draft
from tests import make
from tests.architecture.answers import ANSWERS

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "reader", "creator", "moderator", "operator")


def routes(entries: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern)


ALL = list(routes(get_resolver().url_patterns))
ADMIN = [route for route in ALL if route.startswith("admin/") and "(?P" not in route]
OWN_DOORS = {"admin/login/", "admin/logout/"}


def each(words: str) -> list[str]:
    """The answers to the five roles."""
    said = words.split()
    return said * 5 if len(said) == 1 else said + said[-1:] * (5 - len(said))


def address(route: str, values: dict[str, object]) -> str:
    plain = re.sub(r"\(\?P<(\w+)>(?:\[[^]]*\]|\.)\+\)", r"<str:\1>", route).replace("^", "").replace("$", "")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), plain)


def said(answer: HttpResponse) -> str:
    # Whoever is signed in and no operator comes to the admin's own sign-in page.
    is_login = answer.headers.get("Location", "").partition("?")[0] in {"/accounts/login/", "/admin/login/"}
    return "login" if is_login else str(answer.status_code)


def asked(person: User | None, method: str, where: str) -> str:
    client = Client()
    if person is not None:
        client.force_login(person)
    ask: Any = getattr(client, method)
    return said(ask(where))


@pytest.fixture
def values(cleo: User) -> dict[str, object]:
    return behind(cleo)


def behind(cleo: User) -> dict[str, object]:
    """Something behind each address: a shown article, a held one that waits, Cleo's draft."""
    article = make.article(topic=make.topic("science"), story=make.story())
    item = make.review_item(make.article(visibility=Article.Visibility.HOLD))
    draft = Draft.objects.create(author=cleo, title="Tides", body="They rise.", edited_at=timezone.now())
    ids = {"article_id": article.pk, "feed_id": article.feed_id, "story_id": article.story_id, "item_id": item.pk}
    return {
        **ids,
        "draft_id": draft.pk,
        "import_id": 1,
        "experiment_id": 1,
        "mute_id": 1,
        "search_id": 1,
        "folder_id": 1,
        "kind": "atom",
        "device_id": 1,
        "decision_id": 1,
        "comment_id": 1,
        "appeal_id": 1,
        "reference_id": 1,
        "match_id": 1,
        "slug": "science",
        "name": "none.jpg",
        "public_id": cleo.public_id,
        "token": "none",
        "key": "0b7d9bb6-4d1c-4f0f-9d0e-5a4b6f7f1c11",
        "uidb36": "1",
        "pk": 1,
    }


@pytest.fixture
def cleo() -> User:
    return make.creator("Cleo")


def test_every_address_has_a_row() -> None:
    assert {route for route in ALL if not route.startswith("admin/")} == set(ANSWERS)


@pytest.mark.parametrize("route", ANSWERS)
def test_each_role_is_answered_as_the_table_says(route: str, values: dict[str, object], cleo: User) -> None:
    people = [None, make.reader(), cleo, make.moderator(), make.operator()]
    for method, words in zip(("get", "post"), ANSWERS[route], strict=True):
        found = {
            role: asked(person, method, address(route, values)) for role, person in zip(ROLES, people, strict=True)
        }
        assert found == dict(zip(ROLES, each(words), strict=True)), method


def test_nobody_but_operators_enters_the_admin() -> None:
    assert [asked(person, "get", "/admin/") for person in (None, make.creator(), make.moderator())] == ["login"] * 3
    ada = make.reader()
    for route in set(ADMIN) - OWN_DOORS:
        where = "/" + re.sub(r"<[^>]+>", "1", route)
        assert (where, asked(ada, "get", where)) == (where, "login")
