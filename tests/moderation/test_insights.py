"""The page that says how well the room works: honest with nothing, right with something, and never dear."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.accounts.models import User
from feeds.models import Article
from moderation.insights.agreement import agreement
from moderation.insights.decided import decided
from moderation.insights.truth import truth
from moderation.insights.waiting import waiting
from moderation.models import Decision, ReviewItem, SecondOpinion, ThresholdVersion
from moderation.thresholds import SHIPPED, as_json
from moderation.types import Zone
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
ALLOW, DROP = Article.Visibility.ALLOW, Article.Visibility.DROP
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def max_() -> User:
    return make.moderator("Max")


def judged(person: User, visibility: Article.Visibility, *, p: float = 0.8, **given: Any) -> Decision:
    """A decision on an item that waited two hours."""
    item = make.review_item(make.article(topic=make.topic("health")), **given)
    ReviewItem.objects.filter(pk=item.pk).update(p_dubious=p, signal="dubious", concern=0.4, closed_at=LATER)
    return Decision.objects.create(
        article=item.article,
        item=item,
        moderator=person,
        visibility=visibility,
        reason=Decision.reasons_for(visibility)[0],
        taken_at=LATER - timedelta(seconds=20),
        created_at=LATER,
    )


def again(first: Decision, person: User, visibility: Article.Visibility) -> None:
    assert first.moderator is not None
    item = make.review_item(first.article, second_of=first)
    ReviewItem.objects.filter(pk=item.pk).update(closed_at=LATER)
    SecondOpinion.objects.create(
        item=item,
        moderator=person,
        first_moderator=first.moderator,
        first_visibility=first.visibility,
        visibility=visibility,
        reason=Decision.reasons_for(visibility)[0],
        created_at=LATER,
    )


def test_precision_and_times_are_told_by_zone_signal_topic_and_language(max_: User) -> None:
    for visibility in (DROP, DROP, ALLOW):
        judged(max_, visibility, zone=Zone.QUEUE)
    found = decided(LATER)
    assert found.all is not None
    assert found.all.precision is not None
    assert found.all.precision.value == pytest.approx(2 / 3)
    rows = {by: [row.name for row in some] for by, some in found.tables.items()}
    assert rows == {"zone": ["Queue"], "signal": ["dubious"], "topic": ["Health"], "language": ["en"]}
    assert [(it.name, it.median_s) for it in found.waits] == [("Queue", 7200.0)]
    assert found.handling is not None
    assert found.handling.median_s == 20


def test_what_dice_picked_among_the_clear_is_no_doubt(max_: User) -> None:
    judged(max_, ALLOW, zone=Zone.CLEAR, is_random=True, chance=0.02)
    assert decided(LATER).all is None


def test_recall_weighs_each_audit_by_what_it_stands_for(max_: User) -> None:
    for _number in range(4):
        judged(max_, DROP, zone=Zone.QUEUE, is_random=True, chance=0.2)
    for visibility in (DROP, ALLOW):
        judged(max_, visibility, zone=Zone.CLEAR, is_random=True, chance=0.02)
    found = truth(LATER)
    assert (found.doubted.restricted, found.doubted.total) == (4, 4)
    assert (found.clear.restricted, found.clear.looked_at, round(found.clear.total)) == (1, 2, 100)
    assert found.recall is not None
    assert found.recall.value == pytest.approx(4 / (4 + 1 + 49))


def test_only_what_dice_picked_tells_how_true_probabilities_are(max_: User) -> None:
    judged(max_, DROP, p=0.9, zone=Zone.QUEUE)
    assert truth(LATER).bins == ()
    judged(max_, DROP, p=0.9, zone=Zone.QUEUE, is_random=True)
    judged(max_, ALLOW, p=0.05, zone=Zone.CLEAR, is_random=True, chance=0.02)
    assert [(it.low, it.true.value, it.weight) for it in truth(LATER).bins] == [(0.0, 0.0, 50.0), (0.9, 1.0, 5.0)]


def test_kappa_is_told_for_all_and_for_each_pair_whoever_came_first(max_: User) -> None:
    mina = make.moderator("Mina")
    for at in range(24):
        one, other = (max_, mina) if at % 2 else (mina, max_)
        visibility = DROP if at % 3 else ALLOW
        again(judged(one, visibility), other, visibility)
    found = agreement(LATER)
    assert found.count == 24
    assert found.all is not None
    assert found.all.kappa == pytest.approx(1)
    assert [(pair.names, pair.count) for pair in found.pairs] == [("Max · Mina", 24)]


def test_the_depth_of_the_queue_is_told_by_zone_and_age() -> None:
    for hours in (0.5, 2, 30):
        make.review_item(make.article(), zone=Zone.HOLD, opened_at=NOW - timedelta(hours=hours))
    (lane,) = waiting(NOW).lanes
    assert (lane.count, lane.ages, lane.oldest) == (3, (1, 1, 0, 1, 0), NOW - timedelta(hours=30))


def test_an_empty_site_is_told_kindly_that_there_is_nothing_yet(client: Client, max_: User) -> None:
    client.force_login(max_)
    page = client.get("/moderation/insights/").text
    assert "there is nothing to measure" in page
    assert "What ships is in force" in page
    assert "Not calibrated yet" in page


def test_the_page_says_where_zones_begin_and_which_slice_is_milder(client: Client, max_: User) -> None:
    milder = {"zone": "hold", "name": "topic:health", "precision": 0.7, "low": 0.61, "decisions": 120}
    ThresholdVersion.objects.create(
        budget=0.05, articles=1234, thresholds=as_json(SHIPPED), report={"demoted": [milder]}, created_at=NOW
    )
    client.force_login(max_)
    page = client.get("/moderation/insights/").text
    assert "1,234 articles" in page
    assert "one zone milder in topic: health" in page


@pytest.mark.parametrize("rows", [2, 8])
def test_the_page_costs_the_same_however_much_was_decided(
    client: Client, max_: User, django_assert_max_num_queries: Callable[..., Any], rows: int
) -> None:
    mina, now = make.moderator("Mina"), timezone.now()
    for number in range(rows):
        zone = Zone.QUEUE if number % 2 else Zone.CLEAR
        again(judged(max_, DROP, zone=zone, is_random=True), mina, ALLOW)
        make.review_item(make.article(), opened_at=now)
    client.force_login(max_)
    client.get("/moderation/insights/")
    with django_assert_max_num_queries(17):
        page = client.get("/moderation/insights/").text
    assert page.count("<canvas") == 3
    assert page.count("<table") >= 8
