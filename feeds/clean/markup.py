"""The one allow-list for the HTML of strangers, kept by nh3 (ammonia, html5ever)."""

import html
import re
from collections.abc import Callable
from functools import partial

import nh3

from feeds.clean.addresses import absolute
from feeds.clean.pictures import LAZY, settle_pictures

# Raise it when the rules below change: what was cleaned by an older version can be found and cleaned again.
CLEANER_VERSION = 1
# No style, class, id or name (they reach into our page), no form controls, no iframe, svg or math.
_TAGS = frozenset(
    ["a", "abbr", "acronym", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr"]
)
# What stands in these is not for reading: it goes with them.
_WITH_CONTENT = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "xmp", "plaintext", "iframe", "noembed", "noframes", "object", "embed", "applet", "frameset", "textarea", "select", "title", "head"]
)
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "bdo": {"dir"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height", *LAZY},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "type", "media"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "width", "height"},
    "*": {"dir", "lang"},
}
_ADDRESSES = frozenset({"href", "src", "cite", "poster", *LAZY})
# html5ever takes quadratic time in depth: 100,000 open <div> cost 28 s, 500 cost a millisecond.
MAX_DEPTH = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>?")
# The parser closes these by itself, so a text may hold thousands of open ones.
_SELF_CLOSING = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr".split()  # noqa: SIM905 -- a set of 60 lines says no more
)
# A cleaned text is cleaned again until nothing changes, so that what we store is what we would store. Texts of real
# feeds need one round more; what still changes after these is not HTML that anybody wrote for reading.
_ROUNDS = 5


def clean_html(fragment: str, *, base_url: str = "") -> str:
    """Safe HTML: the allow-list, absolute links, no trackers. Cleaning it again changes nothing."""
    if "<" not in fragment and "&" not in fragment:
        return html.escape(fragment, quote=False)
    if too_deep(fragment):
        return as_text_only(fragment)
    cleaner = _cleaner(base_url)
    for _round in range(_ROUNDS):
        cleaned = settle_pictures(cleaner(fragment)).strip()
        if cleaned == fragment:
            return cleaned
        fragment = cleaned
    return as_text_only(fragment)


def too_deep(fragment: str) -> bool:
    """Are so many tags open at once that a browser's parser would take for ever?"""
    if fragment.count("<") <= MAX_DEPTH:
        return False
    depth = 0
    for tag in _TAG.finditer(fragment):
        if tag[2].lower() in _SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def as_text_only(fragment: str) -> str:
    """The words of a fragment that is no use as HTML."""
    words = html.unescape(_TAG.sub(" ", fragment))
    return html.escape(re.sub(r"\s+", " ", words).strip(), quote=False)


def _cleaner(base_url: str) -> Callable[[str], str]:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, base_url),
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
    ).clean


def _attribute(base_url: str, _tag: str, name: str, value: str) -> str | None:
    """An attribute's value as it may stay; None takes the attribute away."""
    if name not in _ADDRESSES:
        return value
    address = absolute(value, base_url)
    if not address and base_url == "" and value.startswith(("/", "#", "?")):
        return None
    return address or None
