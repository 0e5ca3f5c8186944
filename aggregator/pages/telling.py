"""Tell others of an article: a friend, or the moderators."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import block_of, limit
from aggregator.pages.access import public_article
from aggregator.pages.impressions import impression_of, known_visitor
from aggregator.pages.requests import PageRequest, ReaderRequest, came_from, public, reader_only
from feeds.models import Article
from moderation import reports
from ranking.events import record
from ranking.models import Event


@require_POST
@public
@limit("acts", per_minute=120)
def share(request: PageRequest, article_id: int) -> HttpResponse:
    """The address to pass on; that it was asked for is what counts, for nobody sees where it goes."""
    article = public_article(article_id)
    _record(request, article, Event.Kind.SHARE)
    address = request.build_absolute_uri(article.get_absolute_url())
    return _said(request, article, _("Pass it on: %(address)s") % {"address": address})


@require_POST
@reader_only
@limit("reports", per_hour=30)
def report(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Put the article before a moderator, and keep it from this reader's pages."""
    article = public_article(article_id)
    with transaction.atomic():
        # the article before the reader's profile, as moderators take it
        reports.report(article.pk, why=request.POST.get("why", ""), now=timezone.now())
        _record(request, article, Event.Kind.REPORT)
    return _said(request, article, _("Thank you. A moderator will look at it, and you will not be shown it again."))


def _record(request: PageRequest | ReaderRequest, article: Article, kind: Event.Kind) -> None:
    impression = impression_of(request, article.pk)
    record(
        kind,
        article_id=article.pk,
        reader_id=request.user.pk,
        impression_id=None if impression is None else impression.pk,
        visitor=known_visitor(request),
        block=block_of(request),
        now=timezone.now(),
    )


def _said(request: PageRequest | ReaderRequest, article: Article, text: str) -> HttpResponse:
    if request.htmx:
        return render(request, "pages/_said.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request, otherwise=article.get_absolute_url()))
