"""A feed is taken away by the operator, who is told before what goes with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aggregator.accounts.limits import limit
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.removal import loss, remove_feed
from feeds.models import Feed


@operator_only
@require_http_methods(["GET", "HEAD", "POST"])
@limit("ops", per_minute=30)
def remove(request: OperatorRequest, feed_id: int) -> HttpResponse:
    """Asked for: what would be lost. Posted: the feed is removed."""
    found = get_object_or_404(Feed, pk=feed_id)
    now = timezone.now()
    if request.method != "POST":
        return render(request, "ops/remove.html", {"feed": found, "loss": loss(found, now=now)})
    if remove_feed(found, now=now, actor_id=request.user.pk):
        messages.success(request, _("%(feed)s is removed.") % {"feed": found})
        return redirect("ops-feeds")
    messages.success(
        request, _("%(feed)s is fetched no more. What people kept of it stays, under its name.") % {"feed": found}
    )
    return redirect("ops-feed", feed_id=found.pk)
