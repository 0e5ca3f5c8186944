"""Thresholds of this site, and slices where a zone is milder because it was wrong too often."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.models import Article
from moderation import decide, zones
from moderation.models import Assessment, Decision, ReviewItem, ThresholdVersion
from moderation.params import HARM_GRAVE
from moderation.thresholds import SHIPPED
from moderation.triage import DEMOTED, KNOWN, triage
from moderation.types import Thresholds, Verdict, Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
CURE = Verdict(p_health=0.9, p_dubious=0.95, p_bait=0, p_distress=0, spans=(), model="m", harm=HARM_GRAVE)


def assessed(count: int, p: float, *, harm: float = 0.4) -> None:
    article = make.article()
    rows = [
        Article(origin="feed", feed=article.feed, guid=f"{p}-{at}", title="x", content_hash="h", published_at=NOW)
        for at in range(count)
    ]
    ps = {"p_health": 0.9, "p_dubious": p, "p_bait": 0, "p_distress": 0, "harm": harm}
    made = Article.objects.bulk_create(rows)
    Assessment.objects.bulk_create(
        Assessment(article=it, model="m", zone=Zone.CLEAR, content_hash="h", **ps) for it in made
    )
    Assessment.objects.update(created_at=NOW)


def decided(count: int, visibility: Article.Visibility, *, zone: Zone = Zone.HOLD) -> None:
    topic, feed, max_ = make.topic("health"), make.feed(), make.moderator()
    for _number in range(count):
        item = make.review_item(make.article(topic=topic, feed=feed), zone=zone)
        ReviewItem.objects.filter(pk=item.pk).update(p_dubious=0.95, closed_at=NOW)
        reason = Decision.reasons_for(visibility)[0]
        Decision.objects.create(
            article=item.article, item=item, moderator=max_, visibility=visibility, reason=reason, created_at=NOW
        )


def test_a_young_site_keeps_what_ships() -> None:
    assessed(20, 0.6)
    assert zones.set_zones(now=NOW) is None
    assert zones.in_force() == SHIPPED


def test_a_site_that_has_seen_a_thousand_articles_queues_as_many_as_fit() -> None:
    assessed(900, 0.1)
    assessed(60, 0.6)
    assessed(60, 0.7)
    kept = zones.set_zones(now=NOW)
    assert kept is not None
    assert zones.in_force().queue_from(0.4) > 0.6
    assert kept.report["zones"].get("queue", 0) <= 0.05 * kept.articles


def test_what_was_assessed_weeks_ago_does_not_count() -> None:
    assessed(1100, 0.6)
    assert zones.set_zones(now=NOW + timedelta(days=29)) is None


def test_a_slice_that_moderators_let_go_is_demoted_and_tried_again_after_ninety_days() -> None:
    decided(80, Article.Visibility.DROP)
    decided(30, Article.Visibility.ALLOW)
    zones.set_zones(now=NOW)
    assert set(zones.in_force().demoted) == {
        (Zone.HOLD, "topic:health"),
        (Zone.HOLD, "language:en"),
        (Zone.HOLD, "source:feed"),
    }
    zones.set_zones(now=NOW + timedelta(days=91))
    assert zones.in_force().demoted == ()


def test_a_slice_with_few_decisions_stays() -> None:
    decided(50, Article.Visibility.ALLOW)
    assert zones.wrong_slices(NOW) == ()


@pytest.mark.parametrize(("name", "zone"), [("topic:health", Zone.LIMIT), ("topic:sport", Zone.HOLD)])
def test_only_in_its_slice_a_demoted_zone_is_one_milder_and_the_reason_says_so(name: str, zone: Zone) -> None:
    begin = replace(SHIPPED, demoted=((Zone.HOLD, "topic:health"),))
    found = triage(CURE, begin, [name])
    assert found.zone is zone
    assert (DEMOTED in found.reason) == (zone is Zone.LIMIT)


def test_an_article_is_sorted_by_what_is_in_force() -> None:
    ThresholdVersion.objects.create(
        budget=0.05,
        articles=0,
        thresholds={"hold": 0.96, "limit": 0.9, "queue": [], "demoted": [["limit", "language:en"]]},
        created_at=NOW,
    )
    article = make.article()
    assert zones.in_force() == Thresholds(0.96, 0.9, (), ((Zone.LIMIT, "language:en"),))
    assert zones.sort(article)(CURE).zone is Zone.QUEUE


def test_a_sure_repetition_of_a_deadly_claim_is_limited_at_least_however_wrong_its_slice_is() -> None:
    known = replace(CURE, p_known=0.95)
    both = Thresholds(0.9, 0.85, SHIPPED.queue, ((Zone.HOLD, "topic:health"), (Zone.LIMIT, "topic:health")))
    found = triage(known, both, slices=("topic:health",))
    assert found.zone == Zone.LIMIT
    assert found.reason.startswith(KNOWN)


def test_such_a_limit_does_not_end_by_itself() -> None:
    article = make.article(topic=make.topic("health"))
    milder = Thresholds(0.9, 0.85, SHIPPED.queue, ((Zone.HOLD, "topic:health"),))
    for known, ends in ((0.95, False), (0.0, True)):
        found = triage(replace(CURE, p_known=known), milder, slices=("topic:health",))
        made = decide.place(article.pk, found, make.assessment(article, zone=found.zone), now=NOW)
        assert made is not None
        assert (made.visibility, made.ends_at is not None) == (Article.Visibility.LIMIT, ends)
        article = make.article()
