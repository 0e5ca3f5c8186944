"""One word on several items that say the same."""

from typing import Any

import pytest

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import bulk, queue, undo
from moderation.copies import copies_of
from moderation.models import AuditRow, Decision, ReviewItem
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
TEXT = "A doctor from the coast says that three cloves of garlic a day cure cancer within a week, whatever the hospital does."  # noqa: E501  one sentence


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def told(title: str = "Garlic cures cancer", **given: Any) -> ReviewItem:
    return make.review_item(make.article(title=title, text=TEXT, **given))


def decide_all(max_: User, item: ReviewItem, others: list[ReviewItem], **word: Any) -> list[Decision]:
    given = {"visibility": "drop", "reason": "unproven_cure", "content_hash": item.article.content_hash, **word}
    seen = {other.pk: other.article.content_hash for other in others}
    return bulk.decide_all(item.pk, seen, moderator_id=max_.pk, now=NOW, **given)


def held(max_: User, item: ReviewItem) -> ReviewItem:
    queue.lease(item.pk, max_.pk, now=NOW)
    return ReviewItem.objects.select_related("article").get(pk=item.pk)


def test_copies_say_the_same_and_other_tellings_do_not(max_: User) -> None:
    story = make.story()
    mine, copy = told(story=story), told("Garlic cures all cancer", story=story)
    other = "Garlic does not cure cancer, oncologists say after a new review of all the trials there are."
    make.review_item(make.article(title="Garlic and cancer", text=other, story=story))
    assert copies_of(mine, moderator_id=max_.pk) == [copy]


def test_all_are_decided_in_one_act_each_with_its_own_decision_and_audit_row(max_: User) -> None:
    mine, *others = [told() for _ in range(4)]
    made = decide_all(max_, held(max_, mine), others)
    assert len({one.bulk for one in made}) == 1
    assert set(Article.objects.values_list("visibility", flat=True)) == {"drop"}
    assert AuditRow.objects.filter(act="decided", actor=max_).count() == 4


def test_if_another_holds_one_none_is_decided_and_it_is_named(max_: User) -> None:
    mine, taken = told(), told()
    queue.lease(taken.pk, make.moderator("Mina").pk, now=NOW)
    with pytest.raises(bulk.BulkRefusedError, match="“Garlic cures cancer”: Mina is looking"):
        decide_all(max_, held(max_, mine), [taken])
    assert not Decision.objects.exists()


def test_what_says_something_else_is_not_decided_along(max_: User) -> None:
    mine, other = told(), make.review_item(make.article(title="The bridge is open"))
    with pytest.raises(bulk.BulkRefusedError):
        decide_all(max_, held(max_, mine), [other])
    assert not Decision.objects.exists()


def test_a_copy_that_was_edited_meanwhile_stops_all(max_: User) -> None:
    mine, copy = told(), told()
    seen = {copy.pk: "another text"}
    item = held(max_, mine)
    with pytest.raises(bulk.BulkRefusedError, match="changed while you read"):
        bulk.decide_all(
            item.pk,
            seen,
            moderator_id=max_.pk,
            now=NOW,
            content_hash=item.article.content_hash,
            visibility="drop",
            reason="unproven_cure",
        )
    assert not Decision.objects.exists()


def test_the_item_itself_has_to_be_held(max_: User) -> None:
    mine, copy = told(), told()
    with pytest.raises(queue.LeaseLostError):
        decide_all(max_, mine, [copy])


def test_one_undo_takes_all_of_them_back(max_: User) -> None:
    mine, *others = [told() for _ in range(3)]
    made = decide_all(max_, held(max_, mine), others)
    undo.undo(made[0].pk, moderator_id=max_.pk, now=NOW)
    assert not Decision.objects.exists()
    assert set(Article.objects.values_list("visibility", flat=True)) == {"allow"}
    assert ReviewItem.objects.open().count() == 3
