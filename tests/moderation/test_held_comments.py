"""What is said under an article is judged before others hear it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Comment, ModelVersion
from moderation import comments, decide, listen
from moderation.models import AuditRow, Decision, ReviewItem
from moderation.visibility import comments_for_moderators
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
CURE = "Stop taking your insulin, cinnamon cured my diabetes in two weeks. Doctors hide this."


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def said(words: str) -> Comment:
    comment = make.comment(make.article(), words)
    listen.listen(comment, now=NOW)
    comment.refresh_from_db()
    return comment


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Thank you for this. I was there.", "visible"),
        ("Garlic does not cure cancer, stop spreading this nonsense. Ask your doctor.", "visible"),
        ("You are all idiots.", "visible"),  # for readers to report
        (CURE, "held"),
        ("Drink bleach, it kills the virus in a day. My cousin was cured by it.", "held"),
    ],
)
def test_a_claim_that_would_keep_an_article_back_holds_a_comment(words: str, state: str) -> None:
    assert said(words).state == state


def test_what_is_held_waits_for_a_moderator_and_is_written_down() -> None:
    held = said(CURE)
    item = ReviewItem.objects.get()
    assert (item.article_id, item.reason) == (
        held.article_id,
        "A comment waits: it sounds like a dubious claim about health.",
    )
    assert AuditRow.objects.get(act="held_comment").detail["comment"] == held.pk
    assert list(comments_for_moderators(Comment.objects.all())) == [held]


def test_an_item_that_waits_already_keeps_its_own_reason() -> None:
    article = make.article()
    item = make.review_item(article, priority=0.1)
    listen.listen(make.comment(article, CURE), now=NOW)
    found = ReviewItem.objects.get()
    assert (found.reason, found.priority) == (item.reason, listen.PRIORITY)


def test_a_comment_that_is_held_stays_so_when_it_is_edited() -> None:
    held = said(CURE)
    held.body = "Nothing."
    held.save(update_fields=["body"])
    assert listen.listen(held, now=LATER)
    assert ReviewItem.objects.count() == 1


def test_nobody_is_kept_from_speaking_by_a_model_that_is_gone() -> None:
    ModelVersion.objects.create(kind=ModelVersion.Kind.CLAIMS, name="gone", weights="/nowhere.npz", is_active=True)
    assert said("A walk a day keeps the heart well, doctors say.").state == Comment.State.VISIBLE


def test_what_the_rules_are_sure_of_is_held_without_a_model() -> None:
    ModelVersion.objects.create(kind=ModelVersion.Kind.CLAIMS, name="gone", weights="/nowhere.npz", is_active=True)
    assert said(CURE).state == Comment.State.HELD


def test_what_urges_others_to_harm_themselves_is_put_before_a_moderator() -> None:
    assert said("Nobody would miss you. Kill yourself.").state == Comment.State.VISIBLE
    assert ReviewItem.objects.get().reason == "A comment waits: it urges somebody to harm themselves."


def test_a_moderator_lets_it_through_with_one_press(client: Client, max_: User) -> None:
    held = said(CURE)
    item = ReviewItem.objects.get()
    client.force_login(max_)
    client.post(reverse("moderation-take", args=[item.pk]))
    assert "Show this comment" in client.get(reverse("moderation-item", args=[item.pk])).text
    client.post(reverse("moderation-show-comment", args=[item.pk, held.pk]))
    held.refresh_from_db()
    assert held.state == Comment.State.VISIBLE
    assert Decision.everything.on_comment(held.pk).get().reason == Decision.Reason.ACCURATE


def test_a_removal_is_not_corrected_without_a_note(max_: User) -> None:
    comment = make.comment(make.article())
    make.removal(comment, max_)
    item = ReviewItem.objects.get()
    with pytest.raises(decide.ReasonRefusedError):
        comments.show_again(comment.pk, item_id=item.pk, moderator_id=max_.pk, note=" ", now=NOW)


def test_what_its_author_took_back_is_not_there_to_decide_on(max_: User) -> None:
    comment = make.comment(make.article())
    item = decide.reopen(comment.article_id, moderator_id=max_.pk, now=NOW)
    Comment.objects.update(state=Comment.State.TAKEN_BACK, body="")
    with pytest.raises(decide.DecisionRefusedError, match="taken this comment back"):
        comments.remove(comment.pk, item_id=item.pk, moderator_id=max_.pk, reason="indecent", now=NOW)
    assert not comments_for_moderators(Comment.objects.all()).exists()


def test_a_held_comment_that_was_passed_over_is_put_forward_again(max_: User) -> None:
    held = said(CURE)
    assert listen.remind(now=LATER) == 0
    make.decision(held.article, max_, held.article.Visibility.ALLOW, now=timezone.now())
    assert listen.remind(now=LATER) == 1
    assert ReviewItem.objects.open().get().article_id == held.article_id
