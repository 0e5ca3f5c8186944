"""What creators are told about their articles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feeds.models import Article
from moderation import decide, notices, queue
from moderation.models import Decision
from moderation.statement import statement
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
ALLOW, LIMIT, HOLD, DROP = Article.Visibility


def test_a_creator_reads_their_own_notices_newest_first() -> None:
    cleo, max_ = make.creator(), make.moderator()
    first = make.decision(make.article(creator=cleo), max_, DROP)
    second = make.decision(make.article(creator=cleo), max_, LIMIT)
    make.decision(make.article(creator=make.creator("Carl")), max_, DROP)
    assert [notice.decision for notice in notices.for_person(cleo.pk, now=LATER)] == [second, first]


def test_notices_are_new_until_they_are_read() -> None:
    cleo = make.creator()
    make.decision(make.article(creator=cleo), make.moderator(), DROP)
    assert notices.for_person(cleo.pk, now=LATER).unread().count() == 1
    assert notices.mark_read(cleo.pk, until=timezone.now(), now=LATER) == 1
    assert not notices.for_person(cleo.pk, now=LATER).unread().exists()


def test_a_statement_says_what_why_and_by_whom() -> None:
    max_ = make.moderator()
    item = make.review_item(make.article())
    queue.lease(item.pk, max_.pk, now=NOW)
    said = statement(
        decide.decide(
            item.pk, moderator_id=max_.pk, visibility=DROP, reason="other", note="It names a patient.", now=NOW
        )
    )
    assert "removed" in said.effect
    assert said.note == "It names a patient."
    assert said.means == "Decided by a moderator."


def test_an_automated_decision_says_so() -> None:
    decision = Decision(visibility=HOLD, reason=Decision.Reason.ASSESSED_DUBIOUS, model="claims")
    assert statement(decision).means == "Found and decided by a program. A moderator will look at it."
