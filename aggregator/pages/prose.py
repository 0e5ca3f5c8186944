"""The text of an article as a page may print it: cleaned when it was stored, and without files of other hosts.

A picture of another host would tell that host who reads what, and the Content-Security-Policy refuses it; its
description stands in its place, and the link to the publisher above the text leads to the picture itself.
"""

import re
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# The cleaner writes attributes in one way: lower case, double quotes, quotes inside escaped.
_ATTRIBUTES = r'(?:\s+[\w:-]+(?:="[^"]*")?)*'
_MEDIA = re.compile(
    rf"<(?P<tag>img|source|track|embed){_ATTRIBUTES}\s*/?>|<(?P<pair>video|audio|iframe|object){_ATTRIBUTES}\s*>"
    r"|</(?:video|audio|iframe|object|picture)>|<picture[^>]*>"
)
_ALT = re.compile(r'\salt="([^"]*)"')


def prose(html: str) -> SafeString:
    """Stored html, ready to print."""
    return mark_safe(_MEDIA.sub(_in_words, html))  # noqa: S308  cleaned by feeds.clean before it was stored


def _in_words(match: re.Match[str]) -> str:
    described = _ALT.search(match[0])
    if match["tag"] != "img" or described is None or not described[1].strip():
        return ""
    words = _("Picture: %(description)s") % {"description": unescape(described[1]).strip()}
    return format_html('<span class="in-words">{}</span>', words)
