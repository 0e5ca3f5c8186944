"""The claims model in the moderators' room: what it can and cannot do, and the way back to an earlier version."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from feeds.models import ModelVersion
from moderation import card
from moderation.door import for_moderators
from moderation.training.publish import choose
from moderation.weights import WeightsError

LONGEST_ID = 18  # digits that a bigint holds in any case


@for_moderators
@require_safe
def show_model(request: HttpRequest, _me: int) -> HttpResponse:
    """The model in words and figures."""
    return render(request, "moderation/model.html", {"card": card.read()})


@for_moderators
@require_POST
def use_version(request: HttpRequest, me: int) -> HttpResponse:
    """Put a version in force; without one, what ships with the site."""
    asked = request.POST.get("version", "")
    if asked and not (asked.isdecimal() and len(asked) <= LONGEST_ID):
        raise Http404
    try:
        choose(int(asked) if asked else None, reason=_("chosen by a moderator"), actor_id=me, now=timezone.now())
    except ModelVersion.DoesNotExist as error:
        raise Http404 from error
    except WeightsError:
        messages.error(request, _("The weights of this version are lost or broken, so nothing was changed."))
    return redirect("moderation-model")
