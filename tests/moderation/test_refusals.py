"""Every refusal is a clear sentence with a status of its own, and changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import Role, User
from feeds.models import Article, Comment
from moderation import appeals, decide, queue
from moderation.models import Appeal, Decision, ReviewItem
from tests import make

pytestmark = pytest.mark.django_db
LIMIT, DROP = Article.Visibility.LIMIT, Article.Visibility.DROP
CHOICE = {"visibility": "drop", "reason": "false_claim"}


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def item(max_: User) -> ReviewItem:
    """One that Max holds."""
    article = make.article(visibility=Article.Visibility.HOLD)
    return decide.reopen(article.pk, moderator_id=max_.pk, now=timezone.now())


def sent(client: Client, person: User | None, item: ReviewItem, **more: str) -> Any:
    if person is not None:
        client.force_login(person)
    given = {**CHOICE, "content_hash": item.article.content_hash, **more}
    return client.post(reverse("moderation-decide", args=[item.pk]), given)


def removed(max_: User) -> Decision:
    return make.decision(make.article(creator=make.creator("Cleo")), max_, DROP, now=timezone.now())


def test_a_stranger_who_appeals_is_led_to_the_door_and_another_creator_finds_nothing(
    client: Client, max_: User
) -> None:
    address = reverse("appeal", args=[removed(max_).pk])
    assert "/accounts/login/" in client.post(address, {"words": "Let it go."})["Location"]
    client.force_login(make.creator("Eve"))
    answer = client.post(address, {"words": "Let it go."})
    assert (answer.status_code, "nothing here" in answer.text or "not here" in answer.text) == (404, True)
    assert not Appeal.objects.exists()


def test_an_appeal_sent_twice_says_that_it_was_sent(client: Client, max_: User) -> None:
    made = removed(max_)
    client.force_login(User.objects.get(name="Cleo"))
    address = reverse("appeal", args=[made.pk])
    assert [client.post(address, {"words": "Why?"}).status_code for _ in range(2)] == [302, 422]
    assert "You have appealed this decision already" in client.post(address, {"words": "Why?"}).text
    assert Appeal.objects.count() == 1


def test_a_decision_sent_twice_says_that_it_was_decided(client: Client, max_: User, item: ReviewItem) -> None:
    assert sent(client, max_, item).status_code == 302
    again = sent(client, max_, item)
    assert (again.status_code, "decided already" in again.text) == (409, True)
    assert Decision.objects.count() == 1


def test_a_lease_that_ran_out_says_so_and_decides_nothing(client: Client, max_: User, item: ReviewItem) -> None:
    ReviewItem.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    answer = sent(client, max_, item)
    assert (answer.status_code, "Your ten minutes were over" in answer.text) == (409, True)
    assert not Decision.objects.exists()


def test_an_item_of_another_names_them(client: Client, item: ReviewItem) -> None:
    answer = sent(client, make.moderator("Mina"), item)
    assert (answer.status_code, "Max is looking at this one now." in answer.text) == (409, True)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", [None, Role.CREATOR, Role.OPERATOR])
def test_without_the_role_nothing_is_decided(client: Client, item: ReviewItem, role: Role | None) -> None:
    eve = make.reader("Eve")
    if role is not None:
        eve.groups.add(Group.objects.get(name=role))
    answer = sent(client, eve, item)
    assert (answer.status_code, "This is not open to you" in answer.text) == (403, True)
    assert not Decision.objects.exists()


def test_who_lost_the_role_while_the_page_was_open_decides_nothing(
    client: Client, max_: User, item: ReviewItem
) -> None:
    client.force_login(max_)
    client.get(reverse("moderation-item", args=[item.pk]))
    max_.groups.clear()
    assert sent(client, None, item).status_code == 403
    with pytest.raises(decide.NotAModeratorError):
        decide.decide(item.pk, moderator_id=max_.pk, now=timezone.now(), visibility=DROP, reason="false_claim")


def test_a_comment_is_not_removed_after_the_lease_and_the_page_says_why(
    client: Client, max_: User, item: ReviewItem
) -> None:
    said = make.comment(item.article)
    queue.give_back(item.pk, max_.pk)
    client.force_login(max_)
    address = reverse("moderation-remove-comment", args=[item.pk, said.pk])
    assert "Take it again to decide" in client.post(address, {"reason": "indecent"}, follow=True).text
    assert Comment.objects.get().state == Comment.State.VISIBLE


def test_a_comment_of_another_article_is_not_there(client: Client, max_: User, item: ReviewItem) -> None:
    client.force_login(max_)
    other = make.comment(make.article())
    address = reverse("moderation-remove-comment", args=[item.pk, other.pk])
    assert client.post(address, {"reason": "indecent"}).status_code == 404


def test_who_appealed_sees_that_another_answers(client: Client, max_: User) -> None:
    mina = make.moderator("Mina")
    made = make.removal(make.comment(make.article(), author=mina), max_, now=timezone.now())
    asked = appeals.appeal(made.pk, creator_id=mina.pk, words="Why?", now=timezone.now())
    client.force_login(mina)
    assert "None of these is yours to answer" in client.get(reverse("moderation-appeals")).text
    page = reverse("moderation-appeal", args=[asked.pk])
    assert "This is your own appeal" in client.get(page).text
    given = {"outcome": "overturned", "words": "Of course.", "content_hash": made.article.content_hash}
    assert client.post(reverse("moderation-answer", args=[asked.pk]), given).status_code == 409
    assert Appeal.objects.get().outcome == Appeal.Outcome.OPEN
