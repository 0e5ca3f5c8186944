"""Start, launch, roll back: each with its reason, each in one transaction, each at most once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from moderation import audit
from ranking.models import Experiment, ValueWeights

LEAST_ARMS = 2


class ExperimentRefusedError(ValueError):
    """Nothing was changed; the message says why and what would be right."""


def start(experiment_id: int, *, actor_id: int, now: datetime) -> Experiment:
    """From draft to running. Raises ExperimentRefusedError."""
    with transaction.atomic():
        experiment = _locked(experiment_id, Experiment.State.DRAFT, _("It was started already."))
        arms = list(experiment.arms.all())
        if len(arms) < LEAST_ARMS or all(it.weights_id is not None for it in arms):
            raise ExperimentRefusedError(_("An experiment needs a control and at least one arm with other weights."))
        if sum(it.share for it in arms) > 1 + 1e-9:
            raise ExperimentRefusedError(_("The shares of the arms add up to more than all."))
        experiment.state, experiment.started_at = Experiment.State.RUNNING, now
        try:  # the database says it, so that of two operators at the same moment one is told, too
            with transaction.atomic():
                experiment.save(update_fields=["state", "started_at"])
        except IntegrityError as error:
            raise ExperimentRefusedError(_("Another experiment runs on the same units; end it first.")) from error
        _record(audit.Act.EXPERIMENT_STARTED, experiment, actor_id, now)
    return experiment


def launch(experiment_id: int, arm: str, reason: str, *, actor_id: int, now: datetime) -> Experiment:
    """The arm's weights are in force for everybody; the experiment ends. Raises ExperimentRefusedError."""
    with transaction.atomic():
        experiment = _locked(experiment_id, Experiment.State.RUNNING, _("It does not run."))
        won = experiment.arms.filter(name=arm, weights__isnull=False).first()
        if won is None or won.weights_id is None:
            raise ExperimentRefusedError(_("There is no such arm with weights of its own."))
        _end(experiment, Experiment.State.LAUNCHED, reason, now)
        ValueWeights.objects.activate(won.weights_id)
        _record(audit.Act.EXPERIMENT_LAUNCHED, experiment, actor_id, now, arm=arm)
    return experiment


def roll_back(experiment_id: int, reason: str, *, actor_id: int | None, now: datetime) -> Experiment:
    """Everybody has the weights in force again; `actor_id` is null when a guardrail did it."""
    with transaction.atomic():
        experiment = _locked(experiment_id, Experiment.State.RUNNING, _("It does not run."))
        _end(experiment, Experiment.State.STOPPED, reason, now)
        _record(audit.Act.EXPERIMENT_STOPPED, experiment, actor_id, now)
    return experiment


def _locked(experiment_id: int, state: Experiment.State, otherwise: str) -> Experiment:
    experiment = Experiment.objects.select_for_update().filter(pk=experiment_id, state=state).first()
    if experiment is None:
        raise ExperimentRefusedError(otherwise)
    return experiment


def _end(experiment: Experiment, state: Experiment.State, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise ExperimentRefusedError(_("Say why: the reason stays with the experiment."))
    experiment.state, experiment.ended_at, experiment.outcome = state, now, reason.strip()[:500]
    experiment.save(update_fields=["state", "ended_at", "outcome"])


def _record(act: audit.Act, experiment: Experiment, actor_id: int | None, now: datetime, arm: str = "") -> None:
    audit.record_of_ranking(
        act,
        subject=f"experiment:{experiment.pk}",
        actor_id=actor_id,
        now=now,
        detail={"reason": experiment.outcome, "arm": arm},
    )
