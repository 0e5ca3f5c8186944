"""The only door that changes what is shown: who may, why, and what follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import decide, queue
from moderation.models import AuditRow, Decision, Notice, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility
Reason = Decision.Reason


def taken(moderator: User, article: Article | None = None) -> ReviewItem:
    """An item that this moderator has taken."""
    item = make.review_item(article or make.article(visibility=HOLD))
    return queue.lease(item.pk, moderator.pk, now=NOW)


def remove(item: ReviewItem, moderator: User) -> Decision:
    return decide.decide(item.pk, moderator_id=moderator.pk, visibility=DROP, reason=Reason.FALSE_CLAIM, now=NOW)


def nothing_happened(item: ReviewItem) -> bool:
    item.refresh_from_db()
    kept = item.closed_at is None and item.article.visibility == HOLD
    return kept and not Decision.objects.exists() and not AuditRow.objects.exists() and not Notice.objects.exists()


def test_a_decision_changes_what_readers_get_and_closes_the_item() -> None:
    max_ = make.moderator()
    item = taken(max_)
    decide.decide(item.pk, moderator_id=max_.pk, visibility=ALLOW, reason=Reason.ACCURATE, now=NOW)
    item.refresh_from_db()
    assert (item.article.visibility, item.closed_at, item.leased_by_id) == (ALLOW, NOW, None)


def test_a_decision_names_its_moderator_its_reason_and_the_text() -> None:
    max_ = make.moderator()
    item = taken(max_)
    decision = remove(item, max_)
    assert (decision.moderator, decision.reason, decision.item) == (max_, Reason.FALSE_CLAIM, item)
    assert decision.content_hash == item.article.content_hash


def test_a_decision_leaves_an_audit_row_that_says_what_was_before() -> None:
    max_ = make.moderator()
    item = taken(max_)
    decision = remove(item, max_)
    row = AuditRow.objects.get()
    assert (row.actor, row.act, row.subject) == (max_, "decided", f"article:{item.article_id}")
    assert row.detail == {"decision": decision.pk, "before": HOLD, "visibility": DROP, "reason": Reason.FALSE_CLAIM}


def test_a_creator_hears_of_the_decision_and_a_publisher_does_not() -> None:
    max_, cleo = make.moderator(), make.creator()
    remove(taken(max_), max_)
    decision = remove(taken(max_, make.article(creator=cleo, visibility=HOLD)), max_)
    assert [(notice.recipient, notice.decision) for notice in Notice.objects.all()] == [(cleo, decision)]


@pytest.mark.parametrize("stranger", [make.reader, make.creator, make.operator])
def test_only_moderators_decide(stranger: Callable[[str], User]) -> None:
    eve = stranger("Eve")
    item = taken(eve)
    with pytest.raises(decide.NotAModeratorError):
        remove(item, eve)
    assert nothing_happened(item)


def test_a_moderator_who_left_decides_nothing() -> None:
    max_ = make.moderator()
    item = taken(max_)
    User.objects.update(is_active=False)
    with pytest.raises(decide.NotAModeratorError):
        remove(item, max_)


@pytest.mark.parametrize(
    ("visibility", "reason", "note"),
    [
        (DROP, "", ""),
        (DROP, Reason.ACCURATE, ""),
        (ALLOW, Reason.FALSE_CLAIM, ""),
        (DROP, Reason.ASSESSED_DUBIOUS, ""),
        (DROP, Reason.OTHER, "  "),
        ("gone", Reason.FALSE_CLAIM, ""),
    ],
)
def test_a_decision_needs_a_reason_that_fits(visibility: str, reason: str, note: str) -> None:
    max_ = make.moderator()
    item = taken(max_)
    with pytest.raises(decide.ReasonRefusedError):
        decide.decide(item.pk, moderator_id=max_.pk, visibility=visibility, reason=reason, note=note, now=NOW)
    assert nothing_happened(item)


def test_another_reason_is_given_in_the_note() -> None:
    max_ = make.moderator()
    decision = decide.decide(
        taken(max_).pk,
        moderator_id=max_.pk,
        visibility=LIMIT,
        reason=Reason.OTHER,
        note=" Names a patient. ",
        now=NOW,
    )
    assert decision.note == "Names a patient."


def test_whoever_does_not_hold_the_item_learns_who_does() -> None:
    max_, mina = make.moderator(), make.moderator("Mina")
    item = taken(mina)
    with pytest.raises(queue.HeldByAnotherError, match="Mina"):
        remove(item, max_)
    assert nothing_happened(item)


def test_a_lease_that_ran_out_decides_nothing() -> None:
    max_ = make.moderator()
    item = taken(max_)
    with pytest.raises(queue.LeaseLostError):
        decide.decide(item.pk, moderator_id=max_.pk, visibility=DROP, reason=Reason.FALSE_CLAIM, now=NOW + queue.LEASE)
    assert nothing_happened(item)


def test_an_item_is_decided_once() -> None:
    max_ = make.moderator()
    item = taken(max_)
    remove(item, max_)
    with pytest.raises(queue.ItemClosedError):
        remove(item, max_)
    assert Decision.objects.count() == 1


def test_a_text_that_was_changed_meanwhile_is_read_again_first() -> None:
    max_ = make.moderator()
    item = taken(max_)
    read = item.article.content_hash
    Article.objects.update(content_hash="edited")
    with pytest.raises(decide.TextChangedError):
        decide.decide(
            item.pk, moderator_id=max_.pk, visibility=ALLOW, reason=Reason.ACCURATE, now=NOW, content_hash=read
        )
    assert nothing_happened(item)


def test_a_mistake_is_corrected_by_a_new_decision() -> None:
    max_ = make.moderator()
    first = taken(max_)
    remove(first, max_)
    again = decide.reopen(first.article_id, moderator_id=max_.pk, now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=2)
    decide.decide(again.pk, moderator_id=max_.pk, visibility=ALLOW, reason=Reason.DEBUNKS, now=later)
    assert [decision.visibility for decision in Decision.objects.newest()] == [ALLOW, DROP]
    assert Article.objects.get().visibility == ALLOW


def test_opening_again_changes_nothing_for_readers_and_is_written_down() -> None:
    max_ = make.moderator()
    article = make.article(visibility=DROP)
    item = decide.reopen(article.pk, moderator_id=max_.pk, now=NOW)
    article.refresh_from_db()
    assert article.visibility == DROP
    assert item.is_leased_to(max_.pk, NOW)
    assert AuditRow.objects.get().act == "reopened"


def test_an_open_item_is_not_opened_twice() -> None:
    max_ = make.moderator()
    item = make.review_item(make.article())
    assert decide.reopen(item.article_id, moderator_id=max_.pk, now=NOW) == item
    assert not AuditRow.objects.exists()


def test_only_moderators_open_again() -> None:
    with pytest.raises(decide.NotAModeratorError):
        decide.reopen(make.article().pk, moderator_id=make.reader("Eve").pk, now=NOW)
    assert not ReviewItem.objects.exists()
