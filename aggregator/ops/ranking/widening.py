"""The page of what exploring brings: growth of interests, articles found, topics taken up, new pieces that rose."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.ops.access import OperatorRequest, operator_only
from ranking.replay.widening import adopted, found, graduated, growing

KEPT_S = 3600  # figures of weeks do not change within the hour, and take seconds on a large site
KEY = "ops-widening-1"


@operator_only
@require_safe
def widening(request: OperatorRequest) -> HttpResponse:
    """Figures of the last weeks, at most an hour old."""
    context = cache.get(KEY)
    if context is None:
        context = figures(timezone.now())
        cache.set(KEY, context, KEPT_S)
    return render(request, "ops/widening.html", context)


def figures(now: datetime) -> dict[str, Any]:
    """All of them, worked out anew. About fifteen queries."""
    return {
        "at": now,
        "grown": growing.read(now),
        "found": found.found(now),
        "arms": found.by_arm(now),
        "adopted": adopted.read(now),
        "graduated": graduated.read(now),
    }
