"""What a reader does not want to see: muted from a card; the page “You” has the list."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aggregator.accounts.limits import limit
from aggregator.pages.access import public_article
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
    """Mute the topic or the publisher of a card, until it is taken back."""
    article = public_article(article_id)
    try:
        name = _mute(request.user.pk, article, is_topic=request.POST.get("what") == "topic")
    except profiles.MuteRefusedError as error:
        return _said(request, "pages/_said.html", messages.WARNING, str(error))
    text = _("%(name)s is muted. “You” has the list, to take it back.") % {"name": name}
    return _said(request, "pages/_noted.html", messages.SUCCESS, text)


def _mute(reader_id: int, article: Article, *, is_topic: bool) -> str:
    """What was muted, as it is called."""
    if is_topic and article.topic is not None:
        profiles.mute(reader_id, topic_id=article.topic_id, now=timezone.now())
        return _(article.topic.name)
    profiles.mute(reader_id, feed_id=article.feed_id, creator_id=article.creator_id, now=timezone.now())
    return article.publisher


def _said(request: ReaderRequest, template: str, level: int, text: str) -> HttpResponse:
    if request.htmx:
        return render(request, template, {"text": text})
    messages.add_message(request, level, text)
    return HttpResponseRedirect(came_from(request))
