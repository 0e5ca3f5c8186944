"""What the reader is told: one list, what is new in it, and how it is read."""

from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.notifications import lines, unread, wishes
from aggregator.notifications.kinds import Kind
from aggregator.pages.requests import ReaderRequest, came_from, number, onward, page_of, reader_only

LENGTH = 20  # as long as a slate
LAST = 24  # five hundred lines back: older ones concern what nobody reads any more


@require_safe
@reader_only
def listed(request: ReaderRequest) -> HttpResponse:
    """Everything, or one kind; newest first."""
    wanted = wishes.of(request.user.pk).shown
    only = request.GET.get("kind", "")
    kinds = [only] if only in wanted else wanted
    now, page = timezone.now(), min(page_of(request), LAST)
    found = lines.lines(request.user.pk, kinds, most=(page + 1) * LENGTH + 1, now=now)[page * LENGTH :]
    context = {
        "lines": found[:LENGTH],
        "unread": unread.unread(request.user.pk),
        "kinds": [(kind.value, kind.label) for kind in Kind if kind in wanted],
        "only": only if only in wanted else "",
        "until": int(now.timestamp()),
        "onward": onward(request, page + 1 if len(found) > LENGTH and page < LAST else None),
        "back": onward(request, page - 1) if page else "",
    }
    return render(request, "pages/notifications.html", context)


@require_safe
@reader_only
def opened(request: ReaderRequest, key: str) -> HttpResponse:
    """To what a line is about; having gone there, they have read it."""
    line = lines.find(request.user.pk, key, now=timezone.now())
    if line is None:
        raise Http404
    if request.method == "GET":
        lines.mark_read(line, now=timezone.now())
        unread.forget([request.user.pk])
    return HttpResponseRedirect(line.url)


@require_POST
@reader_only
@limit("notifications", per_minute=120)
def read(request: ReaderRequest) -> HttpResponse:
    """One line is read, or all that the page showed; what came since stays new."""
    now, key = timezone.now(), request.POST.get("key", "")
    if key:
        line = lines.find(request.user.pk, key, now=now)
        if line is None:
            raise Http404
        lines.mark_read(line, now=now)
    else:
        until = number(request.POST.get("until"), high=int(now.timestamp()))
        # a second more: the page says when it was made in whole ones
        at = now if until is None else min(now, datetime.fromtimestamp(until + 1, UTC))
        lines.read_all(request.user.pk, until=at, now=now)
    unread.forget([request.user.pk])
    return redirect(came_from(request, otherwise=reverse("notifications")))
