"""Reports open one item, make it urgent by who says so, and decide nothing."""

from datetime import timedelta

import pytest

from aggregator.accounts.models import User
from feeds.models import Article, Comment
from moderation import appeals, comments, queue, reports
from moderation.models import AuditRow, Decision, Report, ReviewItem
from moderation.reports import Reporter
from moderation.types import Triage, Zone
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + timedelta(hours=1)
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
HEALTH, PRIVACY = Report.Reason.HEALTH, Report.Reason.PRIVACY


def reported(article: Article, by: User | None = None, reason: str = HEALTH, **more: object) -> Report:
    who = Reporter((by or make.reader()).pk)
    said: dict[str, object] = {"reason": reason, "now": NOW, **more}
    made = reports.report(article.pk, who, **said)  # type: ignore[arg-type]
    assert made is not None
    return made


def trusted(name: str = "Tess") -> User:
    """A reader who was right twice."""
    tess = make.reader(name)
    for _ in range(2):
        article = make.article()
        reported(article, tess)
        make.decision(article, make.moderator(), DROP)
    return tess


def test_a_report_puts_the_article_before_a_moderator_in_the_readers_words() -> None:
    article = make.article()
    made = reported(article, note="  It sells\na cure ")
    assert made.item is not None
    assert made.item.reason == "A reader reported it: A false or dangerous claim about health: “It sells a cure”"
    article.refresh_from_db()
    assert article.visibility == ALLOW


@pytest.mark.parametrize("reason", ["", "whim", "health "])
def test_a_report_says_what_is_wrong(reason: str) -> None:
    with pytest.raises(reports.ReportRefusedError):
        reported(make.article(), reason=reason)


def test_the_same_complaint_sent_twice_is_one() -> None:
    article, ada = make.article(), make.reader()
    assert reported(article, ada) == reported(article, ada, note="Once more")
    assert Report.objects.count() == 1


def test_who_was_right_before_weighs_more_and_who_was_wrong_less() -> None:
    tess, newcomer, wrong = trusted(), make.reader(), make.reader("Walt")
    for _ in range(2):
        article = make.article()
        reported(article, wrong)
        make.decision(article, make.moderator(), ALLOW)
    assert [reports.accuracy(it.pk) for it in (tess, newcomer, wrong)] == [0.75, 0.5, 0.25]
    items = [reported(make.article(), it).item for it in (tess, newcomer, wrong)]
    assert [it.priority for it in items if it is not None] == [3.75, 2.5, 1.25]


def test_a_crowd_makes_one_item_and_never_the_most_urgent_of_all() -> None:
    article, ada = make.article(), make.reader()
    for reason in Report.Reason.values:
        reported(article, ada, reason)
    assert ReviewItem.objects.get().priority == 2.5
    for _ in range(20):
        reported(article)
    assert 4.9 < ReviewItem.objects.get().priority <= reports.PRIORITY


def test_strangers_together_weigh_less_than_one_reader_and_are_bounded() -> None:
    article = make.article()
    for number in range(30):
        reports.report(article.pk, Reporter(visitor=f"visitor-{number}"), reason=HEALTH, now=NOW)
    assert Report.objects.count() == reports.MOST_STRANGERS
    assert ReviewItem.objects.get().priority == 1.5


def test_an_item_that_waits_keeps_its_reason_and_its_urgency_if_it_is_higher() -> None:
    article = make.article()
    queue.wait(article.pk, Triage(Zone.LIMIT, 9.0, "A cure"), visibility=article.visibility, now=NOW)
    reported(article)
    item = ReviewItem.objects.get()
    assert (item.reason, item.priority, item.zone) == ("A cure", 9.0, Zone.LIMIT)


@pytest.mark.parametrize(("visibility", "was_right"), [(ALLOW, False), (LIMIT, True), (DROP, True)])
def test_a_decision_answers_every_report_and_says_that_readers_had_reported(
    *, visibility: Article.Visibility, was_right: bool
) -> None:
    article = make.article()
    made = [reported(article), reported(article)]
    decision = make.decision(article, make.moderator(), visibility)
    assert decision.source == Decision.Source.NOTICE
    for it in made:
        it.refresh_from_db()
        assert (it.was_right, it.decision) == (was_right, decision)


def test_the_same_complaint_about_what_was_decided_is_answered_with_that_decision() -> None:
    article = make.article()
    reported(article)
    standing = make.decision(article, make.moderator(), ALLOW)
    again = reported(article, now=LATER)
    assert (again.item, again.decision, again.was_right) == (None, standing, False)
    assert not ReviewItem.objects.open().exists()


