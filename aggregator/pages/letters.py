"""Whether somebody hears by e-mail: their own choice on their page, and the link at the end of each letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from aggregator.accounts.limits import limit
from aggregator.letters import Mail, person_of
from aggregator.notifications.models import DigestPlan
from aggregator.pages.requests import PageRequest, ReaderRequest, public, reader_only


@require_POST
@reader_only
@limit("you", per_minute=60)
def choose(request: ReaderRequest) -> HttpResponse:
    """Letters or none."""
    request.user.wants_mail = request.POST.get("wants") == "yes"
    request.user.save(update_fields=["wants_mail"])
    said = (
        _("You hear by e-mail again.") if request.user.wants_mail else _("No more e-mails. Everything is on your page.")
    )
    messages.success(request, said)
    return redirect("you")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@public
@limit("stop-letters", per_minute=30, reads=True)
def stop(request: PageRequest, token: str) -> HttpResponse:
    """A page with one button: programs that look at every link of a letter must not stop it."""
    found = person_of(token)
    if found is None:
        raise Http404
    person, what = found
    plan = DigestPlan.objects.filter(reader=person) if what == Mail.DIGEST else None
    if request.method == "POST" and plan is not None:
        plan.delete()
    elif request.method == "POST" and person.wants_mail:
        person.wants_mail = False
        person.save(update_fields=["wants_mail"])
    wants = person.wants_mail if plan is None else plan.exists()
    return render(request, "pages/stop_letters.html", {"wants": wants, "is_digest": plan is not None})
