"""What one follows, by time: nobody chooses here but the clock."""

from typing import cast

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages import since
from aggregator.pages.cards import Card
from aggregator.pages.forms import AddFeedForm
from aggregator.pages.listing import listing
from aggregator.pages.requests import ReaderRequest, reader_only
from feeds.health import with_health
from feeds.models import Article, Feed, Sighting, Subscription
from feeds.opml import Outline, export_opml


@reader_only
@require_safe
@vary_on_headers("HX-Request")
def following(request: ReaderRequest) -> HttpResponse:
    """Articles of followed feeds, topics, creators and stories, newest first."""
    followed = list(
        Subscription.objects.filter(reader=request.user)
        .select_related("topic", "creator", "story")
        .prefetch_related(
            Prefetch("feed", with_health(Feed.objects.select_related("duplicate_of"), now=timezone.now()))
        )
        .order_by("-created_at", "-pk")
    )
    context = listing(request, Article.objects.shown().filter(_of(followed)).newest())
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    last = None if context["page"] else since.last_look(request.user.pk, timezone.now())
    context["new"], context["earlier"] = since.split(cast("list[Card]", context["cards"]), last)
    context["last"] = last
    return render(request, "pages/following.html", {**context, "followed": followed, "form": AddFeedForm()})


@reader_only
@require_safe
def export(request: ReaderRequest) -> HttpResponse:
    """The feeds that the reader follows, as a list that other reader apps take."""
    feeds = Feed.objects.filter(pk__in=Subscription.objects.filter(reader=request.user).values("feed"))
    outlines = [Outline(feed.url, str(feed)) for feed in feeds.order_by("title", "pk")]
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    text = export_opml(outlines, title=_("Feeds I follow"))
    return HttpResponse(text, content_type="text/x-opml; charset=utf-8", headers=headers)


def _of(followed: list[Subscription]) -> Q:
    """Articles of what is followed; none when nothing is."""
    return (
        Q(pk__in=Sighting.objects.articles_of([one.feed_id for one in followed if one.feed_id]))
        | Q(topic_id__in=[one.topic_id for one in followed if one.topic_id])
        | Q(creator_id__in=[one.creator_id for one in followed if one.creator_id])
        | Q(story_id__in=[one.story_id for one in followed if one.story_id])
    )
