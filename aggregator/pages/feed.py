"""One publisher: what it published, how its feed is doing, and the button that follows it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from aggregator.pages.follow import follows_feed
from aggregator.pages.listing import listing
from aggregator.pages.requests import PageRequest, public
from aggregator.pages.sharing import share_of_page
from feeds.health import rhythm_of, stories_of, topics_of
from feeds.health.plan import busy, published
from feeds.models import Article, Feed


@public
@require_safe
@vary_on_headers("HX-Request")
def feed(request: PageRequest, feed_id: int) -> HttpResponse:
    """Its articles, newest first."""
    publisher = get_object_or_404(Feed.objects.select_related("topic", "duplicate_of"), pk=feed_id)
    context = listing(request, Article.objects.shown().of_feed(publisher.pk))
    if request.htmx:
        return render(request, "pages/_slate.html", context)
    context |= {"share": share_of_page(request, str(publisher))}
    context |= {"feed": publisher, "followed": follows_feed(request.user.pk, publisher.pk)}
    return render(request, "pages/feed.html", context | _habits(publisher))


def _habits(publisher: Feed) -> dict[str, object]:
    """When and what it publishes, and its part in stories: of the last thirty days."""
    now = timezone.now()
    rhythm = rhythm_of(publisher, now=now)
    return {
        "rhythm": rhythm,
        "published": published(rhythm),
        "busy": busy(rhythm),
        "stories": stories_of(publisher, now=now),
        "topics": topics_of(publisher, now=now),
    }
