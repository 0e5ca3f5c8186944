"""The page that says how well the room works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from moderation import charts
from moderation.door import for_moderators
from moderation.insights import WINDOW
from moderation.insights.agreement import agreement
from moderation.insights.decided import Decided, decided
from moderation.insights.in_force import in_force
from moderation.insights.truth import Truth, truth
from moderation.insights.waiting import Depth, waiting


@for_moderators
@require_safe
def show_insights(request: HttpRequest, _me: int) -> HttpResponse:
    """What waits, what was decided, what is missed, how true probabilities are, how far moderators agree."""
    now = timezone.now()
    depth, made, true = waiting(now), decided(now), truth(now)
    context = {
        "now": now,
        "days": WINDOW.days,
        "depth": depth,
        "decided": made,
        "tables": [
            (_("By zone"), made.tables["zone"]),
            (_("By signal"), made.tables["signal"]),
            (_("By topic"), made.tables["topic"]),
            (_("By language"), made.tables["language"]),
        ],
        "truth": true,
        "agreement": agreement(now),
        "in_force": in_force(),
        "figures": _figures(depth, made, true),
    }
    return render(request, "moderation/insights.html", context)


def _figures(depth: Depth, made: Decided, true: Truth) -> dict[str, Any]:
    labels = [f"{it.low:.1f}–{it.high:.1f}" for it in true.bins]
    signals = [it for it in made.tables["signal"] if it.precision is not None]
    return {
        "ages": charts.bars(
            depth.ages, {_("Articles"): [sum(lane.ages[at] for lane in depth.lanes) for at in range(len(depth.ages))]}
        ),
        "truth": charts.lines(
            labels,
            {_("Was dubious"): [it.true.value for it in true.bins], _("As said"): [it.said for it in true.bins]},
            per_cent=True,
        ),
        "signals": charts.bars(
            [it.name or _("reports and requests") for it in signals],
            {_("Restricted"): [it.precision.value if it.precision else None for it in signals]},
            per_cent=True,
        ),
    }
