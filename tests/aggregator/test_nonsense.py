"""Whatever is asked of a page or typed into a form, the answer is one of the site's own, and never that it broke."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import Role, User
from feeds.models import Draft
from tests import make
from tests.aggregator.pages import newsroom

pytestmark = pytest.mark.django_db

NONSENSE = [
    *("", "%", "-1", "9" * 5000, str(2**63), "a\0b\x1b", "x" * 10_000, "²", "../.."),
    *("//evil.example/", "http://[", "https://evil.example/"),
]
IDS = ["0", str(2**63), "9" * 5000, "-1", "a%00"]
PAGES = {
    "page": (
        "/",
        "/following/",
        "/saved/",
        "/search/?q=a",
        "/topics/science/",
        "/studio/",
        "/moderation/log/",
        "/ops/",
    ),
    "q": ("/search/",),
    "i": ("/articles/{article}/",),
    "next": ("/accounts/login/", "/accounts/signup/"),
}
THINGS = (
    *("/articles/{}/", "/stories/{}/", "/feeds/{}/", "/studio/{}/", "/moderation/items/{}/", "/ops/feeds/{}/"),
    *("/articles/{}/like/", "/articles/{}/comments/", "/feeds/{}/follow/", "/studio/{}/delete/"),
    *("/moderation/items/{}/take/", "/moderation/items/{}/decide/", "/moderation/articles/{}/reopen/"),
    "/ops/feeds/{}/retry/",
)
# A form, and what is typed into it beside the nonsense.
FORMS: dict[str, dict[str, str]] = {
    "/articles/{article}/like/": {"i": "", "undo": "", "next": ""},
    "/articles/{article}/hide/": {"i": "", "undo": "", "next": ""},
    "/articles/{article}/comments/": {"body": "Thank you.", "i": ""},
    "/feeds/{feed}/follow/": {"undo": "", "next": ""},
    "/feeds/add/": {"url": ""},
    "/welcome/": {"topics": ""},
    "/you/horizon/": {"horizon": "50", "next": ""},
    "/you/name/": {"name": ""},
    "/studio/new/": {"title": "Tides", "body": "They rise.", "topic": "", "act": "save"},
    "/studio/preview/": {"title": "Tides", "body": "They rise.", "topic": ""},
    "/moderation/next/": {"skip": ""},
    "/moderation/items/{item}/decide/": {"visibility": "drop", "reason": "spam", "note": "", "content_hash": "x"},
    "/accounts/login/": {"login": "ada@example.org", "password": make.PASSWORD, "next": ""},
    "/accounts/signup/": {"email": "ada@example.org", "password1": make.PASSWORD, "next": ""},
    "/accounts/password/reset/": {"email": "ada@example.org"},
}


@pytest.fixture
def places() -> dict[str, int]:
    article = newsroom(3)[0]
    return {"article": article.pk, "feed": article.feed_id or 0, "item": make.review_item(make.article()).pk}


def stranger(number: int = 1) -> Client:
    """Each from an address of their own: who types that often is told to wait."""
    return Client(raise_request_exception=False, REMOTE_ADDR=f"203.0.113.{number}")


def everybody() -> Client:
    """Somebody new with every role, so that nothing is refused at the door."""
    person, client = make.creator(), stranger()
    for role in (Role.MODERATOR, Role.OPERATOR):
        person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    return client


def holds(answer: Any) -> bool:
    """The site answered, and leads nowhere else."""
    place = answer.headers.get("Location", "/")
    return answer.status_code < 500 and place.startswith("/") and not place.startswith("//")


@pytest.mark.parametrize(("name", "page"), [(name, page) for name, pages in PAGES.items() for page in pages])
def test_no_query_breaks_a_page(places: dict[str, int], name: str, page: str) -> None:
    client = stranger() if name == "next" else everybody()
    broken = [typed for typed in NONSENSE if not holds(client.get(page.format(**places), {name: typed}))]
    assert broken == []


@pytest.mark.parametrize("thing", THINGS)
def test_what_cannot_be_there_is_not_there(thing: str) -> None:
    client = everybody()
    for id_ in IDS:
        assert client.post(thing.format(id_)).status_code in {404, 405}
        assert client.get(thing.format(id_)).status_code in {404, 405}


@pytest.mark.parametrize(("form", "field"), [(form, field) for form, fields in FORMS.items() for field in fields])
def test_no_field_breaks_a_form(places: dict[str, int], form: str, field: str) -> None:
    broken = []
    for number, typed in enumerate(NONSENSE):
        client = stranger(number) if "accounts" in form else everybody()
        if not holds(client.post(form.format(**places), {**FORMS[form], field: typed})):
            broken.append(typed)
    assert broken == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_another_site_sends_is_refused(places: dict[str, int], form: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(form.format(**places), FORMS[form]).status_code == 403


def test_a_page_too_far_is_the_last_and_not_the_first_again(client: Client, places: dict[str, int]) -> None:
    assert b"card-" in client.get(f"/feeds/{places['feed']}/").content
    assert b"card-" not in client.get(f"/feeds/{places['feed']}/", {"page": "1000000000000"}).content


def test_signing_in_leads_to_no_other_site(client: Client) -> None:
    ada: User = make.reader()
    said = {"login": ada.email, "password": make.PASSWORD, "next": "http://localhost/elsewhere"}
    assert client.post("/accounts/login/", said).headers["Location"] == "/"


@pytest.mark.parametrize("key", ['"aaaaaaaaaa\\000"', "\x01" * 40, "ü" * 40, "x" * 5000])
def test_a_session_that_never_was_is_a_strangers(client: Client, key: str) -> None:
    for page in ("/", "/accounts/login/", "/healthz"):
        assert client.get(page, headers={"Cookie": f"sessionid={key}"}).status_code == 200


def test_a_draft_beyond_reach_stays() -> None:
    draft = Draft.objects.create(author=make.creator("Eve"), title="Mine", body="", edited_at=timezone.now())
    everybody().post(f"/studio/{draft.pk}/delete/")
    assert Draft.objects.filter(pk=draft.pk).exists()
