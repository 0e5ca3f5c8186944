"""The front page: personal when signed in, broad when not."""

from random import SystemRandom

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages import cards, rail
from aggregator.pages.requests import LAST_PAGE, PageRequest, page_of, public, visitor_of
from ranking.models import Slate
from ranking.recommend import recommend


def serve(request: PageRequest, *, topic_id: int | None = None) -> Slate:
    """The slate of the page that was asked for, written down with its impressions."""
    return recommend(
        reader_id=request.user.pk,
        visitor=visitor_of(request),
        now=timezone.now(),
        rng=SystemRandom(),
        page=page_of(request),
        topic_id=topic_id,
    )


def slate_context(request: PageRequest, slate: Slate) -> dict[str, object]:
    """What _slate.html prints."""
    found = cards.of_slate(slate, reader_id=request.user.pk)
    following = slate.page + 1 if found and slate.page < LAST_PAGE else None
    return {"cards": found, "page": slate.page, "next_page": following}


@public
@require_safe
@vary_on_headers("HX-Request")
def home(request: PageRequest) -> HttpResponse:
    """A slate; only its cards when the page grows by scrolling."""
    context = slate_context(request, serve(request))
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    if not context["cards"]:
        context["newsroom"] = rail.newsroom()
    return render(request, "pages/home.html", {**context, "rail": rail.rail(request.user.pk, now=timezone.now())})
