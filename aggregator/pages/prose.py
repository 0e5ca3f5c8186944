"""The text of an article as a page may print it: cleaned when it was stored, and without files of other hosts.

A picture of another host would tell that host who reads what, and the Content-Security-Policy refuses it. The site's
own copy stands in its place, or else its description; the link to the publisher above leads to the picture itself.
"""

import re
from functools import partial
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from feeds.models import Media

# The cleaner writes attributes in one way: lower case, double quotes, quotes inside escaped.
_ATTRIBUTES = r'(?:\s+[\w:-]+(?:="[^"]*")?)*'
_MEDIA = re.compile(
    rf"<(?P<tag>img|source|track|embed){_ATTRIBUTES}\s*/?>|<(?P<pair>video|audio|iframe|object){_ATTRIBUTES}\s*>"
    r"|</(?:video|audio|iframe|object|picture)>|<picture[^>]*>"
)
_ALT = re.compile(r'\salt="([^"]*)"')
_SRC = re.compile(r'\ssrc="([^"]*)"')


def prose(html: str, picture: Media | None = None) -> SafeString:
    """Stored html, ready to print; `picture` is one of its pictures that the site has a copy of."""
    return mark_safe(_MEDIA.sub(partial(_ours_or_words, picture), html))  # noqa: S308  feeds.clean cleaned it


def _ours_or_words(picture: Media | None, match: re.Match[str]) -> str:
    described, source = _ALT.search(match[0]), _SRC.search(match[0])
    words = unescape(described[1]).strip() if described else ""
    if match["tag"] != "img":
        return ""
    if picture is not None and source is not None and unescape(source[1]) == picture.url:
        size = picture.width, picture.height
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">', picture.article_url, *size, words
        )
    if not words:
        return ""
    return format_html('<span class="in-words">{}</span>', _("Picture: %(description)s") % {"description": words})
