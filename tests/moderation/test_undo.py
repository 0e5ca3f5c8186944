"""Ten seconds to take a decision back: then it never counted, and nobody was told."""

from datetime import datetime, timedelta

import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import appeals, decide, queue, reports, undo
from moderation.models import Appeal, AuditRow, Decision, Label, Notice, Report, ReviewItem
from moderation.reports import Reporter
from moderation.training.decided import labels
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
SOON = NOW + timedelta(seconds=9)


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def decided(max_: User, article: Article, visibility: str = DROP, *, now: datetime = NOW, label: str = "") -> Decision:
    item = ReviewItem.objects.open().filter(article=article).first() or make.review_item(article, opened_at=now)
    queue.lease(item.pk, max_.pk, now=now)
    reason = Decision.reasons_for(visibility, is_labelled=bool(label))[0]
    return decide.decide(item.pk, moderator_id=max_.pk, visibility=visibility, reason=reason, label=label, now=now)


def take_back(decision: Decision, moderator: User, *, now: datetime = SOON) -> ReviewItem:
    return undo.undo(decision.pk, moderator_id=moderator.pk, now=now)


def test_readers_get_what_they_got_before_and_the_item_is_the_moderators_again(max_: User) -> None:
    made = decided(max_, make.article(visibility=LIMIT))
    item = take_back(made, max_)
    assert Article.objects.get().visibility == LIMIT
    assert item.is_leased_to(max_.pk, SOON)
    assert item.opened_at == NOW
    assert AuditRow.objects.filter(act="undone", actor=max_).count() == 1


def test_the_decision_of_before_stands_again_with_its_label(max_: User) -> None:
    article = make.article()
    first = decided(max_, article, ALLOW, label="Doctors disagree.", now=NOW - timedelta(hours=1))
    take_back(decided(max_, article, DROP), max_)
    assert Decision.objects.of(article.pk).first() == first
    assert Label.objects.get(article=article).words == "Doctors disagree."


def test_its_creator_hears_nothing(max_: User) -> None:
    take_back(decided(max_, make.article(creator=make.creator())), max_)
    assert not Notice.objects.exists()


def test_who_reported_it_waits_again_for_an_answer(max_: User) -> None:
    article = make.article()
    reports.report(article.pk, Reporter(make.reader().pk), reason="health", now=NOW)
    item = take_back(decided(max_, article), max_)
    report = Report.objects.get()
    assert (report.decided_at, report.was_right, report.item) == (None, None, item)


def test_an_appeal_that_it_settled_waits_again(max_: User) -> None:
    cleo, mina = make.creator(), make.moderator("Mina")
    article = make.article(creator=cleo)
    first = decided(mina, article, DROP, now=NOW - timedelta(hours=1))
    appeals.appeal(first.pk, creator_id=cleo.pk, words="I quoted a study.", now=NOW)
    take_back(decided(max_, article, ALLOW), max_)
    assert Appeal.objects.get().outcome == Appeal.Outcome.OPEN


def test_nothing_is_learnt_from_it(max_: User) -> None:
    made = decided(max_, make.article(title="Garlic cures cancer", text="Garlic cures cancer in a week."))
    assert len(labels()) == 1
    take_back(made, max_)
    assert labels() == []


def test_after_ten_seconds_the_decision_stands(max_: User) -> None:
    made = decided(max_, make.article())
    with pytest.raises(undo.UndoRefusedError, match="ten seconds are over"):
        take_back(made, max_, now=NOW + timedelta(seconds=11))
    assert Decision.objects.contains(made)


def test_nobody_takes_back_what_another_decided(max_: User) -> None:
    made = decided(max_, make.article())
    with pytest.raises(undo.UndoRefusedError, match="Only who decided"):
        take_back(made, make.moderator("Mina"))


def test_twice_is_refused(max_: User) -> None:
    made = decided(max_, make.article())
    take_back(made, max_)
    with pytest.raises(undo.UndoRefusedError, match="taken back already"):
        take_back(made, max_)


def test_who_opened_it_again_meanwhile_is_named(max_: User) -> None:
    made = decided(max_, make.article())
    decide.reopen(made.article_id, moderator_id=make.moderator("Mina").pk, now=NOW)
    with pytest.raises(queue.HeldByAnotherError, match="Mina"):
        take_back(made, max_)
    assert Decision.objects.contains(made)


def test_a_newer_decision_stands(max_: User) -> None:
    article = make.article()
    made = decided(max_, article)
    make.decision(article, make.moderator("Mina"), ALLOW, now=NOW + timedelta(seconds=1))
    with pytest.raises(undo.UndoRefusedError, match="changed since"):
        take_back(made, max_)


def test_it_is_offered_for_ten_seconds_only(max_: User) -> None:
    made = decided(max_, make.article())
    assert undo.latest(max_.pk, now=SOON) == [made]
    assert undo.latest(max_.pk, now=NOW + timedelta(seconds=11)) == []
    assert undo.latest(make.moderator("Mina").pk, now=SOON) == []
