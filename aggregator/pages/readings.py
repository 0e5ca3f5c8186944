"""What a reader opened, by day; one or all of it can be forgotten."""

from itertools import groupby
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import limit
from aggregator.pages.requests import LAST_PAGE, ReaderRequest, came_from, onward, page_of, reader_only
from feeds.models import Article
from ranking import profiles
from ranking.models import Event

LENGTH = 50  # rows, of one or two lines each


class Opened(NamedTuple):
    """An article that was opened, and when last."""

    article: Article
    event: Event


@reader_only
@require_safe
def readings(request: ReaderRequest) -> HttpResponse:
    """Last first; an article stands once on a day. A page that is not there is the last one."""
    mine = Event.objects.openings_of(request.user.pk)
    count = mine.count()
    page = min(page_of(request), max(0, count - 1) // LENGTH)
    events = list(mine[page * LENGTH : (page + 1) * LENGTH])
    articles = Article.objects.reachable().with_card().in_bulk({it.article_id for it in events})
    rows = [Opened(articles[it.article_id], it) for it in events if it.article_id in articles]
    days = [
        (day, _once(list(opened))) for day, opened in groupby(rows, lambda it: timezone.localdate(it.event.happened_at))
    ]
    later = page + 1 if count > (page + 1) * LENGTH and page < LAST_PAGE else None
    context = {"days": days, "page": page, "older": onward(request, later), "today": timezone.localdate()}
    return render(request, "pages/readings.html", context)


def _once(opened: list[Opened]) -> list[Opened]:
    """The last opening of each article."""
    return list({it.article.pk: it for it in reversed(opened)}.values())[::-1]


@require_POST
@reader_only
@limit("history", per_minute=60)
def forget(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Forget one; twice does no harm."""
    if profiles.forget_reading(request.user.pk, article_id, now=timezone.now()):
        messages.success(request, _("Forgotten, and so is what was learnt from it."))
    return HttpResponseRedirect(came_from(request, otherwise=reverse("readings")))


@require_POST
@reader_only
@limit("history", per_minute=10)
def clear(request: ReaderRequest) -> HttpResponse:
    """Forget all of it, and everything that was learnt."""
    profiles.forget_readings(request.user.pk, now=timezone.now())
    messages.success(request, _("Your history is empty, and what was learnt of you is forgotten."))
    return redirect("readings")
