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

pytestmark = pytest.mark.django_db

# Route: answers to GET, to POST. One answer is everybody's; two are the stranger's and that of all who are signed in;
# five are those of stranger, reader, creator, moderator, operator.
ANSWERS = {
    "": ("200", "405"),
    "healthz": ("200", "405"),
    "readyz": ("200", "405"),
    "metrics": ("200", "405"),
    "feed.xml": ("200", "405"),
    "search/": ("200", "405"),
    "searches/": ("login 200", "login 405"),
    "searches/keep/": ("405", "login 302"),
    "searches/<int:search_id>/name/": ("405", "login 404"),
    "searches/<int:search_id>/remove/": ("405", "login 302"),
    "searches/<int:search_id>/address/": ("405", "login 404"),
    "searches/out/<str:token>/<slug:kind>.xml": ("404", "405"),
    "look/": ("200", "302"),
    "topics/<slug:slug>/": ("200", "405"),
    "topics/<slug:slug>/feed.xml": ("200", "405"),
    "creators/<slug:public_id>/feed.xml": ("200", "405"),
    "stories/<int:story_id>/feed.xml": ("200", "405"),
    "feeds/<int:feed_id>/": ("200", "405"),
    "creators/<slug:public_id>/": ("200", "405"),
    "creators/<slug:public_id>/follow/": ("405", "login 302 404 302 302"),
    "stories/<int:story_id>/": ("200", "405"),
    "articles/<int:article_id>/": ("200", "405"),
    "articles/<int:article_id>/history/": ("404", "405"),
    "events/": ("405", "400"),
    "language/": ("405", "302"),
    "websub/<slug:token>/": ("404", "404"),
    "media/<str:name>": ("404", "405"),
    "articles/<int:article_id>/pictures/<slug:key>/": ("404", "405"),
    # what readers do
    "articles/<int:article_id>/like/": ("405", "login 302"),
    "articles/<int:article_id>/save/": ("405", "login 302"),
    "articles/<int:article_id>/hide/": ("405", "login 302"),
    "articles/<int:article_id>/more/": ("405", "login 302"),
    "articles/<int:article_id>/share/": ("405", "302"),
    "articles/<int:article_id>/report/": ("405", "302"),
    "articles/<int:article_id>/mute/": ("405", "login 302"),
    "articles/<int:article_id>/comments/": ("405", "login 422"),
    "comments/<int:comment_id>/answer/": ("404", "404"),
    "comments/<int:comment_id>/change/": ("login 404", "login 404"),
    "comments/<int:comment_id>/take-back/": ("405", "login 404"),
    "comments/<int:comment_id>/like/": ("405", "login 404"),
    "topics/<slug:slug>/follow/": ("405", "login 302"),
    "feeds/<int:feed_id>/follow/": ("405", "login 302"),
    "stories/<int:story_id>/follow/": ("405", "login 302"),
    "feeds/add/": ("login 200", "login 422"),
    # their rooms
    "following/": ("login 200", "login 405"),
    "following/all/": ("login 200", "login 405"),
    "following/feeds.opml": ("login 200", "login 405"),
    "history/": ("login 200", "login 405"),
    "history/<int:article_id>/forget/": ("405", "login 302"),
    "history/clear/": ("405", "login 302"),
    "saved/": ("login 200", "login 405"),
    "saved/<int:article_id>/": ("login 404", "login 404"),
    "saved/folders/": ("405", "login 422"),
    "saved/folders/<int:folder_id>/name/": ("405", "login 404"),
    "saved/folders/<int:folder_id>/remove/": ("405", "login 302"),
    "welcome/": ("200", "302"),
    "you/": ("login 200", "login 405"),
    "you/reports/": ("login 200", "405"),
    "you/letters/": ("405", "login 302"),
    "letters/stop/<str:token>/": ("404", "404"),
    "notifications/": ("login 200", "405"),
    "notifications/read/": ("405", "login 302"),
    "notifications/settings/": ("login 200", "login 422"),
    "notifications/devices/": ("405", "login 400"),
    "notifications/devices/<int:device_id>/remove/": ("405", "login 302"),
    "notifications/<str:key>/": ("login 404", "405"),
    "sw.js": ("200", "405"),
    "decisions/<int:decision_id>/": ("login 404", "405"),
    "decisions/<int:decision_id>.json": ("login 404", "405"),
    "decisions/<int:decision_id>/appeal/": ("405", "login 404"),
    "you/horizon/": ("405", "login 422"),
    "you/name/": ("405", "login 302"),
    "you/reset/": ("405", "login 302"),
    "you/forget/<slug:slug>/": ("405", "login 302"),
    "you/mute/": ("405", "login 422"),
    "you/unmute/<int:mute_id>/": ("405", "login 302"),
    # creators; others are led to the door, and nobody learns what others write
    "studio/": ("login 200", "405"),
    "studio/join/": ("405", "login 302"),
    "studio/new/": ("login 302 200 302 302", "login 302 422 302 302"),
    "studio/preview/": ("405", "login 302 200 302 302"),
    "studio/<int:draft_id>/": ("login 302 200 302 302", "login 302 422 302 302"),
    "studio/<int:draft_id>/delete/": ("405", "login 302 302 302 302"),
    # moderators, and nobody else
    "moderation/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/log/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/appeals/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/appeals/<int:appeal_id>/": ("login 403 403 404 403", "login 403 403 405 403"),
    "moderation/appeals/<int:appeal_id>/answer/": ("login 403 403 405 403", "login 403 403 404 403"),
    "moderation/insights/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/model/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/model/use/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/references/": ("login 403 403 200 403", "login 403 403 400 403"),
    "moderation/references/feeds/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/references/<int:reference_id>/": ("login 403 403 405 403", "login 403 403 404 403"),
    "moderation/items/<int:item_id>/references/<int:match_id>/dismiss/": (
        "login 403 403 405 403",
        "login 403 403 302 403",
    ),
    "moderation/comfort/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/next/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/items/<int:item_id>/": ("login 403 403 200 403", "login 403 403 405 403"),
    "moderation/items/<int:item_id>/take/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/items/<int:item_id>/give-back/": ("login 403 403 405 403", "login 403 403 302 403"),
    "moderation/items/<int:item_id>/heartbeat/": ("login 403 403 405 403", "login 403 403 409 403"),
    "moderation/items/<int:item_id>/comments/<int:comment_id>/remove/": (
        "login 403 403 405 403",
        "login 403 403 302 403",
    ),
    "moderation/items/<int:item_id>/comments/<int:comment_id>/show/": (
        "login 403 403 405 403",
        "login 403 403 302 403",
    ),
    "moderation/items/<int:item_id>/hand-on/": ("login 403 403 405 403", "login 403 403 400 403"),
    "moderation/comments/<int:decision_id>/undo/": ("login 403 403 405 403", "login 403 403 404 403"),
    "moderation/decisions/<int:decision_id>/undo/": ("login 403 403 405 403", "login 403 403 404 403"),
    "moderation/items/<int:item_id>/decide/": ("login 403 403 405 403", "login 403 403 400 403"),
    "moderation/articles/<int:article_id>/reopen/": ("login 403 403 405 403", "login 403 403 302 403"),
    # operators, and nobody else
    "ops/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/ranking/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/ranking/widening/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/ranking/experiments/new/": ("login 403 403 403 200", "login 403 403 403 422"),
    "ops/ranking/experiments/<int:experiment_id>/": ("login 403 403 403 404", "login 403 403 403 405"),
    "ops/ranking/experiments/<int:experiment_id>/end/": ("login 403 403 403 405", "login 403 403 403 404"),
    "ops/retry/": ("login 403 403 403 405", "login 403 403 403 302"),
    "ops/feeds/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/feeds/<int:feed_id>/full-text/": ("login 403 403 403 405", "login 403 403 403 302"),
    "ops/feeds/<int:feed_id>/pause/": ("login 403 403 403 405", "login 403 403 403 302"),
    "ops/feeds/<int:feed_id>/resume/": ("login 403 403 403 405", "login 403 403 403 302"),
    "ops/feeds/<int:feed_id>/remove/": ("login 403 403 403 200", "login 403 403 403 302"),
    "ops/feeds.opml": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/ranking/model/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/ranking/model/choose/": ("login 403 403 403 405", "login 403 403 403 422"),
    "ops/ranking/model/learning/": ("login 403 403 403 405", "login 403 403 403 302"),
    "ops/imports/": ("login 403 403 403 200", "login 403 403 403 422"),
    "ops/imports/<int:import_id>/stop/": ("login 403 403 403 405", "login 403 403 403 404"),
    "ops/imports/<int:import_id>/": ("login 403 403 403 404", "login 403 403 403 405"),
    "ops/feeds/<int:feed_id>/": ("login 403 403 403 200", "login 403 403 403 405"),
    "ops/feeds/<int:feed_id>/retry/": ("login 403 403 403 405", "login 403 403 403 302"),
    # accounts
    "accounts/login/": ("200 302", "200 302"),
    "accounts/logout/": ("302 200", "302"),
    "accounts/signup/": ("200 302", "200 302"),
    "accounts/inactive/": ("200", "405"),
    "accounts/reauthenticate/": ("login 200", "login 200"),
    "accounts/email/": ("login 200", "login 302"),
    "accounts/confirm-email/": ("200", "405"),
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": ("200", "404"),
    "accounts/password/change/": ("login 200", "login 200"),
    "accounts/password/set/": ("login 302", "login 302"),
    "accounts/password/reset/": ("200", "200"),
    "accounts/password/reset/done/": ("200", "405"),
    "accounts/password/reset/key/done/": ("200", "405"),
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": ("200", "200"),
    "accounts/login/code/confirm/": ("login 302", "login 302"),
}
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
        "key": "abc",
        "uidb36": "1",
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
