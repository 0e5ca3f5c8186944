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
    article, now = public_article(article_id), timezone.now()
    if request.POST.get("what") == "topic" and article.topic is not None:
        profiles.mute(request.user.pk, topic_id=article.topic_id, now=now)
        name = _(article.topic.name)
    else:
        profiles.mute(request.user.pk, feed_id=article.feed_id, creator_id=article.creator_id, now=now)
        name = article.publisher
    text = _("%(name)s is muted. “You” has the list, to take it back.") % {"name": name}
    if request.htmx:
        return render(request, "pages/_noted.html", {"text": text})
    messages.success(request, text)
    return HttpResponseRedirect(came_from(request))
