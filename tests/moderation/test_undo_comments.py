"""Ten seconds to take back what was decided on a comment."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Comment
from moderation import appeals, comments, decide, listen, notices, queue, reports, undo
from moderation.models import Appeal, AuditRow, Decision, Letter, Notice, Report, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(seconds=9)
State = Comment.State


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def said() -> Comment:
    return make.comment(make.article(), "You are all idiots.", make.reader("Rob"))


def take_back(decision: Decision, moderator: User) -> ReviewItem | None:
    return undo.undo_on_comment(decision.pk, moderator_id=moderator.pk, now=SOON)


def test_a_removed_comment_is_as_it_was_and_nobody_hears_of_it(max_: User, said: Comment) -> None:
    made = make.removal(said, max_)
    assert not notices.for_person(said.author_id, now=SOON).exists()
    assert Letter.objects.get().due_at > SOON
    take_back(made, max_)
    said.refresh_from_db()
    assert said.state == State.VISIBLE
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()
    assert AuditRow.objects.filter(act="undone", actor=max_).count() == 1


def test_a_held_comment_that_was_kept_is_held_again(max_: User, said: Comment) -> None:
    Comment.objects.update(state=State.HELD)
    item = decide.reopen(said.article_id, moderator_id=max_.pk, now=NOW)
    made = comments.show_again(said.pk, item_id=item.pk, moderator_id=max_.pk, note="", now=NOW)
    assert made is not None
    assert take_back(made, max_) == item
    said.refresh_from_db()
    assert said.state == State.HELD


def test_who_reported_it_waits_again_even_if_the_article_was_decided_meanwhile(max_: User, said: Comment) -> None:
    who = reports.Reporter(make.reader().pk)
    reports.report(said.article_id, who, reason="privacy", comment_id=said.pk, now=NOW)
    made = make.removal(said, max_)
    queue.close(said.article_id, now=SOON)
    item = take_back(made, max_)
    report = Report.objects.get()
    assert (report.decided_at, report.item) == (None, item)
    assert item is not None


def test_an_appeal_that_it_settled_waits_again(max_: User, said: Comment) -> None:
    first = make.removal(said, make.moderator("Mina"), now=NOW - timedelta(hours=1))
    ReviewItem.objects.update(leased_by=None, leased_until=None)
    appeals.appeal(first.pk, creator_id=said.author_id, words="It was a quotation.", now=NOW)
    item = queue.lease(ReviewItem.objects.get().pk, max_.pk, now=NOW)
    made = comments.show_again(said.pk, item_id=item.pk, moderator_id=max_.pk, note="A quotation.", now=NOW)
    assert made is not None
    assert Appeal.objects.get().outcome == Appeal.Outcome.SETTLED
    take_back(made, max_)
    assert Appeal.objects.get().outcome == Appeal.Outcome.OPEN


@pytest.mark.parametrize(("seconds", "why"), [(11, "ten seconds are over"), (9, "Only who decided")])
def test_too_late_and_by_another_it_is_refused(max_: User, said: Comment, seconds: int, why: str) -> None:
    made = make.removal(said, max_)
    who = max_ if seconds > 10 else make.moderator("Mina")
    with pytest.raises(undo.UndoRefusedError, match=why):
        undo.undo_on_comment(made.pk, moderator_id=who.pk, now=NOW + timedelta(seconds=seconds))
    assert Comment.objects.get().state == State.REMOVED


def test_what_was_changed_since_stands(max_: User, said: Comment) -> None:
    made = make.removal(said, max_)
    Comment.objects.update(state=State.VISIBLE)
    with pytest.raises(undo.UndoRefusedError, match="changed since"):
        take_back(made, max_)


def test_what_was_taken_back_is_decided_afresh_and_can_be_edited(max_: User, said: Comment) -> None:
    take_back(make.removal(said, max_), max_)
    assert not Decision.everything.on_comment(said.pk).exists()
    assert listen.locked(said.pk).state == State.VISIBLE
    make.removal(said, max_, now=SOON)
    assert Comment.objects.get().state == State.REMOVED


def test_the_page_offers_it_and_takes_it_back(client: Client, max_: User, said: Comment) -> None:
    item = decide.reopen(said.article_id, moderator_id=max_.pk, now=timezone.now())
    client.force_login(max_)
    address = reverse("moderation-remove-comment", args=[item.pk, said.pk])
    page = client.post(address, {"reason": "indecent", "note": ""}, follow=True).text
    assert "A comment: “You are all idiots.”" in page
    made = Decision.everything.get()
    page = client.post(reverse("moderation-undo-comment", args=[made.pk]), follow=True).text
    assert "the comment is as it was" in page
    assert "A comment: “" not in page
    assert Comment.objects.get().state == State.VISIBLE
