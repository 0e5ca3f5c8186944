"""The front page: personal when signed in, broad when not."""

from datetime import datetime
from functools import lru_cache
from random import SystemRandom

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages import cards, frame, rail, since
from aggregator.pages.picks import picked
from aggregator.pages.requests import LAST_PAGE, PageRequest, onward, page_of, public
from aggregator.pages.seat import is_private, slate_key
from ranking.models import Slate
from ranking.recommend import recommend


def serve(request: PageRequest, *, topic_id: int | None = None) -> Slate:
    """The slate of the page that was asked for, written down with its impressions."""
    return recommend(
        reader_id=request.user.pk,
        visitor=slate_key(request),
        is_private=is_private(request),
        now=timezone.now(),
        rng=SystemRandom(),
        page=page_of(request),
        topic_id=topic_id,
        picked=picked(request),
    )


def slate_context(request: PageRequest, slate: Slate) -> dict[str, object]:
    """What _slate.html prints."""
    found = cards.of_slate(slate, reader_id=request.user.pk)
    following = slate.page + 1 if found and slate.page < LAST_PAGE else None
    return {"cards": found, "page": slate.page, "next_page": following, "onward": onward(request, following)}


@public
@require_safe
@vary_on_headers("HX-Request")
def home(request: PageRequest) -> HttpResponse:
    """A slate; only its cards when the page grows by scrolling."""
    slate = serve(request)
    context = slate_context(request, slate)
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    return HttpResponse(printed(request, slate, context))


def printed(request: PageRequest, slate: Slate, context: dict[str, object]) -> str:
    """The whole page. What is around the cards is kept, unless it says something to this reader only."""
    reader_id, token, now = request.user.pk, get_token(request), timezone.now()
    context |= {
        "above": "" if slate.page else _above(request, now),
        "token": token,
        "printed": _cards(request, context["cards"], token),
        "rail": rail.rail(now),
        "percent": None if reader_id is None else round(rail.horizon_of(reader_id) * 100),
    }
    if context["cards"] and not len(get_messages(request)):
        return frame.printed(request, context)
    if not context["cards"]:
        context["newsroom"] = rail.newsroom(slate.counts.get("dropped", {}))
    return render_to_string("pages/home.html", context, request)


def _above(request: PageRequest, now: datetime) -> SafeString:
    """One line above the first cards: of a reader, what is new; of a stranger, what this page is."""
    if request.user.is_authenticated:
        return since.line(since.last_look(request.user.pk, now))
    return _to_strangers(get_language(), has_picked=bool(picked(request)))


@lru_cache
def _to_strangers(language: str | None, *, has_picked: bool) -> SafeString:  # noqa: ARG001  what it is kept by
    return SafeString(render_to_string("pages/_stranger.html", {"has_picked": has_picked}))


def _cards(request: PageRequest, found: object, token: str) -> SafeString:
    """With the token of the page's own frame: Django draws a mask for each that is asked for, in 70 us."""
    form = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    given = {"user": request.user, "next": request.get_full_path(), "cards": found, "csrf_input": form}
    return mark_safe(engines["jinja2"].get_template("_cards.html").render(given))  # noqa: S308  it escapes
