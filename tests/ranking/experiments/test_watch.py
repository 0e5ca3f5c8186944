"""What harms readers is rolled back without anybody looking; what does not is left alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from moderation.models import AuditRow
from ranking import params
from ranking.experiments import roll_back, start, watch
from ranking.experiments.watch import _is_alone
from ranking.models import Event, Experiment, Impression, Slate, ValueWeights
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
UNITS = 60  # in each arm: twice what the test needs before it says anything


def _running(*, hidden: float) -> Experiment:
    """Strangers of both arms who open everything; of the trial's this part hides it, of the control's one in twenty."""
    weights = ValueWeights.objects.create(name="w", weights=dict(params.WEIGHTS), reason="Do likes bring readers back?")
    experiment = Experiment.objects.create(name="likes", hypothesis="Likes bring readers back.")
    for name, own in (("control", None), ("trial", weights)):
        experiment.arms.create(name=name, share=0.5, weights=own)
    start(experiment.pk, actor_id=make.operator().pk, now=NOW - timedelta(days=1))
    for arm, part in (("control", 0.05), ("trial", hidden)):
        _live(arm, part)
    return experiment


def _live(arm: str, part: float) -> None:
    article, at = make.article(), NOW - timedelta(hours=2)
    slates = Slate.objects.bulk_create(
        Slate(visitor=f"{arm} {n}", served_at=at, arm=f"likes/{arm}", seed=1) for n in range(UNITS)
    )
    cards = Impression.objects.bulk_create(
        Impression(
            slate=slate, article=article, slot=0, kind="personal", propensity=1, policy="rank", scores={}, terms={},
            value=1, features=[],
        )
        for slate in slates
    )  # fmt: skip
    Event.objects.bulk_create(_acts(cards, part))


def _acts(cards: list[Impression], part: float) -> Iterator[Event]:
    for n, card in enumerate(cards):
        for kind in ("play", "hide")[: 2 if n < part * len(cards) else 1]:
            yield Event(impression=card, article_id=card.article_id, kind=kind, happened_at=NOW - timedelta(hours=1))


def test_a_broken_guardrail_ends_the_experiment_and_says_why() -> None:
    experiment = _running(hidden=0.8)
    assert watch(now=NOW) == [experiment]
    experiment.refresh_from_db()
    assert (experiment.state, experiment.ended_at) == (Experiment.State.STOPPED, NOW)
    assert experiment.outcome == "Stopped by its guardrail: more hides in “trial” (0.8 a unit, control 0.05)"


def test_a_harm_that_anybody_would_see_is_seen_with_sixty_readers() -> None:
    _running(hidden=0.4)
    assert len(watch(now=NOW)) == 1


def test_nobody_is_named_as_who_did_it() -> None:
    experiment = _running(hidden=0.8)
    watch(now=NOW)
    row = AuditRow.objects.get(act="experiment_stopped", subject=f"experiment:{experiment.pk}")
    assert row.actor is None
    assert "more hides" in row.detail["reason"]


def test_a_second_look_changes_nothing() -> None:
    _running(hidden=0.8)
    watch(now=NOW)
    assert watch(now=NOW + timedelta(hours=1)) == []
    assert AuditRow.objects.filter(act="experiment_stopped").count() == 1
    assert Experiment.objects.get().ended_at == NOW


def test_a_difference_that_chance_can_make_stops_nothing() -> None:
    _running(hidden=0.1)
    assert watch(now=NOW) == []
    assert Experiment.objects.get().state == Experiment.State.RUNNING


def test_fewer_hides_stop_nothing() -> None:
    _running(hidden=0.0)
    assert watch(now=NOW) == []


def test_what_an_operator_ended_keeps_the_operators_reason() -> None:
    experiment = _running(hidden=0.8)
    roll_back(experiment.pk, "I saw it first.", actor_id=make.operator("Otto").pk, now=NOW)
    assert watch(now=NOW) == []
    experiment.refresh_from_db()
    assert experiment.outcome == "I saw it first."


@pytest.mark.django_db(transaction=True)
def test_one_watches_at_a_time() -> None:
    _running(hidden=0.8)
    with transaction.atomic():
        assert _is_alone()
        with ThreadPoolExecutor(1) as elsewhere:
            assert elsewhere.submit(_watch_elsewhere).result() == []
    assert len(watch(now=NOW)) == 1


def _watch_elsewhere() -> list[Experiment]:
    try:
        return watch(now=NOW)
    finally:
        connection.close()
