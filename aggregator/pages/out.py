"""Articles as a feed, for readers of feeds."""

from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from aggregator.pages.requests import PageRequest
from feeds.models import Article

LENGTH = 50
KINDS: dict[str, type[Atom1Feed | Rss201rev2Feed]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
# XML 1.0 has no place for them, and one title with such a character would cost the whole document.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


class About(TypedDict):
    """What a feed says of itself; `link` is the page with the same articles."""

    title: str
    link: str
    description: str


def document(
    request: PageRequest, articles: Sequence[Article], about: About, *, kind: str, language: str = ""
) -> HttpResponse:
    """These articles, in their order, as one of KINDS."""
    link = request.build_absolute_uri(about["link"])
    out = KINDS[kind](
        title=about["title"].translate(_CONTROL),
        link=link,
        feed_url=request.build_absolute_uri(),
        description=about["description"].translate(_CONTROL),
        language=language or settings.LANGUAGE_CODE,
    )
    for one in articles:
        address = request.build_absolute_uri(one.get_absolute_url())
        out.add_item(
            title=one.title.translate(_CONTROL),
            link=address,
            description=one.summary.translate(_CONTROL),
            author_name=one.publisher.translate(_CONTROL),
            pubdate=one.published_at,
            updateddate=one.published_at,
            unique_id=address,
            categories=[one.topic.name] if one.topic else [],
        )
    return HttpResponse(out.writeString("utf-8"), content_type=out.content_type)
