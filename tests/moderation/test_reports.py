"""Reports open one item, make it urgent, and decide nothing."""

import pytest

from feeds.models import Article
from moderation import decide, queue, reports
from moderation.models import Decision, ReviewItem
from moderation.types import Triage, Zone
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def test_a_report_puts_the_article_before_a_moderator_in_the_readers_words() -> None:
    article = make.article()
    item = reports.report(article.pk, why="  It sells\na cure ", now=NOW)
    assert item is not None
    assert (item.zone, item.reason) == (Zone.QUEUE, "A reader reported it: “It sells a cure”")
    article.refresh_from_db()
    assert article.visibility == Article.Visibility.ALLOW


def test_a_crowd_makes_one_item_and_it_stays_as_urgent_as_one_report() -> None:
    article = make.article()
    for _ in range(20):
        reports.report(article.pk, now=NOW)
    assert ReviewItem.objects.get().priority == reports.PRIORITY


def test_an_item_that_waits_keeps_its_reason_and_its_urgency_if_it_is_higher() -> None:
    article = make.article()
    queue.wait(article.pk, Triage(Zone.LIMIT, 9.0, "A cure"), visibility=article.visibility, now=NOW)
    reports.report(article.pk, why="I do not like it", now=NOW)
    item = ReviewItem.objects.get()
    assert (item.reason, item.priority, item.zone) == ("A cure", 9.0, Zone.LIMIT)


def test_what_a_person_decided_is_not_opened_by_readers() -> None:
    article, max_id = make.article(), make.moderator().pk
    item = reports.report(article.pk, now=NOW)
    assert item is not None
    queue.lease(item.pk, max_id, now=NOW)
    decide.decide(item.pk, visibility="allow", reason=Decision.Reason.ACCURATE, note="", moderator_id=max_id, now=NOW)
    assert reports.report(article.pk, now=NOW) is None
    Article.objects.filter(pk=article.pk).update(content_hash="other words")
    assert reports.report(article.pk, now=NOW) is not None
