"""The reading view of one article."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aggregator.pages import cards
from aggregator.pages.access import article_for, is_public
from aggregator.pages.forms import CommentForm
from aggregator.pages.illustrations import drawer
from aggregator.pages.impressions import impression_of, known_visitor
from aggregator.pages.prose import prose
from aggregator.pages.requests import PageRequest, ReaderRequest, public
from feeds.models import Article, Comment
from feeds.teaser import is_teaser
from moderation import visibility
from ranking.events import record
from ranking.models import Event, Impression


@public
@require_safe
def article(request: PageRequest, article_id: int) -> HttpResponse:
    """Opening it is the event `play`: recorded here, so that it counts without JavaScript too."""
    found = article_for(request.user, article_id)
    impression = impression_of(request, article_id)
    if request.method == "GET" and is_public(found):
        _opened(request, found, impression)
    return show(request, found, impression, form=CommentForm())


def show(
    request: PageRequest | ReaderRequest,
    found: Article,
    impression: Impression | None,
    *,
    form: CommentForm,
    status: int = 200,
) -> HttpResponse:
    """The page, with the comment form as it stands."""
    card = cards.of_one(found, impression, reader_id=request.user.pk)
    text = prose(found.html, drawer(found.pk, found.html, card.picture, now=timezone.now()))
    context = {
        "article": found,
        "impression": impression,
        "card": card,
        "prose": text,
        # A picture of the text stays where its publisher put it.
        "picture": None if card.picture is None or card.picture.article_url in text else card.picture,
        "label": visibility.label(found, reader_id=request.user.pk),
        "comments": comments_under(found, request.user.pk),
        "form": form,
        "continues": bool(found.url) and is_teaser(found.text, words=found.word_count),
        "upcoming": upcoming(found, impression),
    }
    return render(request, "pages/article.html", context, status=status)


def comments_under(found: Article, reader_id: int | None) -> list[Comment]:
    """What everybody sees, and the reader's own that wait; oldest first."""
    comments = found.comments.select_related("author").order_by("created_at", "pk")
    state = Comment.State
    return [
        one for one in comments.exclude(state=state.REMOVED) if one.state == state.VISIBLE or one.author_id == reader_id
    ]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What to read next; `impression` is its place on the page they came from, if it has one."""

    article: Article
    impression: int | None = None


def upcoming(found: Article, impression: Impression | None) -> Upcoming | None:
    """The next card of the page they came from, else the newest of the topic."""
    shown = Article.objects.shown().with_card().exclude(pk=found.pk)
    if impression is not None:
        later = Impression.objects.filter(slate=impression.slate_id, slot__gt=impression.slot).order_by("slot")
        places = list(later.values_list("article_id", "pk")[:5])  # five: those after it may be hidden by now
        by_id = shown.in_bulk([article_id for article_id, _pk in places])
        return next((Upcoming(by_id[key], pk) for key, pk in places if key in by_id), None)
    newest = shown.filter(topic=found.topic_id).newest().first()
    return None if newest is None else Upcoming(newest)


def _opened(request: PageRequest, found: Article, impression: Impression | None) -> None:
    record(
        Event.Kind.PLAY,
        article_id=found.pk,
        reader_id=request.user.pk,
        impression_id=None if impression is None else impression.pk,
        visitor=known_visitor(request),
        now=timezone.now(),
    )
