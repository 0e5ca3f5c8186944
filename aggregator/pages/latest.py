"""The newest articles as a feed, for readers of feeds."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.pages.requests import PageRequest, public
from feeds.models import Article

LENGTH = 50
# XML 1.0 has no place for them, and one title with such a character would cost the whole document.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@public
@require_safe
def latest(request: PageRequest) -> HttpResponse:
    """Atom, newest first; only what every reader may see."""
    articles = list(Article.objects.shown().with_card().newest()[:LENGTH])
    out = Atom1Feed(
        title=_("%(site)s: latest") % {"site": settings.SITE_NAME},
        link=request.build_absolute_uri(reverse("home")),
        feed_url=request.build_absolute_uri(),
        description=_("The newest articles."),
        language=settings.LANGUAGE_CODE,
    )
    for one in articles:
        out.add_item(
            title=one.title.translate(_CONTROL),
            link=request.build_absolute_uri(one.get_absolute_url()),
            description=one.summary.translate(_CONTROL),
            author_name=one.publisher.translate(_CONTROL),
            pubdate=one.published_at,
            updateddate=one.published_at,
            unique_id=request.build_absolute_uri(one.get_absolute_url()),
            categories=[one.topic.name] if one.topic else [],
        )
    return HttpResponse(out.writeString("utf-8"), content_type=out.content_type)
