"""The appeals in the moderators' room: who waits for an answer, and the page where another moderator gives it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from moderation import appeals, audit, decide, pages
from moderation.door import for_moderators
from moderation.forms import AnswerForm
from moderation.models import Appeal


@for_moderators
@require_safe
def show_appeals(request: HttpRequest, me: int) -> HttpResponse:
    """Who waits for an answer, and what was answered last."""
    return render(request, "moderation/appeals.html", {"appeals": pages.appeals(me)})


@for_moderators
@require_safe
def show_appeal(request: HttpRequest, me: int, appeal_id: int) -> HttpResponse:
    """One appeal, with the article as it is now."""
    return _page(request, me, appeal_id, AnswerForm())


@for_moderators
@require_POST
def answer(request: HttpRequest, me: int, appeal_id: int) -> HttpResponse:
    """The moderator's answer; a refusal keeps what was written."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, me, appeal_id, form, status=400)
    try:
        appeals.answer(appeal_id, moderator_id=me, now=timezone.now(), **form.cleaned_data)
    except Appeal.DoesNotExist as error:
        raise Http404 from error
    except (appeals.AppealRefusedError, decide.DecisionRefusedError) as error:
        return _page(request, me, appeal_id, form, refusal=str(error), status=409)
    messages.success(request, _("Answered. The creator reads it in their notices."))
    return redirect("moderation-appeals")


def _page(
    request: HttpRequest, me: int, appeal_id: int, form: AnswerForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    try:
        case = pages.appeal_case(appeal_id)
    except Appeal.DoesNotExist as error:
        raise Http404 from error
    looked: dict[str, str | int | None] = {"appeal": appeal_id}
    audit.record(audit.Act.LOOKED, article_id=case.article.pk, actor_id=me, now=timezone.now(), detail=looked)
    context = {"appeals": pages.appeals(me), "case": case, "form": form, "refusal": refusal or _not_mine(case, me)}
    return render(request, "moderation/appeal.html", context, status=status)


def _not_mine(case: pages.AppealCase, me: int) -> str:
    try:
        appeals.refuse_answer(case.appeal, me)
    except appeals.AppealRefusedError as error:
        return str(error)
    return ""
