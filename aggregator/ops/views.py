"""The pages of the operator, and the addresses that machines ask."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from aggregator import retention
from aggregator.ops import crawling, health, listed, overview, storage
from aggregator.ops import metrics as figures
from aggregator.ops.access import OperatorRequest, operator_only

_RULES = {
    "unread": retention.UNREAD.days,
    "read": retention.READ.days,
    "fetches": retention.FETCHES.days,
    "served": retention.SERVED.days,
}


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The web server answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Everything that a page needs answers; 503 and the reason if not."""
    checks = health.ask(health.TO_SERVE)
    is_ready = all(check.ok for check in checks)
    # Why it is not ready is for the operator's eyes: the page of the operator and doctor say it.
    answer = {"ready": is_ready, "checks": {check.check: check.ok for check in checks}}
    return JsonResponse(answer, status=200 if is_ready else 503)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: for who knows METRICS_TOKEN, or without one for this machine alone."""
    given, token = request.headers.get("Authorization", ""), settings.METRICS_TOKEN
    is_known = hmac.compare_digest(given.encode(), f"Bearer {token}".encode()) if token else _is_this_machine(request)
    if not is_known:
        return HttpResponse(
            _("Set METRICS_TOKEN and send it as a bearer token.\n"), status=403, content_type="text/plain"
        )
    return HttpResponse(figures.text(), content_type=CONTENT_TYPE_LATEST)


def _is_this_machine(request: HttpRequest) -> bool:
    # Behind a proxy everybody seems to come from this machine.
    return not settings.BEHIND_PROXY and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


@operator_only
@require_safe
def ops(request: OperatorRequest) -> HttpResponse:
    """What needs the operator: feeds that cannot be reached, what waits, what is broken."""
    now = timezone.now()
    context = {
        "overview": overview.read(now),
        "crawling": crawling.read(now),
        "states": listed.states("", now=now),
        "storage": storage.read(),
        "rules": _RULES,
    }
    return render(request, "ops/ops.html", context)
