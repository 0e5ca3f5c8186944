"""The moderators' room: the queue, one item, the log. Every view asks for a moderator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from feeds.models import Article
from moderation import audit, bulk, decide, escalate, narrow, pages, queue, second, undo, visibility, wellbeing
from moderation.door import for_moderators
from moderation.forms import CHOICES, DecisionForm, RemovalForm, copies_in, is_id
from moderation.models import Decision, Ground, ReviewItem
from moderation.statement import EFFECTS

NARROWED = "moderation_narrowed"  # in the session: what the queue shows, so that the next item is one of it
SKIPPED = "moderation_skipped"  # in the session: what this moderator passed over in this round


@for_moderators
@require_safe
def show_queue(request: HttpRequest, me: int) -> HttpResponse:
    """What waits, and where to begin."""
    by = narrow.narrowed(request.GET)
    if request.session.get(NARROWED, {}) != by.chosen:
        request.session[NARROWED] = by.chosen
    page = request.GET.get("page", 1)
    waiting = pages.waiting(me, now=timezone.now(), is_lead=_is_lead(request), by=by, with_facets=True, page=page)
    return render(request, "moderation/queue.html", {"waiting": waiting})


@for_moderators
@require_safe
def show_item(request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """One item; the panel is for whoever holds it."""
    return _item_page(request, me, item_id, DecisionForm())


@for_moderators
@require_safe
def show_log(request: HttpRequest, me: int) -> HttpResponse:
    """The newest decisions."""
    return render(request, "moderation/log.html", {"decisions": pages.log(me, page=request.GET.get("page", 1))})


@for_moderators
@require_POST
def take_next(request: HttpRequest, me: int) -> HttpResponse:
    """The next item for this moderator; `skip` gives one back first and passes it over for this round."""
    skip = request.POST.get("skip", "")
    if is_id(skip):
        queue.give_back(int(skip), me)
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), int(skip)]
    return _to_next(request, me)


@for_moderators
@require_POST
def take(request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """Lease this item to the moderator, or say who has it."""
    try:
        queue.lease(item_id, me, now=timezone.now())
    except ReviewItem.DoesNotExist as error:
        raise Http404 from error
    except queue.LeaseError as error:
        return _item_page(request, me, item_id, DecisionForm(), refusal=str(error), status=409)
    return redirect("moderation-item", item_id)


@for_moderators
@require_POST
def give_back(request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """Leave an item to others."""
    queue.give_back(item_id, me)
    return _to_queue(request)


@for_moderators
@require_POST
def hand_on(request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """Ask a lead, then the next item; a refusal keeps what was asked."""
    try:
        escalate.escalate(item_id, moderator_id=me, why=request.POST.get("why", ""), now=timezone.now())
    except ReviewItem.DoesNotExist as error:
        raise Http404 from error
    except escalate.EscalationRefusedError as error:
        return _item_page(request, me, item_id, DecisionForm(), refusal=str(error), status=400)
    except queue.LeaseError as error:
        return _item_page(request, me, item_id, DecisionForm(), refusal=str(error), status=409)
    return _to_next(request, me)


@for_moderators
@require_POST
def take_back(request: HttpRequest, me: int, decision_id: int) -> HttpResponse:
    """Undo a decision of the last ten seconds; the item is open again. Too late is told on the page of the item."""
    decision = get_object_or_404(Decision.everything.filter(comment=None), pk=decision_id)
    try:
        item = undo.undo(decision_id, moderator_id=me, now=timezone.now())
    except (undo.UndoRefusedError, queue.LeaseError) as error:
        if decision.item_id is None:
            messages.error(request, str(error))
            return redirect("moderation-log")
        return _item_page(request, me, decision.item_id, DecisionForm(), refusal=str(error), status=409)
    messages.success(request, _("Taken back: it was as if you had not decided. It is yours again."))
    return redirect("moderation-item", item.pk)


@for_moderators
@require_POST
def comfort(request: HttpRequest, me: int) -> HttpResponse:
    """How this moderator wants to meet what is distressing; back to the item."""
    wanted = {name: name in request.POST for name in ("blurs", "greys")}
    wellbeing.choose(me, **wanted)
    item = request.POST.get("item", "")
    return redirect("moderation-item", int(item)) if is_id(item) else _to_queue(request)


@for_moderators
@require_POST
def heartbeat(_request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """Still at it: seconds left of the lease, or 409 and why it is gone."""
    get_object_or_404(ReviewItem, pk=item_id)
    try:
        queue.heartbeat(item_id, me, now=timezone.now())
    except queue.LeaseError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"seconds": round(queue.LEASE.total_seconds())})


@for_moderators
@require_POST
def decide_item(request: HttpRequest, me: int, item_id: int) -> HttpResponse:
    """The moderator's word, then the next item; a refusal keeps what was filled in."""
    item = get_object_or_404(ReviewItem, pk=item_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _item_page(request, me, item_id, form, status=400)
    try:
        _carry(request, me, item, form)
    except decide.ReasonRefusedError as error:
        return _item_page(request, me, item_id, form, refusal=str(error), status=400)
    except queue.LeaseLostError:
        return _take_again(request, me, item_id, form)
    except (decide.DecisionRefusedError, queue.LeaseError) as error:
        return _item_page(request, me, item_id, form, refusal=str(error), status=409)
    return _to_next(request, me)


@for_moderators
@require_POST
def reopen(request: HttpRequest, me: int, article_id: int) -> HttpResponse:
    """Decide an article again."""
    get_object_or_404(visibility.for_moderators(Article.objects.all()), pk=article_id)
    try:
        item = decide.reopen(article_id, moderator_id=me, now=timezone.now())
    except (decide.DecisionRefusedError, queue.LeaseError) as error:
        messages.error(request, str(error))
        return redirect("moderation-log")
    return redirect("moderation-item", item.pk)


def _carry(request: HttpRequest, me: int, item: ReviewItem, form: DecisionForm) -> None:
    """Decide it; or keep what this moderator would have decided, if another one has."""
    now, said = timezone.now(), form.cleaned_data
    if item.second_of_id is None:
        others = copies_in(request.POST.getlist("also"))
        bulk.decide_all(item.pk, others, moderator_id=me, now=now, **said)
        return
    word = {name: said[name] for name in ("visibility", "reason", "note")}
    if second.answer(item.pk, moderator_id=me, now=now, **word) is None:
        messages.info(request, _("It was decided again or edited meanwhile, so your second look is not needed."))


def _is_lead(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_lead


def _to_next(request: HttpRequest, me: int) -> HttpResponse:
    now = timezone.now()
    is_lead = _is_lead(request)
    only = _narrowed(request).where(now)
    item = queue.lease_next(me, now=now, besides=request.session.get(SKIPPED, []), only=only, is_lead=is_lead)
    if item is None and request.session.pop(SKIPPED, None):
        item = queue.lease_next(me, now=now, only=only, is_lead=is_lead)  # a new round
    return _to_queue(request) if item is None else redirect("moderation-item", item.pk)


def _narrowed(request: HttpRequest) -> narrow.Narrowed:
    return narrow.Narrowed(request.session.get(NARROWED, {}))


def _to_queue(request: HttpRequest) -> HttpResponse:
    """As this moderator had narrowed it."""
    query = _narrowed(request).query
    return redirect(f"{reverse('moderation')}?{query}" if query else "moderation")


def _take_again(request: HttpRequest, me: int, item_id: int, form: DecisionForm) -> HttpResponse:
    """The lease ran out while the moderator wrote: unless somebody else has the item, it is theirs again to decide."""
    try:
        queue.lease(item_id, me, now=timezone.now())
    except queue.LeaseError as error:
        return _item_page(request, me, item_id, form, refusal=str(error), status=409)
    again = _("Your ten minutes were over, so nothing was decided. It is yours again: check what you chose and decide.")
    return _item_page(request, me, item_id, form, refusal=again, status=409)


def _item_page(
    request: HttpRequest, me: int, item_id: int, form: DecisionForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    try:
        case = pages.case(item_id, me, now=now)
    except ReviewItem.DoesNotExist as error:
        raise Http404 from error
    looked: dict[str, str | int | None] = {"item": item_id}
    audit.record(audit.Act.LOOKED, article_id=case.article.pk, actor_id=me, now=now, detail=looked)
    context = {
        "waiting": pages.waiting(me, now=now, is_lead=_is_lead(request), by=_narrowed(request)),
        "case": case,
        "form": form,
        "refusal": refusal,
        "effects": EFFECTS,
        "sitting": wellbeing.sitting(me, now=now),
        "comfort": wellbeing.comfort_of(me),
        "why": request.POST.get("why", ""),
        "also": request.POST.getlist("also"),
        "reasons": CHOICES,
        "removal": RemovalForm(),
        "grounds": Ground.choices,
    }
    return render(request, "moderation/item.html", context, status=status)
