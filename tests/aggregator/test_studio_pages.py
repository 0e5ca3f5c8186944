"""The pages of the studio: who may open them, what they say, what they cost."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aggregator.accounts.models import User
from feeds.models import Article, Draft
from feeds.studio.publish import publish
from moderation import decide
from moderation.models import AuditRow, Decision, Notice
from moderation.types import Triage, Zone
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache")]
POST = {"title": "A staircase talks", "body": "The lift is broken again.", "topic": "local", "act": "post"}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_draft(author: User, **words: Any) -> Draft:
    return Draft.objects.create(author=author, edited_at=NOW, **{"title": "Stairs", "body": "Up and down.", **words})


def held(article: Article) -> Decision:
    decision = decide.place(article.pk, Triage(Zone.HOLD, 0.9, "A cure without evidence."), None, now=NOW)
    assert decision is not None
    return decision


@pytest.mark.parametrize("path", ["", "new/", "1/"])
def test_a_stranger_signs_in_first(path: str) -> None:
    answer = Client().get(f"/studio/{path}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_reader_is_offered_to_become_a_creator() -> None:
    page = signed_in(make.reader()).get("/studio/")
    assert "Become a creator" in page.content.decode()


@pytest.mark.parametrize("path", ["new/", "1/"])
def test_a_reader_is_led_to_the_door(path: str) -> None:
    assert signed_in(make.reader()).get(f"/studio/{path}")["Location"] == "/studio/"


def test_becoming_a_creator_takes_one_act_and_is_written_down() -> None:
    ada = make.reader()
    client = signed_in(ada)
    assert client.post("/studio/join/")["Location"] == "/studio/new/"
    client.post("/studio/join/")
    assert User.objects.get(pk=ada.pk).is_creator
    assert [(row.act, row.actor_id) for row in AuditRow.objects.all()] == [("became_creator", ada.pk)]


def test_a_post_becomes_a_held_article_and_is_being_checked() -> None:
    cleo = make.creator()
    client = signed_in(cleo)
    assert client.post("/studio/new/", POST)["Location"] == "/studio/"
    article = Article.objects.get()
    assert (article.creator, article.title, article.visibility) == (cleo, POST["title"], Article.Visibility.HOLD)
    assert "Being checked" in client.get("/studio/").content.decode()


def test_sending_the_same_sheet_twice_makes_one_post() -> None:
    client = signed_in(make.creator())
    client.post("/studio/new/", POST)
    client.post("/studio/new/", POST)
    assert (Draft.objects.count(), Article.objects.count()) == (1, 1)


def test_a_draft_is_kept_and_no_article_is_made() -> None:
    client = signed_in(make.creator())
    answer = client.post("/studio/new/", {"title": "", "body": "One thought", "act": "save"}, follow=True)
    assert "Kept as a draft" in answer.content.decode()
    assert "One thought" in answer.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": ""}, "Write a headline"),
        ({"body": " "}, "Write the text"),
        ({"title": "x" * 201}, "Shorten the headline to 200 characters; it has 201."),
        ({"body": "y" * 40_001}, "Shorten the text to 40000 characters; it has 40001."),
        ({"body": "bell \x07 rings"}, "cannot be printed: U+0007"),
        ({"body": "nothing \x00 here"}, "cannot be printed: U+0000"),
        ({"topic": "gossip"}, "Choose one of the topics"),
    ],
)
def test_a_mistake_is_explained_at_its_field_and_nothing_typed_is_lost(words: dict[str, str], sentence: str) -> None:
    sent = {**POST, **words}
    page = signed_in(make.creator()).post("/studio/new/", sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["form"]["title"].value() == sent["title"]
    assert page.context["form"]["body"].value() == sent["body"]
    assert not Draft.objects.exists()


def test_an_empty_sheet_is_not_kept() -> None:
    page = signed_in(make.creator()).post("/studio/new/", {"act": "save"})
    assert "Write something first" in page.content.decode()


def test_a_preview_keeps_nothing_and_shows_safe_words() -> None:
    client = signed_in(make.creator())
    page = client.post("/studio/preview/", {"title": "T<b>", "body": "**bold** <script>x</script>"}).content.decode()
    assert "T&lt;b&gt;" in page
    assert "<strong>bold</strong>" in page
    assert "<script>x" not in page
    whole = client.post("/studio/new/", {**POST, "act": "preview"}).content.decode()
    assert whole.count("The lift is broken again.") == 2
    assert not Draft.objects.exists()


@pytest.mark.parametrize("who", ["creator", "moderator", "operator"])
def test_nobody_opens_changes_or_deletes_the_draft_of_somebody_else(who: str) -> None:
    theirs = a_draft(make.creator())
    eve = getattr(make, who)("Eve")
    eve.groups.add(*make.creator().groups.all())
    client = signed_in(eve)
    assert client.get(f"/studio/{theirs.pk}/").status_code == 404
    assert client.post(f"/studio/{theirs.pk}/", POST).status_code == 404
    assert client.post(f"/studio/{theirs.pk}/delete/").status_code == 404
    assert "Stairs" not in client.get("/studio/").content.decode()


def test_drafts_are_not_in_the_operators_admin() -> None:
    assert Draft not in admin.site._registry


def test_a_held_post_says_why_and_its_notice_is_read_once() -> None:
    cleo = make.creator()
    held(publish(a_draft(cleo), now=NOW))
    Article.objects.update(embed_due_at=None)
    client = signed_in(cleo)
    page = client.get("/studio/").content.decode()
    assert "Under review, held back until a moderator decides" in page
    assert "Could not be assessed automatically" in page
    assert "held back" in client.get("/notifications/").content.decode()
    client.post("/notifications/read/")
    assert not Notice.objects.unread().exists()


def test_deleting_a_post_takes_it_from_readers() -> None:
    cleo = make.creator()
    it = a_draft(cleo)
    article = publish(it, now=NOW)
    Article.objects.update(visibility=Article.Visibility.ALLOW)
    signed_in(cleo).post(f"/studio/{it.pk}/delete/")
    assert Client().get(f"/articles/{article.pk}/").status_code == 404
    assert not Draft.objects.exists()


def test_posting_has_a_limit_a_minute() -> None:
    client = signed_in(make.creator())
    codes = [client.post("/studio/new/", {**POST, "title": f"Number {n}"}).status_code for n in range(14)]
    assert 429 in codes
    assert Draft.objects.count() <= 12


def test_the_list_costs_the_same_whatever_its_length(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cleo = make.creator()
    client = signed_in(cleo)
    publish(a_draft(cleo), now=NOW)
    client.get("/studio/")
    for n in range(12):
        held(publish(a_draft(cleo, title=f"Number {n}"), now=NOW))
    with django_assert_num_queries(6):
        client.get("/studio/")
