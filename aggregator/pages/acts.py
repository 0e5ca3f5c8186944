"""What a reader does with a card: like, save, less of this, more of this. A toast offers to take each back."""

from typing import NamedTuple

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import block_of, limit
from aggregator.pages import cards, undo
from aggregator.pages.access import public_article
from aggregator.pages.impressions import impression_of
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from aggregator.pages.seat import is_private
from feeds.models import Article
from ranking.events import record
from ranking.models import Event, Impression

Kind = Event.Kind


class _Done(NamedTuple):
    """An act that was recorded."""

    article: Article
    impression: Impression | None
    is_undo: bool


def _do(request: ReaderRequest, article_id: int, act: Event.Kind, opposite: Event.Kind) -> _Done:
    """Record what the button said: the act, or that it is taken back."""
    article = public_article(article_id)
    impression = impression_of(request, article_id)
    is_undo = undo.is_undo(request)
    record(
        opposite if is_undo else act,
        article_id=article_id,
        reader_id=request.user.pk,
        impression_id=None if impression is None else impression.pk,
        block=block_of(request),
        now=timezone.now(),
        is_private=is_private(request),
    )
    return _Done(article, impression, is_undo)


@require_POST
@reader_only
@limit("acts", per_minute=120)
def like(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Like, or take it back."""
    return _row(request, _do(request, article_id, Kind.LIKE, Kind.UNLIKE), _("You like this."))


@require_POST
@reader_only
@limit("acts", per_minute=120)
def save(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Keep for later, or let go."""
    return _row(request, _do(request, article_id, Kind.SAVE, Kind.UNSAVE), _("Saved for later."))


def _row(request: ReaderRequest, done: _Done, text: str) -> HttpResponse:
    """The acts of the card as they stand now, and a toast for an act that was not there before."""
    back = came_from(request, otherwise=done.article.get_absolute_url())
    if not request.htmx:
        return HttpResponseRedirect(f"{back}#card-{done.article.pk}")
    card = cards.of_one(done.article, done.impression, reader_id=request.user.pk)
    toast = None if done.is_undo else _toast(request, done, back, text, target=f"#card-{done.article.pk} .acts")
    return render(request, "pages/_acted.html", {"card": card, "next": back, "toast": toast})


def _toast(request: ReaderRequest, done: _Done, back: str, text: str, *, target: str) -> undo.Toast:
    impression = None if done.impression is None else done.impression.pk
    return undo.Toast(text, request.path, target=target, next=back, fields={"i": impression})


@require_POST
@reader_only
@limit("acts", per_minute=120)
def hide(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Less of this: the card goes, and a toast offers it back. Whoever was reading it comes to the front page."""
    done = _do(request, article_id, Kind.HIDE, Kind.UNHIDE)
    back = came_from(request)
    was_reading = back == done.article.get_absolute_url()
    text = _("You will see less of %(subject)s.") % {"subject": _subject(done)}
    if request.htmx and not was_reading and done.is_undo:
        card = cards.of_one(done.article, done.impression, reader_id=request.user.pk)
        return render(request, "pages/_back.html", {"card": card, "next": back})
    to = reverse("home") if was_reading and not done.is_undo else back
    toast = None if done.is_undo else _toast(request, done, to, text, target=f"#card-{done.article.pk}")
    if request.htmx and not was_reading:
        return render(request, "pages/_gone.html", {"article": done.article, "toast": toast})
    return undo.on_the_next_page(request, toast, to)


def _subject(done: _Done) -> str:
    """What there will be less or more of: the topic if there is one, else the publisher."""
    return _(done.article.topic.name) if done.article.topic else done.article.publisher


@require_POST
@reader_only
@limit("acts", per_minute=120)
def more(request: ReaderRequest, article_id: int) -> HttpResponse:
    """More of this: what a horizon card asks for."""
    done = _do(request, article_id, Kind.MORE, Kind.UNMORE)
    back = came_from(request)
    text = _("You will see more of %(subject)s.") % {"subject": _subject(done)}
    toast = None if done.is_undo else _toast(request, done, back, text, target="")
    if request.htmx:
        return render(request, "pages/_toasted.html", {"toast": toast})
    return undo.on_the_next_page(request, toast, back)
