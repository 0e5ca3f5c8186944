"""What the automatic assessment does to an article, and what it leaves to people."""

import pytest

from feeds.models import Article
from moderation import decide
from moderation.models import AuditRow, Decision, Notice, ReviewItem
from moderation.types import Triage, Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility


def place(article: Article, zone: Zone, *, priority: float = 0.5) -> Decision | None:
    triage = Triage(zone, priority, "Says that garlic cures cancer.")
    decision = decide.place(article.pk, triage, make.assessment(article, zone=zone), now=NOW)
    article.refresh_from_db()
    return decision


def test_a_clear_article_is_shown_and_nothing_more_is_written() -> None:
    article = make.article(visibility=HOLD)
    assert place(article, Zone.CLEAR) is None
    assert article.visibility == ALLOW
    assert not ReviewItem.objects.exists()
    assert not AuditRow.objects.exists()


def test_a_queued_article_is_shown_while_it_waits() -> None:
    article = make.article(visibility=HOLD)
    assert place(article, Zone.QUEUE, priority=0.7) is None
    item = ReviewItem.objects.get()
    assert (article.visibility, item.zone, item.priority, item.opened_at) == (ALLOW, Zone.QUEUE, 0.7, NOW)


@pytest.mark.parametrize("zone", [Zone.LIMIT, Zone.HOLD])
def test_a_restricted_article_waits_with_a_decision_an_audit_row_and_a_notice(zone: Zone) -> None:
    cleo = make.creator()
    article = make.article(creator=cleo, visibility=HOLD)
    decision = place(article, zone)
    assert decision is not None
    assert (decision.visibility, decision.is_automated, decision.item) == (zone, True, ReviewItem.objects.get())
    assert (article.visibility, AuditRow.objects.get().actor, Notice.objects.get().recipient) == (zone, None, cleo)


def test_placing_twice_adds_nothing() -> None:
    article = make.article(creator=make.creator(), visibility=HOLD)
    place(article, Zone.HOLD)
    assert place(article, Zone.HOLD) is None
    counts = [model.objects.count() for model in (ReviewItem, Decision, AuditRow, Notice)]
    assert counts == [1, 1, 1, 1]


def test_an_open_item_takes_the_newest_word_and_the_highest_priority() -> None:
    article = make.article(visibility=HOLD)
    place(article, Zone.QUEUE, priority=0.9)
    place(article, Zone.HOLD, priority=0.4)
    item = ReviewItem.objects.get()
    assert (item.zone, item.priority) == (Zone.HOLD, 0.9)


def test_a_held_article_is_not_let_go_by_an_edit() -> None:
    article = make.article(visibility=HOLD)
    place(article, Zone.HOLD)
    Article.objects.update(content_hash="edited")
    place(article, Zone.CLEAR)
    assert article.visibility == HOLD
    assert ReviewItem.objects.get().zone == Zone.HOLD


def test_a_moderators_word_stands_while_the_text_is_the_same() -> None:
    max_ = make.moderator()
    article = make.article(visibility=HOLD)
    place(article, Zone.HOLD)
    make.decision(article, max_, ALLOW)
    place(article, Zone.HOLD)
    assert article.visibility == ALLOW
    assert not ReviewItem.objects.open().exists()


def test_a_removed_article_that_is_edited_comes_before_a_moderator_and_stays_removed() -> None:
    article = make.article(visibility=HOLD)
    make.decision(article, make.moderator(), DROP)
    Article.objects.update(content_hash="edited")
    place(article, Zone.CLEAR)
    assert article.visibility == DROP
    assert ReviewItem.objects.open().get().zone == Zone.HOLD
