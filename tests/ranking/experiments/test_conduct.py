from datetime import timedelta
from random import Random

import numpy as np
import pytest

from moderation.models import AuditRow
from ranking import params
from ranking.experiments import ExperimentRefusedError, chosen, launch, measure, roll_back, start, verdict
from ranking.models import Event, Experiment, Slate, ValueWeights
from ranking.recommend import recommend
from ranking.types import Visit
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def _experiment(unit: str = "reader", share: float = 0.5) -> Experiment:
    trial = ValueWeights.objects.create(
        name="more-likes", weights=dict(params.WEIGHTS) | {"like": 100.0}, reason="Do likes bring readers back?"
    )
    experiment = Experiment.objects.create(name="likes", hypothesis="Likes bring readers back.", unit=unit)
    experiment.arms.create(name="control", share=1 - share)
    experiment.arms.create(name="trial", share=share, weights=trial)
    return experiment


def _started(unit: str = "reader", share: float = 0.5) -> Experiment:
    return start(_experiment(unit, share).pk, actor_id=make.operator().pk, now=NOW - timedelta(days=1))


def _of(arm: str) -> Visit:
    """A stranger of that arm."""
    visits = (Visit(None, f"key {i}", NOW) for i in range(100))
    return next(it for it in visits if chosen(it).arm == f"likes/{arm}")


def test_each_arm_ranks_with_its_own_weights() -> None:
    _started()
    assert chosen(_of("trial")).page["like"] == 100.0
    assert chosen(_of("control")).page["like"] == params.WEIGHTS["like"]


def test_a_page_names_its_arm_and_its_weights() -> None:
    _started()
    make.article()
    visit = _of("trial")
    slate = recommend(reader_id=None, visitor=visit.visitor, now=NOW, rng=Random(1))
    assert (slate.arm, slate.weights) == ("likes/trial", "more-likes")


def test_articles_can_be_dealt_instead_of_readers() -> None:
    _started("article")
    weights = chosen(Visit(None, "somebody", NOW))
    assert weights.arm == ""
    assert set(np.asarray(weights.of(range(50))["like"]).tolist()) == {50.0, 100.0}


def test_a_launch_puts_the_weights_in_force_for_all() -> None:
    experiment = _started()
    launch(experiment.pk, "trial", "Plays +3 %.", actor_id=make.operator("Otto").pk, now=NOW)
    assert ValueWeights.objects.get(is_active=True).name == "more-likes"
    assert chosen(Visit(None, "somebody", NOW)).arm == ""


def test_a_roll_back_leaves_everything_as_it_was() -> None:
    experiment = _started()
    roll_back(experiment.pk, "Hides rose.", actor_id=make.operator("Otto").pk, now=NOW)
    assert chosen(Visit(None, "somebody", NOW)).page["like"] == params.WEIGHTS["like"]


def test_every_step_is_written_down() -> None:
    experiment = _started()
    roll_back(experiment.pk, "Hides rose.", actor_id=None, now=NOW)
    rows = AuditRow.objects.filter(subject=f"experiment:{experiment.pk}").order_by("pk")
    assert [it.act for it in rows] == ["experiment_started", "experiment_stopped"]


def test_it_ends_only_once() -> None:
    experiment = _started()
    roll_back(experiment.pk, "Hides rose.", actor_id=None, now=NOW)
    with pytest.raises(ExperimentRefusedError):
        launch(experiment.pk, "trial", "Changed my mind.", actor_id=make.operator("Otto").pk, now=NOW)


def test_it_does_not_end_without_a_reason() -> None:
    experiment = _started()
    with pytest.raises(ExperimentRefusedError):
        roll_back(experiment.pk, "  ", actor_id=None, now=NOW)
    experiment.refresh_from_db()
    assert experiment.state == Experiment.State.RUNNING


def test_an_experiment_without_a_second_arm_does_not_start() -> None:
    experiment = Experiment.objects.create(name="alone", hypothesis="Nothing changes.")
    experiment.arms.create(name="control", share=1.0)
    with pytest.raises(ExperimentRefusedError):
        start(experiment.pk, actor_id=make.operator().pk, now=NOW)


def test_two_on_the_same_readers_cannot_run_at_once() -> None:
    first = _started()
    second = Experiment.objects.create(name="second", hypothesis="Another.")
    second.arms.create(name="control", share=0.5)
    second.arms.create(name="trial", share=0.5, weights=ValueWeights.objects.get(name="more-likes"))
    with pytest.raises(ExperimentRefusedError, match="same units"):
        start(second.pk, actor_id=make.operator("Otto").pk, now=NOW)
    assert list(Experiment.objects.filter(state=Experiment.State.RUNNING)) == [first]


def test_what_readers_of_each_arm_did_is_measured_a_page() -> None:
    experiment = _started()
    article = make.article()
    visit = _of("trial")
    shown = recommend(reader_id=None, visitor=visit.visitor, now=NOW, rng=Random(1)).impressions.get(article=article)
    Event.objects.create(impression=shown, article=article, kind="play", happened_at=NOW)
    Event.objects.create(impression=shown, article=article, kind="dwell", value=3, happened_at=NOW)
    Slate.objects.create(visitor=visit.visitor, served_at=NOW, arm="likes/trial", seed=1)
    found = measure(experiment, now=NOW + timedelta(seconds=1))["trial"]
    assert found == {"plays": [0.5], "seconds": [1.5], "hides": [0.0], "quick_backs": [0.5], "days": [0.5]}


def test_a_time_read_that_grew_counts_as_it_was_told_last() -> None:
    experiment = _started()
    article = make.article()
    visit = _of("trial")
    shown = recommend(reader_id=None, visitor=visit.visitor, now=NOW, rng=Random(1)).impressions.get(article=article)
    for seconds in (3, 40):
        Event.objects.create(impression=shown, article=article, kind="dwell", value=seconds, happened_at=NOW)
    found = measure(experiment, now=NOW + timedelta(seconds=1))["trial"]
    assert (found["seconds"], found["quick_backs"]) == ([40.0], [0.0])


def test_a_broken_guardrail_forbids_the_launch() -> None:
    few, many = [0.0, 0.1] * 400, [0.3, 0.4] * 400
    figures = {"plays": few, "seconds": few, "days": few, "quick_backs": few}
    found = verdict(
        {"control": figures | {"hides": few}, "trial": figures | {"plays": many, "hides": many}},
        control="control",
        shares={"control": 0.5, "trial": 0.5},
    )
    assert found[0].gains == ("plays",)
    assert found[0].broken == ("hides",)
    assert not found[0].may_launch
