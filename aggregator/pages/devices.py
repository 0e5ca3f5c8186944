"""Where one is signed in, and how to end it elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.devices import devices_of, sign_out
from aggregator.accounts.limits import limit
from aggregator.pages.requests import ReaderRequest, reader_only


@require_safe
@reader_only
def devices(request: ReaderRequest) -> HttpResponse:
    """The browsers that are signed in, this one marked."""
    found = devices_of(request.user, now=timezone.now())
    return render(request, "pages/devices.html", {"devices": found, "here": request.session.session_key})


@require_POST
@reader_only
@limit("you", per_minute=60)
def end(request: ReaderRequest, device_id: int) -> HttpResponse:
    """Sign one of them out; twice does no harm, and another person's is none of theirs."""
    mine = [it for it in devices_of(request.user, now=timezone.now()) if it.pk == device_id]
    if sign_out([it for it in mine if it.session_key != request.session.session_key]):
        messages.success(request, _("Signed out there."))
    return redirect("you-devices")


@require_POST
@reader_only
@limit("you", per_minute=60)
def end_others(request: ReaderRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    here = request.session.session_key
    count = sign_out([it for it in devices_of(request.user, now=timezone.now()) if it.session_key != here])
    said = ngettext("Signed out on %(count)d other device.", "Signed out on %(count)d other devices.", count)
    messages.success(request, said % {"count": count})
    return redirect("you-devices")
