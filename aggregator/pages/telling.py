"""Tell others of an article: a friend, or the moderators."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aggregator.accounts.limits import block_of, limit
from aggregator.notifications import unread
from aggregator.pages.access import public_article
from aggregator.pages.impressions import LARGEST, impression_of, known_visitor
from aggregator.pages.requests import PageRequest, ReaderRequest, came_from, number, public, reader_only, visitor_of
from aggregator.pages.seat import is_private
from feeds.models import Article, Comment
from moderation import reports
from moderation.models import Report
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
@public
@limit("reports", per_hour=30)
def report(request: PageRequest, article_id: int) -> HttpResponse:
    """Put the article, or a comment under it, before a moderator, and keep it from this reader's pages."""
    article = public_article(article_id)
    said = number(request.POST.get("comment"), high=LARGEST)
    if said is not None and not Comment.objects.visible().filter(pk=said, article=article).exists():
        raise Http404
    who = reports.Reporter(request.user.pk, visitor_of(request))
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    try:
        with transaction.atomic():
            # the article before the reader's profile, as moderators take it
            made = reports.report(article.pk, who, reason=reason, note=note, comment_id=said, now=timezone.now())
            if said is None:
                _record(request, article, Event.Kind.REPORT)
    except reports.ReportRefusedError as error:
        return _said(request, article, str(error))
    return _said(request, article, _thanks(made, request))


def _thanks(made: Report | None, request: PageRequest) -> str:
    if made is not None and made.decided_at is not None:
        return _("A moderator has looked at these very words before. Your report is kept and counts if others agree.")
    if not request.user.is_authenticated:
        return _("Thank you. A moderator will look at it. Not signed in, you will not hear what comes of it.")
    return _("Thank you. A moderator will look at it; on the page “You” you read what came of it.")


@require_safe
@reader_only
def reported(request: ReaderRequest) -> HttpResponse:
    """What the reader reported, and what came of it; having looked, they have read it."""
    now = timezone.now()
    answer = render(request, "pages/reported.html", {"reports": reports.made_by(request.user.pk, now=now)})
    if request.method == "GET":
        reports.mark_read(request.user.pk, until=now, now=now)
        unread.forget([request.user.pk])
    return answer


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
        is_private=is_private(request),
    )


def _said(request: PageRequest | ReaderRequest, article: Article, text: str) -> HttpResponse:
    if request.htmx:
        return render(request, "pages/_said.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request, otherwise=article.get_absolute_url()))
