"""Time well spent: the minutes a reader read, for themselves alone, and what they wish of them.

Minutes are the seconds that pages reported: the page was in sight and somebody moved. Nothing is reported privately.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db.models import Max
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aggregator.accounts.limits import limit
from aggregator.pages.forms import TimeForm
from aggregator.pages.requests import ReaderRequest, reader_only
from ranking.models import Event

DAYS = 14  # two weeks: this one beside the last


@dataclass(frozen=True, slots=True)
class Day:
    """What was read on one day."""

    day: date
    minutes: int


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
@limit("you", per_minute=60)
def spent(request: ReaderRequest) -> HttpResponse:
    """The last two weeks, and the form with the wishes."""
    user = request.user
    wishes = {"daily_minutes": user.daily_minutes or None, "break_minutes": user.break_minutes or None}
    form = TimeForm(request.POST if request.method == "POST" else None, initial=wishes)
    if form.is_valid():
        user.daily_minutes = form.cleaned_data["daily_minutes"] or 0
        user.break_minutes = form.cleaned_data["break_minutes"] or 0
        user.save(update_fields=["daily_minutes", "break_minutes"])
        messages.success(request, _("Noted. It counts from the next page on."))
        return redirect("you-time")
    days = days_of(user.pk, now=timezone.now())
    read = [it.minutes for it in days]
    context = {"form": form, "days": days, "most": max(*read, 1), "mean": round(sum(read) / DAYS), "today": days[0]}
    return render(request, "pages/spent.html", context, status=422 if form.is_bound else 200)


def days_of(reader_id: int, *, now: datetime) -> list[Day]:
    """The last DAYS, today first. One query."""
    today = timezone.localdate(now)
    seconds = _seconds(reader_id, now - timedelta(days=DAYS))
    return [_day(today - timedelta(days=n), seconds) for n in range(DAYS)]


def minutes_today(reader_id: int, *, now: datetime) -> int:
    """What was read today, in whole minutes. One query."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return _day(timezone.localdate(now), _seconds(reader_id, midnight)).minutes


def _day(day: date, seconds: dict[date, float]) -> Day:
    return Day(day, round(seconds.get(day, 0.0) / 60))


def _seconds(reader_id: int, since: datetime) -> dict[date, float]:
    """Each report of an opening says how long so far, so its longest of a day counts, less what earlier days had."""
    dwells = Event.objects.filter(reader_id=reader_id, kind=Event.Kind.DWELL, happened_at__gte=since)
    openings = dwells.annotate(day=TruncDate("happened_at")).values_list("impression_id", "article_id", "day")
    known: dict[tuple[int | None, int], float] = {}
    found: dict[date, float] = defaultdict(float)
    for impression_id, article_id, day, longest in openings.annotate(longest=Max("value")).order_by("day"):
        before = known.get((impression_id, article_id), 0.0)
        found[day] += max(0.0, longest - before)
        known[impression_id, article_id] = max(before, longest)
    return found
