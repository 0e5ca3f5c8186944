"""What the database says of decisions that were taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from aggregator.accounts.models import User
from feeds.models import Article
from moderation.models import Decision, Label, Undo
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def decision(max_: User) -> Decision:
    return make.decision(make.article(), max_, Article.Visibility.DROP)


def test_an_undone_decision_counts_for_nobody_and_stays_in_the_log(decision: Decision, max_: User) -> None:
    Undo.objects.create(decision=decision, moderator=max_, created_at=NOW + timedelta(seconds=9))
    assert not Decision.objects.exists()
    assert not Decision.objects.of(decision.article_id).exists()
    assert Decision.everything.get() == decision


def test_the_database_refuses_an_undo_after_ten_seconds(decision: Decision, max_: User) -> None:
    with pytest.raises(IntegrityError, match="within ten seconds"):
        Undo.objects.create(decision=decision, moderator=max_, created_at=NOW + timedelta(seconds=11))


def test_the_database_refuses_an_undo_by_another_moderator(decision: Decision) -> None:
    with pytest.raises(IntegrityError, match="only who decided"):
        Undo.objects.create(decision=decision, moderator=make.moderator("Mina"), created_at=NOW)


def test_an_undo_is_never_undone(decision: Decision, max_: User) -> None:
    Undo.objects.create(decision=decision, moderator=max_, created_at=NOW)
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM moderation_undo")


def test_the_database_refuses_a_second_decision_on_one_item(decision: Decision) -> None:
    again = Decision(item=decision.item, article=decision.article, moderator=make.moderator("Mina"))
    again.visibility, again.reason, again.created_at = Article.Visibility.ALLOW, Decision.Reason.ACCURATE, NOW
    with pytest.raises(IntegrityError, match="decision_one_of_a_person_an_item"), transaction.atomic():
        again.save()


def test_a_label_says_something() -> None:
    with pytest.raises(IntegrityError):
        Label.objects.create(article=make.article(), words="")


def test_a_lead_is_a_moderator_who_gets_what_others_hand_on(max_: User) -> None:
    lea = make.lead()
    assert (lea.is_moderator, lea.is_lead) == (True, True)
    assert (max_.is_moderator, max_.is_lead) == (True, False)
    assert list(User.objects.leads()) == [lea]
    assert set(User.objects.moderators()) == {lea, max_}
