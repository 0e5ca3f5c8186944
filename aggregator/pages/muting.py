"""What a reader does not want to see: muted from a card; the page “You” has the list."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap

from aggregator.accounts.limits import limit
from aggregator.pages import cards, undo
from aggregator.pages.access import public_article
from aggregator.pages.impressions import impression_of
from aggregator.pages.requests import ReaderRequest, came_from, reader_only
from feeds.models import Article
from ranking import profiles
from ranking.models import Mute


def muted(reader_id: int) -> list[Mute]:
    """What stands, newest first. One query."""
    standing = Mute.objects.standing(reader_id, timezone.now())
    return list(standing.select_related("topic", "feed", "creator").order_by("-pk"))


@require_POST
@reader_only
@limit("acts", per_minute=120)
def mute(request: ReaderRequest, article_id: int) -> HttpResponse:
    """Mute the topic or the publisher of a card, which goes; or take that back, and it comes."""
    article = public_article(article_id)
    what, name = _meant(article, is_topic=request.POST.get("what") == "topic")
    if undo.is_undo(request):
        for row in Mute.objects.filter(reader=request.user, **what):
            profiles.unmute(request.user.pk, row.pk)
        return _back(request, article)
    try:
        profiles.mute(request.user.pk, **what, now=timezone.now())
    except profiles.MuteRefusedError as error:
        return _refused(request, str(error))
    return _gone(request, article, _("%(name)s is muted. “You” has the list.") % {"name": name})


def _meant(article: Article, *, is_topic: bool) -> tuple[dict[str, Any], str]:
    """What of the article, and what it is called."""
    if is_topic and article.topic is not None:
        return {"topic_id": article.topic_id}, _(article.topic.name)
    whose = {"feed_id": article.feed_id} if article.feed_id is not None else {"creator_id": article.creator_id}
    return whose, article.publisher


def _gone(request: ReaderRequest, article: Article, text: str) -> HttpResponse:
    fields = {"what": request.POST.get("what"), "i": request.POST.get("i")}
    back = came_from(request)
    toast = undo.Toast(text, request.path, target=f"#card-{article.pk}", next=back, fields=fields)
    if request.htmx:
        return render(request, "pages/_gone.html", {"article": article, "toast": toast})
    return undo.on_the_next_page(request, toast, back)


def _back(request: ReaderRequest, article: Article) -> HttpResponse:
    if not request.htmx:
        return HttpResponseRedirect(came_from(request))
    card = cards.of_one(article, impression_of(request, article.pk), reader_id=request.user.pk)
    return render(request, "pages/_back.html", {"card": card, "next": came_from(request)})


def _refused(request: ReaderRequest, text: str) -> HttpResponse:
    if request.htmx:
        return reswap(render(request, "pages/_said.html", {"text": text}), "none")
    messages.warning(request, text)
    return HttpResponseRedirect(came_from(request))
