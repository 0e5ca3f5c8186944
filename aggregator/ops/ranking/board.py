"""The page of figures."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.ranking import exploring, exposure, returning, shares, trials
from moderation import charts
from ranking import tally
from ranking.tally import Sums

WEEK, FORTNIGHT, MONTH = 7, 14, 28  # days, today among them

TERMS = {
    "playtime": gettext_lazy("Reading time"),
    "play": gettext_lazy("Opening"),
    "like": gettext_lazy("Liking"),
    "comment": gettext_lazy("Commenting"),
    "creator": gettext_lazy("Small publishers"),
    "story": gettext_lazy("First to report"),
    "same_author_seen": gettext_lazy("More of an author"),
    "same_tag_today": gettext_lazy("The same topic again"),
    "bait_guard": gettext_lazy("Bait guard"),
    "dubious_guard": gettext_lazy("Dubiousness guard"),
    "hide": gettext_lazy("Hiding"),
    "quick_back": gettext_lazy("Coming straight back"),
    "report": gettext_lazy("Reporting"),
}


@operator_only
@require_safe
def board(request: OperatorRequest) -> HttpResponse:
    """Value shares, exploration, who comes back, exposure, experiments."""
    now = timezone.now()
    sums = tally.days(since=first_day(MONTH, now), publishers_since=first_day(WEEK, now), now=now)
    made_of = shares.shares(_last(sums, WEEK, now))
    days = returning.days(sums, since=first_day(MONTH, now), now=now)
    shown, kinds = (
        exposure.read(_last(sums, WEEK, now), now),
        exploring.report(_last(sums, FORTNIGHT, now), tally.rates(now)),
    )
    context = {
        "shares": [(TERMS.get(it.term, it.term), it) for it in made_of],
        "kinds": kinds,
        "days": days,
        "exposure": shown,
        "experiments": trials.listed(),
        "stopped": trials.stopped(now),
        "figures": _figures(made_of, kinds, days, shown),
    }
    return render(request, "ops/ranking.html", context)


def first_day(count: int, now: datetime) -> date:
    """Of so many days up to today."""
    return now.date() - timedelta(days=count - 1)


def _last(sums: dict[date, Sums], count: int, now: datetime) -> Sums:
    return tally.together(it for day, it in sums.items() if day >= first_day(count, now))


def _figures(
    made_of: list[shares.Share], kinds: list[exploring.Kind], days: list[returning.Day], shown: exposure.Exposure
) -> dict[str, Any]:
    labels = [it.day.isoformat()[5:] for it in days]
    known = [it for it in kinds if it.rate is not None]
    return {
        "shares": charts.bars(
            [str(TERMS.get(it.term, it.term)) for it in made_of],
            {_("Share"): [it.share for it in made_of]},
            per_cent=True,
        ),
        "kinds": charts.bars(
            [it.label for it in known],
            {
                _("Opened, of those seen"): [it.rate.value if it.rate else None for it in known],
                _("Others at the same rank"): [it.beside for it in known],
            },
            per_cent=True,
        ),
        "returning": charts.lines(labels, {_("Came back the next day"): [it.came_back for it in days]}, per_cent=True),
        "minutes": charts.lines(labels, {_("Minutes a reader"): [it.minutes for it in days]}),
        "publishers": charts.bars(
            [it.name[:40] for it in shown.publishers],
            {_("Share of cards"): [it.share for it in shown.publishers]},
            per_cent=True,
        ),
    }
