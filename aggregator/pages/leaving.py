"""Deleting one's account: what goes, what stays and why, and the password once more."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aggregator.accounts.limits import limit
from aggregator.accounts.privacy import erase
from aggregator.celery import app
from aggregator.pages.forms import LeaveForm
from aggregator.pages.requests import ReaderRequest, reader_only


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
@never_cache
@limit("leave", per_minute=5, per_hour=20)  # guesses of a password, by whoever sits at an open browser
def leave(request: ReaderRequest) -> HttpResponse:
    """The form; with the right password the account is closed at once, and a worker empties what is left."""
    form = LeaveForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                erase.close(request.user, now=timezone.now())
                transaction.on_commit(lambda: app.send_task("site.erasures"), robust=True)
        except erase.LastOperatorError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            messages.success(request, _("Your account is deleted. Thank you for having read here."))
            return redirect("home")
    return render(request, "pages/leave.html", {"form": form}, status=422 if form.is_bound else 200)
