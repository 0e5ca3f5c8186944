"""Who wrote a comment that is removed is told why and may appeal, as creators are and may."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article, Comment
from moderation import appeals, comments, decide, notices, queue, reports
from moderation.models import Appeal, AuditRow, Decision
from moderation.statement import document
from moderation.visibility import comments_for_moderators
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
ALLOW, DROP = Article.Visibility.ALLOW, Article.Visibility.DROP


@pytest.fixture
def rob() -> User:
    return make.reader("Rob")


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def removed(rob: User, max_: User) -> Decision:
    return make.removal(make.comment(make.article(), "You are all idiots.", rob), max_)


def appealed(decision: Decision) -> Appeal:
    assert decision.concerned_id is not None
    return appeals.appeal(decision.pk, creator_id=decision.concerned_id, words="It was a quotation.", now=LATER)


def answered(asked: Appeal, moderator: User, outcome: str = "overturned") -> Appeal:
    return appeals.answer(
        asked.pk, moderator_id=moderator.pk, outcome=outcome, words="So it was.", content_hash="", now=LATER
    )


def test_its_author_is_told_why_and_by_nobody_in_particular(removed: Decision, rob: User) -> None:
    told = notices.for_person(rob.pk, now=LATER)[0].decision
    said = document(told, url="")
    assert (told, told.comment_id) == (removed, Comment.objects.get().pk)
    assert said["decision_effect"] == "Your comment was removed. Only you and the moderators can read it."
    assert (said["ground"], said["reason"], said["automated_decision"]) == ("rule_decent", "indecent", False)
    assert all(said[field] for field in ("decision_facts", "ground_explanation", "redress", "territorial_scope"))
    assert "Max" not in str(said)


def test_a_decision_on_a_comment_is_none_on_its_article(removed: Decision) -> None:
    assert not Decision.objects.exists()
    assert Decision.objects.of(removed.article_id).first() is None
    assert Article.objects.get().visibility == ALLOW


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("accurate", ""), ("other", " ")])
def test_a_removal_has_a_reason_that_fits(rob: User, reason: str, note: str) -> None:
    said = make.comment(make.article(), author=rob)
    with pytest.raises(decide.ReasonRefusedError):
        make.removal(said, make.moderator(), reason=reason, note=note)
    assert Comment.objects.get().state == Comment.State.VISIBLE


def test_an_overturned_removal_brings_the_comment_back_and_corrects_who_reported_it(rob: User, max_: User) -> None:
    said = make.comment(make.article(), author=rob)
    who = reports.Reporter(make.reader().pk)
    made = reports.report(said.article_id, who, reason="privacy", comment_id=said.pk, now=NOW)
    removal = make.removal(said, max_)
    assert made is not None
    made.refresh_from_db()
    assert (made.was_right, made.decision, removal.source) == (True, removal, Decision.Source.NOTICE)
    answered(appealed(removal), make.moderator("Mina"))
    made.refresh_from_db()
    assert (made.was_right, made.read_at) == (False, None)
    assert Comment.objects.get().state == Comment.State.VISIBLE
    told = notices.for_person(rob.pk, now=LATER)[0].decision
    assert (told.reason, told.note, told.restricts) == (Decision.Reason.OVERTURNED, "So it was.", False)


def test_a_removal_that_stands_is_answered_too(removed: Decision, rob: User) -> None:
    answered(appealed(removed), make.moderator("Mina"), "upheld")
    assert Comment.objects.get().state == Comment.State.REMOVED
    assert [it.is_of_appeal for it in notices.for_person(rob.pk, now=LATER)] == [True, False]


def test_it_is_appealed_once_by_its_author_and_answered_by_another(removed: Decision, max_: User) -> None:
    with pytest.raises(appeals.NotYoursError):
        appeals.appeal(removed.pk, creator_id=make.reader("Eve").pk, words="Let it go.", now=LATER)
    asked = appealed(removed)
    with pytest.raises(appeals.AppealRefusedError, match="already"):
        appealed(removed)
    with pytest.raises(appeals.AppealRefusedError, match="another moderator"):
        answered(asked, max_)
    with pytest.raises(IntegrityError, match="another moderator"), transaction.atomic():
        Appeal.objects.update(outcome="upheld", moderator=max_, answer="No.", decided_at=NOW)


def test_a_moderator_does_not_answer_their_own_appeal(max_: User) -> None:
    mina = make.moderator("Mina")
    asked = appealed(make.removal(make.comment(make.article(), author=mina), max_))
    with pytest.raises(appeals.AppealRefusedError, match="your own appeal"):
        answered(asked, mina)


def test_a_moderator_corrects_a_removal_and_whoever_appealed_has_what_they_asked_for(
    removed: Decision, max_: User
) -> None:
    asked, key = appealed(removed), Comment.objects.get().pk
    item = decide.reopen(removed.article_id, moderator_id=max_.pk, now=LATER)
    for _ in range(2):
        comments.show_again(key, item_id=item.pk, moderator_id=max_.pk, note="I misread it.", now=LATER)
    asked.refresh_from_db()
    assert (asked.outcome, Decision.everything.on_comment(key).count()) == ("settled", 2)
    assert AuditRow.objects.latest("pk").act == "restored_comment"


def test_only_who_holds_the_item_decides_on_its_comments(max_: User) -> None:
    said = make.comment(make.article())
    item = make.review_item(said.article)
    with pytest.raises(queue.LeaseLostError):
        comments.remove(said.pk, item_id=item.pk, moderator_id=max_.pk, reason="indecent", now=NOW)
    with pytest.raises(decide.NotAModeratorError):
        comments.remove(said.pk, item_id=item.pk, moderator_id=make.reader().pk, reason="indecent", now=NOW)


def test_a_decision_on_the_article_leaves_the_appeal_of_a_comment_open(removed: Decision) -> None:
    asked = appealed(removed)
    make.decision(removed.article, make.moderator("Mina"), ALLOW, now=LATER)
    asked.refresh_from_db()
    assert asked.outcome == "open"


def test_a_creator_whose_article_is_decided_again_is_told_and_may_appeal_again(max_: User) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo)
    first = make.decision(article, max_, Article.Visibility.LIMIT)
    corrected = make.decision(article, max_, DROP, now=LATER)
    assert [it.decision for it in notices.for_person(cleo.pk, now=LATER + timedelta(minutes=1))] == [corrected, first]
    asked = appeals.appeal(corrected.pk, creator_id=cleo.pk, words="Why?", now=LATER)
    assert asked.decision == corrected


def test_moderators_see_removed_comments_only_where_they_see_the_article(removed: Decision) -> None:
    gone = make.comment(make.article(), "Removed without a decision.")
    Comment.objects.filter(pk=gone.pk).update(state=Comment.State.REMOVED)
    hidden = make.comment(make.article(), "Under what its creator took back.")
    Article.objects.filter(pk=hidden.article_id).update(visibility=DROP)
    assert [it.pk for it in comments_for_moderators(Comment.objects.all())] == [removed.comment_id]


def test_the_way_from_the_removal_to_the_answer_through_the_pages(
    client: Client, rob: User, max_: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = make.comment(make.article(), "You are all idiots.", rob)
    item = decide.reopen(said.article_id, moderator_id=max_.pk, now=timezone.now())
    client.force_login(max_)
    remove = reverse("moderation-remove-comment", args=[item.pk, said.pk])
    assert "Choose why the comment is removed" in client.post(remove, {}, follow=True).text
    client.post(remove, {"reason": "indecent"})
    client.force_login(rob)
    assert "“You are all idiots.”" not in client.get(reverse("notifications")).text
    monkeypatch.setattr("moderation.querysets.UNDO_SECONDS", 0)  # they are over
    assert "removed by a moderator; only you see it" in client.get(said.article.get_absolute_url()).text
    assert "“You are all idiots.”" in client.get(reverse("notifications")).text
    page = reverse("decision", args=[Decision.everything.get().pk])
    client.post(f"{page}appeal/", {"words": "It was a quotation."})
    client.force_login(make.moderator("Mina"))
    answer = reverse("moderation-appeal", args=[Appeal.objects.get().pk])
    assert all(words in client.get(answer).text for words in ("You are all idiots.", "It was a quotation."))
    client.post(f"{answer}answer/", {"outcome": "overturned", "words": "So it was.", "content_hash": "any"})
    client.force_login(rob)
    assert "So it was." in client.get(page).text
    assert "only you see it" not in client.get(said.article.get_absolute_url()).text


def test_only_its_author_reads_the_statement(client: Client, removed: Decision, rob: User) -> None:
    for person, status in ((rob, 200), (make.creator("Carl"), 404)):
        client.force_login(person)
        for name in ("decision", "decision-json"):
            assert client.get(reverse(name, args=[removed.pk])).status_code == status


def test_the_database_refuses_to_limit_a_comment(removed: Decision, max_: User) -> None:
    with pytest.raises(IntegrityError, match="shows_or_removes"), transaction.atomic():
        Decision.everything.create(
            article=removed.article,
            comment=removed.comment,
            moderator=max_,
            visibility="limit",
            reason="indecent",
            created_at=NOW,
        )


@pytest.mark.parametrize("rows", [1, 4])
def test_the_log_has_removals_in_a_fixed_number_of_queries(
    *, client: Client, max_: User, django_assert_num_queries: Callable[..., Any], rows: int
) -> None:
    for _ in range(rows):
        make.removal(make.comment(make.article(), "Buy my pills."), max_)
    client.force_login(max_)
    log = reverse("moderation-log")
    client.get(log)
    with django_assert_num_queries(3):
        assert client.get(log).text.count("A comment by") == rows
