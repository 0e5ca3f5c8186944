"""What the page about the claims model prints: what is in force, how good it is, and which versions there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from feeds.models import ModelVersion
from moderation import audit
from moderation.models import AuditRow
from moderation.training.publish import in_force
from moderation.weights import WeightsError, load

VERSIONS = 20  # two weeks of nights and some more: who goes back further asks for the command


# How the model was judged, by the key of its report.
MEASURES = {
    "inside_a_set": _("On other claims of the sources it learnt from"),
    "leave_one_set_out": _("On a source it had not seen"),
    "leave_one_set_out_without_repetitions": _("On a source it had not seen, claims that nobody repeats"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """The whole page."""

    active: ModelVersion | None
    is_broken: bool  # its weights are lost: everything waits for a person
    report: Mapping[str, Any]
    measures: Sequence[tuple[str, Mapping[str, float]]]
    versions: Sequence[ModelVersion]
    chosen: Sequence[AuditRow]


def read() -> Card:
    """Three queries, whatever there is."""
    known = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS)
    versions = list(known.order_by("-created_at", "-pk")[:VERSIONS])
    file, report = in_force()
    try:
        load(file)
        is_broken = False
    except WeightsError:
        is_broken = True
    acts = AuditRow.objects.filter(act=audit.Act.CHOSE_CLAIMS).select_related("actor")
    return Card(
        active=next((version for version in versions if version.is_active), None),
        is_broken=is_broken,
        report=report,
        measures=[(str(words), report[key]["mean"]) for key, words in MEASURES.items() if report.get(key)],
        versions=versions,
        chosen=list(acts.order_by("-created_at", "-pk")[:VERSIONS]),
    )
