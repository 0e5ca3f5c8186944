"""Roll back what harms readers, without waiting for an operator to look."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ranking.experiments.conduct import ExperimentRefusedError, roll_back
from ranking.experiments.measure import measure
from ranking.experiments.verdict import Comparison, verdict
from ranking.models import Experiment

log = structlog.get_logger(__name__)

ADVISORY_LOCK = 7_100_204  # any number, the same in every process: one watches at a time
WORSE: Mapping[str, Promise] = {
    "hides": gettext_lazy("more hides"),
    "quick_backs": gettext_lazy("more readers came straight back"),
    "days": gettext_lazy("readers came on fewer days"),
}


def watch(*, now: datetime) -> list[Experiment]:
    """Roll back each running experiment with a broken guardrail; those that were. Runs twice without harm."""
    with transaction.atomic():
        if not _is_alone():
            return []
        running = Experiment.objects.filter(state=Experiment.State.RUNNING).order_by("pk")
        return [it for it in running if _is_stopped(it, now)]


def _is_alone() -> bool:
    """Whether no other process watches, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])


def _is_stopped(experiment: Experiment, now: datetime) -> bool:
    arms = list(experiment.arms.order_by("pk"))
    control = next((it.name for it in arms if it.weights_id is None), "")
    found = verdict(measure(experiment, now=now), control=control, shares={it.name: it.share for it in arms})
    said = [_why(it.arm, row) for it in found for row in it.comparisons if row.figure in it.broken]
    if not said:
        return False
    try:
        roll_back(experiment.pk, "; ".join(said), actor_id=None, now=now)
    except ExperimentRefusedError:  # an operator ended it in the meantime
        return False
    log.warning("experiment rolled back", experiment=experiment.name, why=said)
    return True


def _why(arm: str, row: Comparison) -> str:
    """In words and figures, as they were when it was stopped."""
    return _("Stopped by its guardrail: %(worse)s in “%(arm)s” (%(theirs)s a unit, control %(ours)s)") % {
        "worse": WORSE[row.figure],
        "arm": arm,
        "theirs": f"{row.treatment.mean:.2g}",
        "ours": f"{row.control.mean:.2g}",
    }
