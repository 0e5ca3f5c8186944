"""The decision panel over HTTP: labels, undo, copies, questions to a lead."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import queue
from moderation.models import Decision, ReviewItem
from tests import make

pytestmark = pytest.mark.django_db
DROP = {"visibility": "drop", "reason": "unproven_cure", "note": ""}


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def room(client: Client, max_: User) -> Client:
    client.force_login(max_)
    return client


def held(title: str = "Garlic cures cancer", **given: Any) -> ReviewItem:
    return make.review_item(make.article(title=title, visibility=Article.Visibility.HOLD, **given))


def decision_form(item: ReviewItem) -> dict[str, str]:
    return {**DROP, "content_hash": item.article.content_hash}


def test_a_label_is_chosen_like_an_effect_and_readers_get_the_article_with_it(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    sent = {**decision_form(item), "visibility": "label", "label": "Trials found no effect."}
    room.post(reverse("moderation-decide", args=[item.pk]), sent)
    made = Decision.objects.get()
    assert (made.visibility, made.label) == (Article.Visibility.ALLOW, "Trials found no effect.")
    assert made.taken_at is not None


def test_a_label_without_words_is_refused(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    answer = room.post(reverse("moderation-decide", args=[item.pk]), {**decision_form(item), "visibility": "label"})
    assert answer.status_code == 400
    assert "Write what readers should know." in answer.text


def test_after_a_decision_the_next_page_offers_to_take_it_back(room: Client, max_: User) -> None:
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    page = room.post(reverse("moderation-decide", args=[item.pk]), decision_form(item), follow=True).text
    address = reverse("moderation-undo", args=[Decision.objects.get().pk])
    assert address in page
    assert "Taken back" in room.post(address, follow=True).text
    assert not Decision.objects.exists()


def test_taking_back_too_late_is_refused_on_the_page_of_the_item(room: Client, max_: User) -> None:
    made = make.decision(make.article(), max_, Article.Visibility.DROP)
    answer = room.post(reverse("moderation-undo", args=[made.pk]))
    assert answer.status_code == 409
    assert "The ten seconds are over" in answer.text
    assert "Decide again" in answer.text


def test_what_says_the_same_is_listed_with_a_count_and_decided_along(room: Client, max_: User) -> None:
    text = "Three cloves of garlic a day cure cancer within a week, says a doctor from the coast."
    mine, *others = [held(text=text) for _ in range(3)]
    queue.lease(mine.pk, max_.pk, now=timezone.now())
    assert "2 more say the same" in room.get(reverse("moderation-item", args=[mine.pk])).text
    also = [f"{other.pk}:{other.article.content_hash}" for other in others]
    room.post(reverse("moderation-decide", args=[mine.pk]), {**decision_form(mine), "also": also})
    assert Decision.objects.count() == 3


def test_a_question_goes_to_a_lead_and_the_next_item_opens(room: Client, max_: User) -> None:
    make.lead()
    first, second = held(), held("Onions cure diabetes")
    queue.lease(first.pk, max_.pk, now=timezone.now())
    answer = room.post(reverse("moderation-hand-on", args=[first.pk]), {"why": "Is it an advertisement?"})
    assert answer.headers["Location"] == reverse("moderation-item", args=[second.pk])
    first.refresh_from_db()
    assert first.lane == ReviewItem.Lane.LEAD


def test_what_waits_for_a_lead_is_on_nobody_elses_page(room: Client, max_: User) -> None:
    make.lead()
    item = held()
    queue.lease(item.pk, max_.pk, now=timezone.now())
    page = room.post(reverse("moderation-hand-on", args=[item.pk]), {"why": "Is it an advertisement?"}, follow=True)
    assert "Nothing waits" in page.text
    room.force_login(make.lead("Lena"))
    assert "Garlic cures cancer" in room.get(reverse("moderation")).text
