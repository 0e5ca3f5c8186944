"""What a reader does with a card: like, save, less of this, more of this. Every act can be taken back."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from aggregator.accounts.limits import block_of, limit
from aggregator.pages import cards
from aggregator.pages.access import public_article
from aggregator.pages.impressions import impression_of
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from feeds.models import Article
from ranking.events import record
from ranking.models import Event, Impression

Kind = Event.Kind


class _Done(NamedTuple):
    """An act that was recorded."""

    article: Article
    impression: Impression | None
    is_undo: bool


def _do(request: ReaderRequest, article_id: int, act: Event.Kind, undo: Event.Kind | None) -> _Done:
    """Record what the button said: the act, or that it is taken back."""
    article = public_article(article_id)
    impression = impression_of(request, article_id)
    is_undo = undo is not None and request.POST.get("undo") == "1"
    record(
        undo if undo is not None and is_undo else act,
        article_id=article_id,
        reader_id=request.user.pk,
        impression_id=None if impression is None else impression.pk,
        block=block_of(request),
        now=timezone.now(),
    )
    return _Done(article, impression, is_undo)


@require_POST
@reader_only
@limit("acts", per_minute=120)
def like(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Like, or take it back."""
    return _row(request, _do(request, article_id, Kind.LIKE, Kind.UNLIKE))


@require_POST
@reader_only
@limit("acts", per_minute=120)
def save(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Keep for later, or let go."""
    return _row(request, _do(request, article_id, Kind.SAVE, Kind.UNSAVE))


def _row(request: ReaderRequest, done: _Done) -> HttpResponse:
    """The acts of the card as they stand now."""
    back = came_from(request, otherwise=done.article.get_absolute_url())
    if not request.htmx:
        return HttpResponseRedirect(f"{back}#card-{done.article.pk}")
    card = cards.of_one(done.article, done.impression, reader_id=request.user.pk)
    return render(request, "_acts.html", {"card": card, "next": back})


@require_POST
@reader_only
@limit("acts", per_minute=120)
def hide(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Less of this: the card goes, and a toast offers it back. Whoever was reading it comes to the front page."""
    done = _do(request, article_id, Kind.HIDE, Kind.UNHIDE)
    back = came_from(request)
    was_reading = back == done.article.get_absolute_url()
    if request.htmx and not was_reading:
        return _hidden_in_place(request, done, back)
    if not done.is_undo:  # as safe text: the toast holds the form that takes it back
        back = reverse("home") if was_reading else back
        messages.info(request, render_to_string("_undo.html", _undo(done, back), request=request))
    return HttpResponseClientRedirect(back) if request.htmx else HttpResponseRedirect(back)


def _hidden_in_place(request: ReaderRequest, done: _Done, back: str) -> HttpResponse:
    """The empty place of the card with the toast, or the card again."""
    if not done.is_undo:
        return render(request, "pages/_gone.html", _undo(done, back))
    card = cards.of_one(done.article, done.impression, reader_id=request.user.pk)
    return render(request, "pages/_back.html", {"card": card, "next": back})


def _undo(done: _Done, back: str) -> dict[str, object]:
    """What _undo.html prints."""
    text = _("You will see less of %(subject)s.") % {"subject": _subject(done)}
    return {"article": done.article, "impression": done.impression, "next": back, "text": text}


def _subject(done: _Done) -> str:
    """What there will be less or more of: the topic if there is one, else the publisher."""
    return _(done.article.topic.name) if done.article.topic else done.article.publisher


@require_POST
@reader_only
@limit("acts", per_minute=120)
def more(request: ReaderRequest, article_id: int) -> HttpResponse:
    """More of this: what a horizon card asks for."""
    done = _do(request, article_id, Kind.MORE, None)
    text = _("You will see more of %(subject)s.") % {"subject": _subject(done)}
    if request.htmx:
        return render(request, "pages/_noted.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request))
