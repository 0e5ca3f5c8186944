"""What other sites and search engines are told of a page: a card (OpenGraph), and JSON-LD where it is an article.

Publishers' and readers' words stand in it: attributes are escaped by the template, and the JSON so that no word in it
ends the element it stands in.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from aggregator.pages.requests import PageRequest, ReaderRequest
from feeds.models import Article, Media

HEADLINE = 110  # characters: what schema.org's largest reader shows of a headline
DESCRIPTION = 200  # characters: two lines of a card
# What the parser of HTML looks for inside a script, and the two line ends that JSON allows and old JavaScript did not.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
Data = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The card of a page. `address` and `image` are absolute; `data` is JSON-LD, ready to print."""

    title: str
    address: str
    description: str = ""
    kind: str = "website"
    image: str = ""
    width: int = 0
    height: int = 0
    published_at: datetime | None = None
    edited_at: datetime | None = None
    data: str = ""


def share_of_page(request: PageRequest, title: str, description: str = "") -> Share:
    """The card of a page that is no article."""
    address = request.build_absolute_uri(request.path)
    return Share(title=title, address=address, description=_short(description, DESCRIPTION))


def share_of(request: PageRequest | ReaderRequest, article: Article, picture: Media | None, *, comments: int) -> Share:
    """The card of an article that everybody may read."""
    address = request.build_absolute_uri(article.get_absolute_url())
    image = request.build_absolute_uri(picture.article_url) if picture is not None else ""
    return Share(
        title=article.title,
        address=address,
        description=_short(article.summary, DESCRIPTION),
        kind="article",
        image=image,
        width=picture.width if picture is not None else 0,
        height=picture.height if picture is not None else 0,
        published_at=article.published_at,
        edited_at=article.edited_at,
        data=_printed(_of_article(request, article, image, comments)),
    )


def _of_article(request: PageRequest | ReaderRequest, article: Article, image: str, comments: int) -> Data:
    """A question is a posting that asks for answers; everything else is news, which belongs where it was published."""
    here = request.build_absolute_uri(article.get_absolute_url())
    is_question = article.format == Article.Format.QUESTION
    writer: Data = {"@type": "Person", "name": article.author or article.publisher}
    publisher = article.publisher if article.feed_id is not None else settings.SITE_NAME
    said: Data = {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting" if is_question else "NewsArticle",
        "headline": _short(article.title, HEADLINE),
        "description": _short(article.summary, DESCRIPTION),
        "url": here,
        "mainEntityOfPage": article.url or here,
        "datePublished": article.published_at.isoformat(),
        "author": writer if article.author or article.feed_id is None else {"@type": "Organization", "name": publisher},
        "publisher": {"@type": "Organization", "name": publisher},
        "commentCount": comments,
    }
    more = {
        "image": image,
        "inLanguage": article.language,
        "isBasedOn": article.url,
        "dateModified": article.edited_at.isoformat() if article.edited_at is not None else "",
    }
    return said | {name: value for name, value in more.items() if value}


def _printed(data: Data) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  escaped just here


def _short(words: str, most: int) -> str:
    """At most so many characters, cut between words where there are any."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
