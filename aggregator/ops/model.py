"""The page of the ranking model: how true it is, another version with a reason, learning on and off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.ops import heads
from aggregator.ops.access import OperatorRequest, operator_only
from aggregator.ops.forms import HeadsForm
from feeds.models import ModelVersion
from moderation import audit
from ranking.training.live import switch
from ranking.training.publish import choose
from ranking.versions import BrokenHeadsError


@operator_only
@require_safe
def model(request: OperatorRequest) -> HttpResponse:
    """What predicts, how true it is on the newest day, and which versions there were."""
    return render(request, "ops/model.html", {"report": heads.read(), "form": HeadsForm()})


@operator_only
@require_POST
@limit("ops", per_minute=30)
def choose_version(request: OperatorRequest) -> HttpResponse:
    """Put another version in force, or the priors; the page comes back with what was wrong."""
    form = HeadsForm(request.POST)
    if form.is_valid():
        try:
            version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
            choose(version, reason=reason, actor_id=request.user.pk, now=timezone.now())
        except ModelVersion.DoesNotExist:
            form.add_error(None, _("There is no such version any more; the list below is of now."))
        except BrokenHeadsError:
            form.add_error(None, _("This version cannot be read, so it cannot score pages. Choose another one."))
        else:
            messages.success(request, _("It is in force from the next page on."))
            return redirect("ops-model")
    return render(request, "ops/model.html", {"report": heads.read(), "form": form}, status=422)


@operator_only
@require_POST
@limit("ops", per_minute=30)
def switch_learning(request: OperatorRequest) -> HttpResponse:
    """Stop learning from each act, or go on; the night's work goes on either way."""
    wanted = request.POST.get("learning") == "on"
    if switch(is_on=wanted):
        act = audit.Act.SWITCHED_LEARNING
        reason = "on" if wanted else "off"
        now = timezone.now()
        audit.record_of_model(act, version_id=None, actor_id=request.user.pk, reason=reason, now=now)
        said = (
            _("Every act moves the heads again. What was done meanwhile is left to the nightly fit.")
            if wanted
            else _("The heads stay as they are.")
        )
        messages.success(request, said)
    return redirect("ops-model")
