"""Where the zones begin now, where one of them is milder, and what the model learnt last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feeds.models import ModelVersion
from moderation.models import Assessment, ThresholdVersion
from moderation.params import HARM_LEARNED, HOLD_HARM, LIMIT_HARM, QUEUE_HARM
from moderation.thresholds import SHIPPED, of_json
from moderation.types import Zone

HARMS = {
    HOLD_HARM: gettext_lazy("grave: people have died of it"),
    LIMIT_HARM: gettext_lazy("serious: old falsehoods, dangerous advice"),
    HARM_LEARNED: gettext_lazy("doubtful: by its tone, or said with a guard"),
    QUEUE_HARM: gettext_lazy("slight: a cold, a headache"),
}
_KINDS = {
    "topic": gettext_lazy("topic"),
    "language": gettext_lazy("language"),
    "source": gettext_lazy("kind of source"),
}


@dataclass(frozen=True, slots=True)
class Begin:
    """From which p the zones begin for a class of harm; None is never."""

    harm: str
    queue: float | None
    limit: float | None
    hold: float | None


@dataclass(frozen=True, slots=True)
class Milder:
    """A zone that is one milder in a slice, and why."""

    zone: str
    slice: str
    low: float
    precision: float
    decisions: int


@dataclass(frozen=True, slots=True)
class InForce:
    """All of it; `version` is None while what ships is in force."""

    version: ThresholdVersion | None
    begins: Sequence[Begin]
    milder: Sequence[Milder]
    waits: int  # of the version's articles, how many would wait
    learnt: ModelVersion | None


def in_force() -> InForce:
    """Two queries."""
    version = ThresholdVersion.objects.order_by("-created_at", "-pk").first()
    now = of_json(version.thresholds) if version is not None else SHIPPED
    report: Mapping[str, Any] = version.report if version is not None else {}
    claims = ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS)
    return InForce(
        version=version,
        begins=[
            Begin(
                harm=str(words),
                queue=p if (p := now.queue_from(harm)) <= 1 else None,
                limit=now.limit if harm >= LIMIT_HARM else None,
                hold=now.hold if harm >= HOLD_HARM else None,
            )
            for harm, words in HARMS.items()
        ],
        milder=[_milder(it) for it in report.get("demoted", [])],
        waits=sum(n for zone, n in report.get("zones", {}).items() if zone != Zone.CLEAR),
        learnt=claims.order_by("-created_at", "-pk").first(),
    )


def _milder(kept: Mapping[str, Any]) -> Milder:
    kind, _colon, name = str(kept["name"]).partition(":")
    words = _("%(kind)s: %(name)s") % {"kind": _KINDS.get(kind, kind), "name": name}
    zone = str(Assessment.ZoneChoice(kept["zone"]).label)
    return Milder(zone, words, kept["low"], kept["precision"], kept["decisions"])
