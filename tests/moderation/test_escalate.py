"""What a moderator cannot decide goes to a lead."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import decide, queue
from moderation.escalate import EscalationRefusedError, escalate, raise_overdue
from moderation.models import AuditRow, ReviewItem
from moderation.types import Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def handed_on(max_: User) -> ReviewItem:
    item = make.review_item(make.article())
    queue.lease(item.pk, max_.pk, now=NOW)
    return escalate(item.pk, moderator_id=max_.pk, why="Is this a trial or an advertisement?", now=NOW)


def test_it_is_offered_to_leads_before_all_else_and_to_no_other_moderator(max_: User) -> None:
    lea, mina = make.lead(), make.moderator("Mina")
    make.review_item(make.article(), priority=0.9)
    item = handed_on(max_)
    assert queue.lease_next(mina.pk, now=NOW) != item
    assert queue.lease_next(lea.pk, now=NOW, is_lead=True) == item


def test_where_no_lead_is_another_moderator_gets_it(max_: User) -> None:
    mina = make.moderator("Mina")
    item = handed_on(max_)
    assert queue.lease_next(max_.pk, now=NOW) is None
    assert queue.lease_next(mina.pk, now=NOW) == item


def test_who_handed_it_on_does_not_decide_it(max_: User) -> None:
    make.lead()
    item = handed_on(max_)
    with pytest.raises(queue.HandedOnError):
        queue.lease(item.pk, max_.pk, now=NOW)


def test_a_lead_decides_it_like_any_other(max_: User) -> None:
    lea, item = make.lead(), handed_on(max_)
    queue.lease(item.pk, lea.pk, now=NOW)
    made = decide.decide(item.pk, moderator_id=lea.pk, visibility="allow", reason="accurate", now=NOW)
    assert made.item == item


def test_the_question_is_kept_and_the_audit_names_who_asked(max_: User) -> None:
    make.lead()
    item = handed_on(max_)
    assert item.escalation == "Is this a trial or an advertisement?"
    row = AuditRow.objects.get(act="escalated")
    assert (row.actor, row.detail["why"]) == (max_, item.escalation)


def test_the_only_moderator_has_nobody_to_ask(max_: User) -> None:
    with pytest.raises(EscalationRefusedError, match="only moderator"):
        handed_on(max_)
    assert ReviewItem.objects.get().is_leased_to(max_.pk, NOW)


def test_a_question_is_needed_and_the_lease(max_: User) -> None:
    make.lead()
    item = make.review_item(make.article())
    with pytest.raises(queue.LeaseLostError):
        escalate(item.pk, moderator_id=max_.pk, why="What?", now=NOW)
    with pytest.raises(EscalationRefusedError, match="Write"):
        escalate(item.pk, moderator_id=max_.pk, why="  ", now=NOW)


def held_for(hours: int, **given: Any) -> ReviewItem:
    article = make.article(visibility=Article.Visibility.HOLD)
    return make.review_item(article, opened_at=NOW - timedelta(hours=hours), **given)


def test_what_is_held_for_a_day_comes_first_once_and_stays_held() -> None:
    late, young = held_for(25), held_for(23, priority=5.0)
    assert raise_overdue(now=NOW) == 1
    assert raise_overdue(now=NOW) == 0
    late.refresh_from_db()
    assert (late.priority, late.lane, late.article.visibility) == (10.0, "all", "hold")
    assert "24 hours" in late.escalation
    assert list(ReviewItem.objects.most_urgent(NOW)) == [late, young]
    assert AuditRow.objects.filter(act="overdue", actor=None, subject=f"article:{late.article_id}").count() == 1


def test_what_is_not_held_is_never_overdue() -> None:
    make.review_item(make.article(visibility=Article.Visibility.DROP), opened_at=NOW - timedelta(days=9))
    limited = make.article(visibility=Article.Visibility.LIMIT)
    make.review_item(limited, zone=Zone.LIMIT, opened_at=NOW - timedelta(days=9))
    assert raise_overdue(now=NOW) == 0


def test_leads_are_told_of_it_on_the_queue(client: Client) -> None:
    held_for(10_000)
    for person, is_told in ((make.lead(), True), (make.moderator(), False)):
        client.force_login(person)
        assert ("held longer than a day" in client.get(reverse("moderation")).text) == is_told
