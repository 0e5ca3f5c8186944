"""The appeals in the moderators' room, and the creator's way to them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import appeals
from moderation.models import Appeal, AuditRow
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def room(client: Client, max_: User) -> Client:
    client.force_login(max_)
    return client


def appealed(moderator: User, title: str = "Garlic and mice") -> Appeal:
    cleo, now = make.creator("Cleo"), timezone.now()
    made = make.decision(make.article(title=title, creator=cleo), moderator, Article.Visibility.DROP, now=now)
    return appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted a study.", now=now)


def answer(room: Client, asked: Appeal, **given: str) -> Any:
    sent = {"outcome": "overturned", "words": "You did.", "content_hash": asked.decision.article.content_hash}
    return room.post(reverse("moderation-answer", args=[asked.pk]), {**sent, **given})


def test_an_appeal_goes_from_the_creators_page_to_another_moderator_and_back(client: Client, max_: User) -> None:
    cleo = make.creator("Cleo")
    made = make.decision(make.article(creator=cleo), max_, Article.Visibility.DROP, now=timezone.now())
    client.force_login(cleo)
    page = reverse("decision", args=[made.pk])
    assert "What did the decision get wrong?" in client.get(page).text
    sent = client.post(reverse("appeal", args=[made.pk]), {"words": "I quoted a study."}, follow=True)
    assert "Waits for another moderator" in sent.text
    client.force_login(make.moderator("Mina"))
    assert answer(client, Appeal.objects.get()).headers["Location"] == reverse("moderation-appeals")
    client.force_login(cleo)
    assert "You did." in client.get(page).text
    assert "Restored after an appeal" in client.get(reverse("notifications")).text


def test_an_appeal_that_is_refused_says_why_and_keeps_the_words(client: Client, max_: User) -> None:
    asked = appealed(max_)
    client.force_login(asked.creator)
    again = client.post(reverse("appeal", args=[asked.decision_id]), {"words": "Once more."})
    assert (again.status_code, "I quoted a study." in again.text) == (422, True)
    client.force_login(make.creator("Eve"))
    assert client.post(reverse("appeal", args=[asked.decision_id]), {"words": "Me too."}).status_code == 404


def test_the_page_shows_the_words_the_decision_and_the_text_and_each_look_is_in_the_audit(room: Client) -> None:
    asked = appealed(make.moderator("Mina"))
    page = room.get(reverse("moderation-appeal", args=[asked.pk])).text
    assert all(words in page for words in ("I quoted a study.", "Claims a cure without evidence", "Garlic and mice"))
    assert AuditRow.objects.latest("pk").detail == {"appeal": asked.pk}


def test_who_decided_sees_the_appeal_and_cannot_answer_it(room: Client, max_: User) -> None:
    asked = appealed(max_)
    assert "another moderator answers" in room.get(reverse("moderation-appeals")).text
    assert "data-letter" not in room.get(reverse("moderation-appeal", args=[asked.pk])).text
    assert answer(room, asked).status_code == 409
    assert Article.objects.get().visibility == Article.Visibility.DROP


def test_an_answer_sent_twice_counts_once(room: Client) -> None:
    asked = appealed(make.moderator("Mina"))
    assert [answer(room, asked).status_code for _ in range(2)] == [302, 409]


@pytest.mark.parametrize("given", [{"words": ""}, {"outcome": ""}, {"outcome": "settled"}, {"words": "x" * 1001}])
def test_half_an_answer_is_refused_and_kept(room: Client, given: dict[str, str]) -> None:
    asked = appealed(make.moderator("Mina"))
    assert answer(room, asked, **given).status_code == 400
    asked.refresh_from_db()
    assert asked.outcome == "open"


@pytest.mark.parametrize("rows", [1, 4])
@pytest.mark.parametrize(("name", "cost"), [("moderation-appeals", 4), ("moderation-appeal", 8)])
def test_a_page_costs_the_same_however_many_appeal(
    *, room: Client, django_assert_num_queries: Callable[..., Any], name: str, cost: int, rows: int
) -> None:
    mina = make.moderator("Mina")
    for number in range(rows):
        asked = appealed(mina, f"Article {number}")
    answer(room, appealed(mina))
    address = reverse(name, args=[asked.pk] if name == "moderation-appeal" else [])
    room.get(address)
    with django_assert_num_queries(cost):
        room.get(address)