def test_an_edit_opens_it_again() -> None:
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    Article.objects.update(content_hash="other words")
    assert reported(article, now=LATER).item is not None


def test_a_new_reason_opens_it_again_once() -> None:
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    assert reported(article, reason=PRIVACY, now=LATER).item is not None
    make.decision(article, make.moderator(), ALLOW, now=LATER)
    assert reported(article, reason=PRIVACY, now=LATER + timedelta(hours=1)).item is None


def test_a_stranger_or_something_else_opens_nothing_again() -> None:
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    reports.report(article.pk, Reporter(visitor="visitor"), reason=PRIVACY, now=LATER)
    assert reported(article, reason=Report.Reason.OTHER, now=LATER).item is None
    assert not ReviewItem.objects.open().exists()


def test_three_trusted_readers_open_it_again_and_all_of_them_are_answered() -> None:
    readers = [trusted(name) for name in ("Tess", "Tom", "Tina")]
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    made = [reported(article, it, now=LATER) for it in readers]
    assert [it.item is not None for it in made] == [False, False, True]
    make.decision(article, make.moderator(), LIMIT, now=LATER)
    assert list(Report.objects.filter(article=article).values_list("was_right", flat=True)) == [True] * 3


def test_who_reported_what_an_appeal_restored_was_not_right_after_all() -> None:
    cleo = make.creator()
    made = reported(make.article(creator=cleo))
    decision = make.decision(made.article, make.moderator(), DROP)
    asked = appeals.appeal(decision.pk, creator_id=cleo.pk, words="I quoted it.", now=LATER)
    appeals.answer(
        asked.pk,
        moderator_id=make.moderator("Mina").pk,
        outcome="overturned",
        words="You did.",
        content_hash=made.content_hash,
        now=LATER,
    )
    made.refresh_from_db()
    assert made.was_right is False


def test_a_moderator_removes_a_reported_comment_and_who_reported_it_was_right() -> None:
    article, max_ = make.article(), make.moderator()
    said = make.comment(article, "Drink bleach.")
    made = reported(article, comment_id=said.pk, reason=Report.Reason.HARM)
    assert made.item is not None
    with pytest.raises(queue.LeaseLostError):
        comments.remove(said.pk, item_id=made.item.pk, moderator_id=max_.pk, reason="dangerous_advice", now=NOW)
    queue.lease(made.item.pk, max_.pk, now=NOW)
    for _ in range(2):
        comments.remove(said.pk, item_id=made.item.pk, moderator_id=max_.pk, reason="dangerous_advice", now=NOW)
    assert Comment.objects.get().state == Comment.State.REMOVED
    assert AuditRow.objects.filter(act="removed_comment").count() == 1
    make.decision(article, max_, ALLOW)
    made.refresh_from_db()
    assert made.was_right is True


def test_a_comment_that_no_moderator_has_seen_is_put_before_one_whatever_was_decided_on_its_article() -> None:
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    said = make.comment(article, "Drink bleach.")
    assert reported(article, comment_id=said.pk, now=LATER).item is not None


def test_a_comment_that_a_moderator_left_is_not_put_before_one_again_for_the_same_reason() -> None:
    article = make.article()
    said = make.comment(article, "I doubt it.")
    reported(article, comment_id=said.pk)
    left = make.decision(article, make.moderator(), ALLOW)
    again = reported(article, comment_id=said.pk, now=LATER)
    assert (again.item, again.decision, again.was_right) == (None, left, False)
    assert reported(article, reason=PRIVACY, comment_id=said.pk, now=LATER).item is not None


def test_a_comment_that_an_appeal_brought_back_is_not_put_before_a_moderator_again() -> None:
    rob, max_, article = make.reader("Rob"), make.moderator("Max"), make.article()
    said = make.comment(article, author=rob)
    reported(article, comment_id=said.pk)
    removal = make.removal(said, max_)
    make.decision(article, max_, ALLOW)
    asked = appeals.appeal(removal.pk, creator_id=rob.pk, words="I quoted.", now=LATER)
    mina = make.moderator("Mina").pk
    answer = {"outcome": "overturned", "words": "You did.", "content_hash": ""}
    appeals.answer(asked.pk, moderator_id=mina, now=LATER, **answer)
    assert reported(article, comment_id=said.pk, now=LATER + timedelta(hours=1)).item is None


@pytest.mark.parametrize("reason", [HEALTH, Report.Reason.OTHER])
def test_the_same_words_reported_again_by_many_new_readers_open_nothing(reason: str) -> None:
    article = make.article()
    make.decision(article, make.moderator(), ALLOW)
    for _ in range(10):
        reported(article, reason=reason, now=LATER)
    assert not ReviewItem.objects.open().exists()
