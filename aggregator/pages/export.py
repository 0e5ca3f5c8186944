"""A copy of everything that the site has of its reader: asked for, watched as it is made, fetched by nobody else."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.accounts.models import Export
from aggregator.accounts.privacy import export as exports
from aggregator.celery import app
from aggregator.pages.requests import ReaderRequest, reader_only


@require_safe
@reader_only
@never_cache
def export(request: ReaderRequest) -> HttpResponse:
    """The newest copy: how far it is, or where to fetch it. The page looks again by itself while it is made."""
    newest = Export.objects.filter(user=request.user).exclude(state=Export.State.GONE).order_by("-pk").first()
    return render(request, "pages/export.html", {"export": newest})


@require_POST
@reader_only
@limit("export", per_hour=5)
def ask(request: ReaderRequest) -> HttpResponse:
    """A copy is due; who asks twice gets the one that is being made."""
    with transaction.atomic():
        exports.ask(request.user, now=timezone.now())
        # Only a nudge: the sweep finds the row without it.
        transaction.on_commit(lambda: app.send_task("site.exports"), robust=True)
    messages.success(request, _("Your copy is being put together. You can leave this page; it waits for you here."))
    return redirect("you-export")


@require_safe
@reader_only
@never_cache
def fetch(request: ReaderRequest, key: UUID) -> HttpResponse:
    """The file, for its owner, until its time is over."""
    made = get_object_or_404(Export, key=key, user=request.user, state=Export.State.MADE)
    if made.until is None or made.until <= timezone.now():
        raise Http404
    try:
        file = exports.path_of(made).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(file, as_attachment=True, filename=f"my-data-{made.created_at:%Y-%m-%d}.zip")
    return cast("HttpResponse", answer)  # as far as our doors look at it
