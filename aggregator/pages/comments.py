"""What a reader says under an article."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import block_of, limit
from aggregator.pages.access import public_article
from aggregator.pages.article import show
from aggregator.pages.forms import CommentForm
from aggregator.pages.impressions import impression_of
from aggregator.pages.requests import ReaderRequest, reader_only
from feeds.models import Article, Comment
from ranking.events import record
from ranking.models import Event, Impression


@require_POST
@reader_only
@limit("comments", per_minute=6)
def comment(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Add a comment; what was typed comes back with a sentence when it cannot be taken."""
    article = public_article(article_id)
    impression = impression_of(request, article_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show(request, article, impression, form=form, status=422)
    said = _say(request, article, impression, form.cleaned_data["body"])
    return HttpResponseRedirect(f"{article.get_absolute_url()}#comment-{said.pk}")


def _say(request: ReaderRequest, article: Article, impression: Impression | None, body: str) -> Comment:
    """Store it once: the same words again within the page's life are a second press of the button."""
    with transaction.atomic():
        block = block_of(request)
        said, is_new = Comment.objects.get_or_create(
            article=article, author=request.user, body=body, defaults={"network": block}
        )
        if is_new:
            record(
                Event.Kind.COMMENT,
                article_id=article.pk,
                reader_id=request.user.pk,
                impression_id=None if impression is None else impression.pk,
                block=block,
                now=timezone.now(),
            )
            messages.success(request, _("Your comment is there."))
    return said
