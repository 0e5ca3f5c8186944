"""Reading privately: in this session nothing is learnt or kept of what is opened and read."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from aggregator.pages.seat import become


@require_POST
@reader_only
@limit("you", per_minute=60)
def private(request: ReaderRequest) -> HttpResponse:
    """On or off, as the button said."""
    wanted = request.POST.get("private") == "yes"
    become(request, private=wanted)
    if not wanted:
        messages.success(request, _("You read as yourself again. Nothing was kept of what you read meanwhile."))
    return HttpResponseRedirect(came_from(request))
