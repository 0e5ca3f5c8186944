"""Probabilities are told as such once dice have shown how often they are true, and not before."""

from datetime import timedelta

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from feeds.models import Article
from moderation.measures.reliability import calibrated
from moderation.models import Calibration, Decision, ReviewItem
from moderation.training.truth import learn_truth, said
from moderation.types import Zone
from tests import make
from tests.make import NOW

CURVE = st.lists(st.tuples(st.floats(0.01, 0.99), st.floats(0, 1)), min_size=2, max_size=20, unique_by=lambda it: it[0])


def decided(count: int, *, every: int, by_dice: bool = True) -> None:
    """As many doubts of which dice picked each, half said to be .3 and half .8 sure; one of `every` was dubious."""
    max_, feed = make.moderator(), make.feed()
    for at in range(count):
        item = make.review_item(make.article(feed=feed), zone=Zone.QUEUE, is_random=by_dice, chance=0.2)
        ReviewItem.objects.filter(pk=item.pk).update(p_dubious=0.8 if at % 2 else 0.3, closed_at=NOW)
        visibility = Article.Visibility.ALLOW if at % every else Article.Visibility.LIMIT
        reason = Decision.Reason.ACCURATE if at % every else Decision.Reason.FALSE_CLAIM
        Decision.objects.create(
            article=item.article,
            item=item,
            moderator=max_,
            visibility=visibility,
            reason=reason,
            created_at=NOW,
            content_hash=item.article.content_hash,
        )


@given(CURVE, st.floats(0, 1))
def test_a_calibrated_probability_lies_within_what_the_curve_says(curve: list[tuple[float, float]], p: float) -> None:
    pairs = sorted(curve)
    says = [true for _said, true in pairs]
    assert min(says) - 1e-9 <= calibrated(p, pairs) <= max(says) + 1e-9


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "by_dice"), [(60, True), (120, False)])
def test_nothing_is_calibrated_on_few_decisions_or_on_what_doubts_chose(*, count: int, by_dice: bool) -> None:
    decided(count, every=4, by_dice=by_dice)
    assert learn_truth(now=NOW) is None


@pytest.mark.django_db
def test_what_dice_picked_calibrates_once_and_what_is_said_comes_true() -> None:
    decided(160, every=4)  # of those said to be .8 sure none, of those said .3 a half
    made = learn_truth(now=NOW)
    assert made is not None
    assert made.decisions == 160
    mean = np.mean([calibrated(p, made.curve) for p in (0.3, 0.8)])
    assert mean == pytest.approx(0.25, abs=0.03)
    assert made.report["error"] < made.report["error_before"]
    assert learn_truth(now=NOW + timedelta(days=1)) is None


@pytest.mark.django_db
def test_a_correction_replaces_what_was_decided_first() -> None:
    decided(1, every=1)
    first = Decision.objects.get()
    make.decision(first.article, make.moderator(), Article.Visibility.ALLOW, now=NOW + timedelta(hours=1))
    assert [it.was_true for it in said(NOW + timedelta(hours=2))] == [False]


@pytest.mark.django_db
def test_an_item_shows_an_order_and_a_probability_only_once_calibrated(client: Client) -> None:
    item = make.review_item(make.article())
    make.assessment(item.article, zone=Zone.QUEUE)
    client.force_login(make.moderator())
    address = reverse("moderation-item", args=[item.pk])
    assert "how often it is true here is not known yet" in client.get(address).text
    Calibration.objects.create(kind="platt", decisions=300, curve=[[0.0, 0.0], [1.0, 0.5]], created_at=NOW)
    assert "about 35 are dubious" in client.get(address).text
