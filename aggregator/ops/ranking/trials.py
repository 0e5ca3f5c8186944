"""Experiments as a page shows them: what each arm's units did against the control's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from moderation.audit import Act
from moderation.models import AuditRow
from ranking.experiments import Comparison, Verdict, measure, verdict
from ranking.models import Arm, Experiment

TOLD = timedelta(days=7)  # an operator who looks once a week still learns of it
FIGURES = {
    "plays": _("Openings"),
    "seconds": _("Seconds read"),
    "days": _("Days they came, of all"),
    "hides": _("Hides"),
    "quick_backs": _("Came straight back"),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One experiment with its arms, and a verdict an arm but the control's."""

    experiment: Experiment
    arms: tuple[Arm, ...]
    verdicts: tuple[tuple[Verdict, tuple[tuple[object, Comparison], ...]], ...]


def listed() -> list[Experiment]:
    """Newest first."""
    return list(Experiment.objects.select_related("author").order_by("-created_at", "-pk")[:50])


def stopped(now: datetime) -> list[Experiment]:
    """What a guardrail rolled back within the week, newest first. One query while there is none, else two."""
    rows = AuditRow.objects.filter(act=Act.EXPERIMENT_STOPPED, actor__isnull=True, created_at__gt=now - TOLD)
    ids = [int(it.removeprefix("experiment:")) for it in rows.order_by("-pk").values_list("subject", flat=True)]
    return list(Experiment.objects.filter(pk__in=ids).order_by("-ended_at", "-pk")) if ids else []


def read(experiment: Experiment, *, now: datetime) -> Trial:
    """Four queries."""
    arms = tuple(experiment.arms.select_related("weights").order_by("pk"))
    control = next((it.name for it in arms if it.weights_id is None), "")
    found = verdict(measure(experiment, now=now), control=control, shares={it.name: it.share for it in arms})
    return Trial(
        experiment,
        arms,
        tuple(
            (it, tuple((FIGURES[row.figure], row) for row in it.comparisons if row.control.n or row.treatment.n))
            for it in found
        ),
    )
