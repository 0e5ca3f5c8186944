"""The text of an article as a page may print it: cleaned when it was stored, and without files of other hosts.

A picture of another host would tell that host who reads what, and the Content-Security-Policy refuses it. `draw` says
what stands in its place: the site's own copy, or its description; the link to the publisher above leads to the picture
itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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
_ATTRIBUTE = re.compile(r'\s([\w-]+)="([^"]*)"')
_LARGEST = 20_000  # pixels; what says that it is larger says nothing


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as the publisher put it into the text; sizes are 0 where it does not say them."""

    url: str
    words: str = ""
    width: int = 0
    height: int = 0


Draw = Callable[[Drawn], str]


def in_words(drawn: Drawn) -> str:
    """The description of a picture that cannot be shown; nothing where there is none."""
    if not drawn.words:
        return ""
    return format_html('<span class="in-words">{}</span>', _("Picture: %(description)s") % {"description": drawn.words})


def prose(html: str, draw: Draw = in_words) -> SafeString:
    """Stored html, ready to print."""
    return mark_safe(_MEDIA.sub(partial(_ours_or_words, draw), html))  # noqa: S308  feeds.clean cleaned it


def drawn_in(html: str) -> list[Drawn]:
    """The pictures of stored html, in its order."""
    return [_drawn(match[0]) for match in _MEDIA.finditer(html) if match["tag"] == "img"]


def _ours_or_words(draw: Draw, match: re.Match[str]) -> str:
    return draw(_drawn(match[0])) if match["tag"] == "img" else ""


def _drawn(tag: str) -> Drawn:
    values = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
    sizes = [int(said) if (said := values.get(name, "")).isdigit() else 0 for name in ("width", "height")]
    width, height = sizes if all(0 < size <= _LARGEST for size in sizes) else (0, 0)
    return Drawn(values.get("src", ""), " ".join(values.get("alt", "").split()), width, height)
