"""Undo of what a reader changed on the page “You”: offered in a toast, kept for some minutes in the cache.

The cache may be emptied at any time; then it is too late, and the reader is told so.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.pages.requests import ReaderRequest, reader_only
from ranking import profiles

KEPT_S = 600  # a toast is gone after seconds; the page with it may stay open while somebody thinks
_BACK: Mapping[str, Callable[..., object]] = {
    "profile": profiles.bring_back,
    "horizon": profiles.set_horizon,
    "languages": profiles.set_languages,
    "unmute": profiles.unmute,
    "mute": lambda reader_id, **what: profiles.mute_until(reader_id, now=timezone.now(), **what),
}


def offer(request: ReaderRequest, text: str, back: str, **given: object) -> str:
    """Say what was done, with a way back. Returns the words of the toast, as safe text."""
    token = secrets.token_urlsafe(12)
    cache.set(_key(request, token), (back, given), timeout=KEPT_S)
    return render_to_string("_undo_you.html", {"text": text, "token": token}, request=request)


@require_POST
@reader_only
@limit("you", per_minute=60)
def undo(request: ReaderRequest, token: str) -> HttpResponse:
    """As it was before; twice does no harm."""
    kept: tuple[str, dict[str, Any]] | None = cache.get(_key(request, token))
    if kept is None:
        messages.info(request, _("It is too late to undo that."))
        return redirect("you")
    cache.delete(_key(request, token))
    back, given = kept
    try:
        _BACK[back](request.user.pk, **given)
    except profiles.MuteRefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("As it was before."))
    return redirect("you")


def _key(request: ReaderRequest, token: str) -> str:
    return f"undo:{request.user.pk}:{token}"
