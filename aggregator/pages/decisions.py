"""What somebody is told of the decisions on their articles and comments, and how they appeal one."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.pages.requests import ReaderRequest, reader_only
from moderation import appeals, notices
from moderation.models import Decision
from moderation.models.appeal import LONGEST_APPEAL
from moderation.statement import document, statement


@require_safe
@reader_only
def show(request: ReaderRequest, decision_id: int) -> HttpResponse:
    """The statement of reasons, and the appeal or the way to one."""
    return _page(request, _own(request, decision_id))


@require_safe
@reader_only
def as_json(request: ReaderRequest, decision_id: int) -> HttpResponse:
    """The same for a program."""
    decision = _own(request, decision_id)
    return JsonResponse(document(decision, url=request.build_absolute_uri(decision.get_subject_url())))


@require_POST
@reader_only
@limit("appeals", per_hour=20)
def appeal(request: ReaderRequest, decision_id: int) -> HttpResponse:
    """Ask for another look; a refusal says why and keeps what was written."""
    decision = _own(request, decision_id)
    # a browser sends a line break as two characters and counts it as one
    words = request.POST.get("words", "").replace("\r\n", "\n").replace("\x00", "")
    try:
        appeals.appeal(decision.pk, creator_id=request.user.pk, words=words, now=timezone.now())
    except appeals.AppealRefusedError as error:
        return _page(request, decision, error=str(error), words=words, status=422)
    messages.success(request, _("Another moderator will look at it. You read the answer in your notices."))
    return redirect("decision", decision.pk)


def _own(request: ReaderRequest, decision_id: int) -> Decision:
    """A decision on what they wrote themselves, or 404: nobody learns what was decided on others'."""
    try:
        return notices.decision_for(request.user.pk, decision_id)
    except Decision.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: ReaderRequest, decision: Decision, *, error: str = "", words: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "decision": decision,
        "told": statement(decision),
        "appeal": getattr(decision, "appeal", None),  # none where nobody appealed
        "refusal": appeals.refusal(decision, now=timezone.now()),
        "error": error,
        "words": words,
        "longest": LONGEST_APPEAL,
    }
    return render(request, "pages/decision.html", context, status=status)
