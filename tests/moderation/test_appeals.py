"""One appeal a decision, in the creator's words, answered by another moderator."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import appeals, decide, notices
from moderation.models import Appeal, AuditRow, Decision
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cleo() -> User:
    return make.creator("Cleo")


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


@pytest.fixture
def removed(cleo: User, max_: User) -> Decision:
    return make.decision(make.article(creator=cleo), max_, DROP)


def appealed(decision: Decision, words: str = "I quoted a study.") -> Appeal:
    creator_id = decision.article.creator_id
    assert creator_id is not None
    return appeals.appeal(decision.pk, creator_id=creator_id, words=words, now=LATER)


def answered(appeal: Appeal, moderator: User, outcome: str = "overturned", words: str = "You did.") -> Appeal:
    hash_ = Article.objects.get(pk=appeal.decision.article_id).content_hash
    return appeals.answer(
        appeal.pk, moderator_id=moderator.pk, outcome=outcome, words=words, content_hash=hash_, now=LATER
    )


def test_an_overturned_decision_is_undone_and_the_creator_hears_of_it(removed: Decision, cleo: User) -> None:
    made = answered(appealed(removed), make.moderator("Mina"))
    article = Article.objects.get()
    assert (made.outcome, article.visibility) == ("overturned", ALLOW)
    told = notices.for_person(cleo.pk, now=LATER)[0].decision
    assert (told.reason, told.note, told.restricts) == (Decision.Reason.OVERTURNED, "You did.", False)


def test_a_decision_that_stands_is_answered_too(removed: Decision, cleo: User) -> None:
    answered(appealed(removed), make.moderator("Mina"), "upheld", "The study is about mice.")
    assert Article.objects.get().visibility == DROP
    assert [notice.is_of_appeal for notice in notices.for_person(cleo.pk, now=LATER)] == [True, False]


def test_nobody_judges_their_own_decision(removed: Decision, max_: User) -> None:
    asked = appealed(removed)
    with pytest.raises(appeals.AppealRefusedError, match="another moderator"):
        answered(asked, max_)
    assert Article.objects.get().visibility == DROP


def test_the_database_refuses_it_whatever_the_code_says(removed: Decision, max_: User) -> None:
    asked = appealed(removed)
    with pytest.raises(IntegrityError, match="another moderator"), transaction.atomic():
        Appeal.objects.filter(pk=asked.pk).update(outcome="upheld", moderator=max_, answer="No.", decided_at=NOW)


def test_nor_does_the_moderator_whose_newer_decision_stands(removed: Decision) -> None:
    asked, mina = appealed(removed), make.moderator("Mina")
    make.decision(removed.article, mina, LIMIT, now=LATER)
    with pytest.raises(appeals.AppealRefusedError, match="another moderator"):
        answered(asked, mina)


def test_a_stranger_cannot_appeal(removed: Decision) -> None:
    for person in (make.creator("Eve"), make.moderator("Mina")):
        with pytest.raises(appeals.NotYoursError):
            appeals.appeal(removed.pk, creator_id=person.pk, words="Let it go.", now=NOW)
    assert not Appeal.objects.exists()


def test_a_decision_is_appealed_once(removed: Decision) -> None:
    asked = appealed(removed)
    with pytest.raises(appeals.AppealRefusedError, match="already"):
        appealed(removed)
    answered(asked, make.moderator("Mina"), "upheld")
    with pytest.raises(appeals.AppealRefusedError, match="already"):
        appealed(removed)


def test_an_appeal_that_comes_too_late_is_refused(removed: Decision, cleo: User) -> None:
    with pytest.raises(appeals.AppealRefusedError, match="too late"):
        appeals.appeal(removed.pk, creator_id=cleo.pk, words="Now.", now=NOW + appeals.WINDOW + timedelta(seconds=1))


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 2001])
def test_an_appeal_says_something_and_not_too_much(removed: Decision, words: str) -> None:
    with pytest.raises(appeals.AppealRefusedError):
        appealed(removed, words)


def test_what_is_shown_or_was_decided_again_is_not_appealed(cleo: User, max_: User) -> None:
    shown = make.decision(make.article(creator=cleo), max_, ALLOW)
    old = make.decision(make.article(creator=cleo), max_, LIMIT)
    make.decision(old.article, max_, DROP, now=LATER)
    with pytest.raises(appeals.AppealRefusedError, match="nothing to appeal"):
        appealed(shown)
    with pytest.raises(appeals.AppealRefusedError, match="stands no longer"):
        appealed(old)


def test_an_appeal_is_answered_once(removed: Decision) -> None:
    asked = appealed(removed)
    answered(asked, make.moderator("Mina"), "upheld")
    with pytest.raises(appeals.AppealAnsweredError):
        answered(asked, make.moderator("Mona"))


def test_only_moderators_answer_and_always_in_words(removed: Decision) -> None:
    asked = appealed(removed)
    with pytest.raises(decide.NotAModeratorError):
        answered(asked, make.reader("Eve"))
    for outcome, words in (("upheld", " "), ("settled", "Well."), ("", "Well."), ("upheld", "x" * 1001)):
        with pytest.raises(appeals.AppealRefusedError):
            answered(asked, make.moderator(), outcome, words)


def test_a_text_that_was_changed_meanwhile_is_read_again_first(removed: Decision) -> None:
    asked = appealed(removed)
    with pytest.raises(decide.TextChangedError):
        appeals.answer(
            asked.pk,
            moderator_id=make.moderator("Mina").pk,
            outcome="overturned",
            words="Well.",
            content_hash="what they read",
            now=LATER,
        )
    asked.refresh_from_db()
    assert asked.outcome == "open"


def test_a_moderator_who_shows_it_again_or_a_creator_who_withdraws_settles_the_appeal(cleo: User, max_: User) -> None:
    first, second = (make.decision(make.article(creator=cleo), max_, DROP) for _ in range(2))
    asked = [appealed(first), appealed(second)]
    make.decision(first.article, max_, ALLOW, now=LATER)
    decide.withdraw(second.article_id, creator_id=cleo.pk, now=LATER)
    assert [Appeal.objects.get(pk=one.pk).outcome for one in asked] == ["settled", "settled"]


def test_appeals_and_answers_are_in_the_audit(removed: Decision) -> None:
    answered(appealed(removed), make.moderator("Mina"), "upheld")
    assert list(AuditRow.objects.order_by("pk").values_list("act", flat=True))[-2:] == ["appealed", "answered_appeal"]
