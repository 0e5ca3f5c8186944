"""What the moderator who holds an item does with the comments under its article."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feeds.models import Comment
from moderation import comments, decide, queue, undo
from moderation.door import for_moderators
from moderation.forms import RemovalForm, ShowAgainForm
from moderation.models import Decision, ReviewItem


@for_moderators
@require_POST
def remove_comment(request: HttpRequest, me: int, item_id: int, comment_id: int) -> HttpResponse:
    """Take a comment from under the article; its author is told why."""
    return _decided(request, RemovalForm(request.POST), partial(comments.remove, comment_id), (item_id, me))


@for_moderators
@require_POST
def show_comment(request: HttpRequest, me: int, item_id: int, comment_id: int) -> HttpResponse:
    """Show a removed comment again."""
    return _decided(request, ShowAgainForm(request.POST), partial(comments.show_again, comment_id), (item_id, me))


@for_moderators
@require_POST
def take_back(request: HttpRequest, me: int, decision_id: int) -> HttpResponse:
    """Undo what was decided on a comment in the last ten seconds; back to the item of its article."""
    decision = get_object_or_404(Decision.everything.exclude(comment=None), pk=decision_id)
    try:
        undo.undo_on_comment(decision_id, moderator_id=me, now=timezone.now())
    except undo.UndoRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: the comment is as it was, and nobody is told."))
    item = ReviewItem.objects.open_of(decision.article_id).first()
    return redirect("moderation-log") if item is None else redirect("moderation-item", item.pk)


def _decided(
    request: HttpRequest, form: Form, act: Callable[..., Decision | None], at: tuple[int, int]
) -> HttpResponse:
    """Back to the item, with what was wrong if it was refused; `at` is the item and the moderator."""
    item_id, me = at
    get_object_or_404(ReviewItem, pk=item_id)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect("moderation-item", item_id)
    try:
        act(item_id=item_id, moderator_id=me, now=timezone.now(), **form.cleaned_data)
    except Comment.DoesNotExist as error:
        raise Http404 from error
    except (queue.LeaseError, decide.DecisionRefusedError) as error:
        messages.error(request, str(error))
    return redirect("moderation-item", item_id)
