"""The library of checked claims in the moderators' room: look, search, add, take out, and where more come from."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from moderation import queue, reference_acts, reference_pages
from moderation.door import for_moderators
from moderation.models import Reference, ReferenceFeed, ReferenceMatch, ReviewItem
from moderation.reference_forms import ReferenceForm

LONGEST_ID = 18  # digits that a bigint holds in any case
LONGEST_SEARCH = 200  # characters: more than anybody types


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def show_references(request: HttpRequest, me: int) -> HttpResponse:
    """The library; posted, a claim is added to it."""
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = reference_acts.add(form.checked(), moderator_id=me, now=timezone.now())
        said = (
            _("It was in the library already.") if saved.unchanged else _("Recent articles are compared with it now.")
        )
        messages.success(request, said)
        return redirect("moderation-references")
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    shelf = reference_pages.shelf(words=words, page=request.GET.get("page", 1))
    is_bad = request.method == "POST"
    context = {"shelf": shelf, "form": form if is_bad else ReferenceForm(), "is_bad": is_bad}
    return render(request, "moderation/references.html", context, status=400 if is_bad else 200)


@for_moderators
@require_POST
def change_reference(request: HttpRequest, me: int, reference_id: int) -> HttpResponse:
    """Take a claim out, put it back, or say how harmful it is."""
    now = timezone.now()
    acts: dict[str, Callable[[], None]] = {
        "out": lambda: reference_acts.take_out(reference_id, moderator_id=me, now=now),
        "back": lambda: reference_acts.put_back(reference_id, moderator_id=me, now=now),
        "high": lambda: reference_acts.set_harm(reference_id, Reference.Harm.HIGH, moderator_id=me, now=now),
        "low": lambda: reference_acts.set_harm(reference_id, Reference.Harm.LOW, moderator_id=me, now=now),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None or not Reference.objects.filter(pk=reference_id).exists():
        raise Http404
    act()
    return redirect("moderation-references")


@for_moderators
@require_POST
def change_feeds(request: HttpRequest, me: int) -> HttpResponse:
    """Follow another feed of fact-checks, or stop asking one."""
    ended = request.POST.get("end", "")
    try:
        if ended:
            reference_acts.unfollow(_number(ended), moderator_id=me, now=timezone.now())
        else:
            reference_acts.follow(request.POST.get("url", "")[:2000], moderator_id=me, now=timezone.now())
            messages.success(request, _("It is asked within some minutes, and then once a day."))
    except reference_acts.RefusedError as error:
        messages.error(request, str(error))
    except ReferenceFeed.DoesNotExist as error:
        raise Http404 from error
    return redirect("moderation-references")


@for_moderators
@require_POST
def dismiss(request: HttpRequest, me: int, item_id: int, match_id: int) -> HttpResponse:
    """Say that the article is about another claim."""
    try:
        reference_acts.dismiss(match_id, item_id=item_id, moderator_id=me, now=timezone.now())
    except (ReferenceMatch.DoesNotExist, ReviewItem.DoesNotExist) as error:
        raise Http404 from error
    except queue.LeaseError as error:
        messages.error(request, str(error))
    return redirect("moderation-item", item_id)


def _number(said: str) -> int:
    if not (said.isdecimal() and len(said) <= LONGEST_ID):
        raise Http404
    return int(said)
