"""Another moderator decides again, is told nothing, and changes nothing; where two disagree a lead decides."""

from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import decide, queue, second
from moderation.models import Decision, ReviewItem, SecondOpinion
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
ALLOW, DROP = Article.Visibility.ALLOW, Article.Visibility.DROP


@pytest.fixture(autouse=True)
def all_again(settings: Settings) -> None:
    settings.SECOND_LOOK_PER_CENT = 100


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def mina() -> User:
    return make.moderator("Mina")


@pytest.fixture
def look(max_: User, mina: User) -> ReviewItem:
    """Max has removed an article, and somebody is to look again."""
    make.decision(make.article(title="Garlic cures cancer"), max_, DROP)
    second.open_looks(now=LATER)
    return ReviewItem.objects.get(second_of__isnull=False)


def say(look: ReviewItem, person: User, visibility: Article.Visibility) -> SecondOpinion | None:
    queue.lease(look.pk, person.pk, now=LATER)
    reason = Decision.reasons_for(visibility)[0]
    return second.answer(look.pk, moderator_id=person.pk, visibility=visibility, reason=reason, now=LATER)


def test_a_second_look_is_opened_once(look: ReviewItem) -> None:
    assert second.open_looks(now=LATER) == 0
    assert ReviewItem.objects.filter(second_of__isnull=False).count() == 1


def test_one_of_twenty_decisions_is_made_again(settings: Settings, max_: User, mina: User) -> None:
    settings.SECOND_LOOK_PER_CENT = 0
    make.decision(make.article(), max_, DROP)
    assert second.open_looks(now=LATER) == 0


def test_what_may_still_be_undone_is_not_looked_at_again(max_: User, mina: User) -> None:
    make.decision(make.article(), max_, DROP)
    assert second.open_looks(now=NOW + timedelta(seconds=5)) == 0


def test_a_site_with_one_moderator_asks_nobody(max_: User) -> None:
    make.decision(make.article(), max_, DROP)
    assert second.open_looks(now=LATER) == 0


def test_who_decided_first_is_never_offered_the_second_look(look: ReviewItem, max_: User, mina: User) -> None:
    assert queue.lease_next(max_.pk, now=LATER) is None
    with pytest.raises(queue.OwnDecisionError):
        queue.lease(look.pk, max_.pk, now=LATER)
    assert queue.lease_next(mina.pk, now=LATER, rng=Random(1)) == look


def test_the_same_answer_is_kept_and_nothing_else_happens(look: ReviewItem, mina: User) -> None:
    opinion = say(look, mina, DROP)
    assert opinion is not None
    assert opinion.agrees
    assert Decision.objects.count() == 1
    assert not ReviewItem.objects.open().exists()


def test_another_answer_shows_nothing_and_waits_for_a_lead(look: ReviewItem, max_: User, mina: User) -> None:
    lead = make.lead()
    say(look, mina, ALLOW)
    item = ReviewItem.objects.open().get()
    assert Article.objects.get().visibility == DROP
    assert item.lane == ReviewItem.Lane.LEAD
    assert queue.lease_next(max_.pk, now=LATER) is None
    assert queue.lease_next(lead.pk, now=LATER, is_lead=True) == item


def test_a_second_look_cannot_be_used_to_decide(look: ReviewItem, mina: User) -> None:
    queue.lease(look.pk, mina.pk, now=LATER)
    with pytest.raises(decide.DecisionRefusedError):
        decide.decide(look.pk, moderator_id=mina.pk, visibility=ALLOW, reason="accurate", now=LATER)


def test_of_a_text_that_was_edited_meanwhile_nothing_is_compared(look: ReviewItem, mina: User) -> None:
    Article.objects.update(content_hash="edited")
    assert say(look, mina, ALLOW) is None
    assert not SecondOpinion.objects.exists()


def test_a_look_that_a_newer_decision_made_moot_is_closed(look: ReviewItem, max_: User) -> None:
    make.decision(look.article, max_, ALLOW, now=LATER)
    second.open_looks(now=LATER)
    assert not ReviewItem.objects.open().filter(pk=look.pk).exists()


def test_the_page_of_a_second_look_tells_nothing_of_the_first(look: ReviewItem, mina: User, client: Client) -> None:
    queue.lease(look.pk, mina.pk, now=timezone.now())
    client.force_login(mina)
    page = client.get(reverse("moderation-item", args=[look.pk])).text
    assert "A second look" in page
    assert "Max" not in page
    assert "Claims a cure without evidence" not in page.partition("Decided before")[2]
    assert "now:" not in page
    assert "Garlic cures cancer" not in client.get(reverse("moderation-log")).text


def test_the_form_of_the_item_keeps_the_second_opinion(look: ReviewItem, mina: User, client: Client) -> None:
    queue.lease(look.pk, mina.pk, now=timezone.now())
    client.force_login(mina)
    sent = {"visibility": "drop", "reason": "unproven_cure", "note": "", "content_hash": look.article.content_hash}
    assert client.post(reverse("moderation-decide", args=[look.pk]), sent).status_code == 302
    assert SecondOpinion.objects.get().moderator == mina


def test_no_page_tells_who_looks_again_what_was_decided(client: Client, look: ReviewItem, mina: User) -> None:
    Article.objects.filter(pk=look.article_id).update(edited_at=NOW)
    client.force_login(mina)
    room = reverse("moderation-item", args=[look.pk])
    for address in (look.article.get_absolute_url(), reverse("history", args=[look.article_id])):
        assert client.get(address).headers["Location"] == room
    assert look.second_of is not None
    page = client.get(reverse("moderation-item", args=[look.second_of.item_id])).text
    assert "Decided before" not in page
    assert "Removed" not in page


def test_who_decided_and_readers_open_the_article_as_ever(client: Client, look: ReviewItem, max_: User) -> None:
    Article.objects.filter(pk=look.article_id).update(visibility=ALLOW)
    for person in (max_, make.reader()):
        client.force_login(person)
        assert client.get(look.article.get_absolute_url()).status_code == 200


def test_once_it_was_answered_the_article_is_open_again(client: Client, look: ReviewItem, mina: User) -> None:
    say(look, mina, DROP)
    client.force_login(mina)
    assert client.get(look.article.get_absolute_url()).status_code == 200
