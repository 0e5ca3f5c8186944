"""The one allow-list for the HTML of strangers, kept by nh3 (ammonia, html5ever)."""

import html
import re
from collections.abc import Callable
from functools import lru_cache

import nh3

from feeds.clean.allowed import ATTRIBUTES, ELEMENTS, FRAMES, GONE_WITH_CONTENT, SELF_CLOSING, printable
from feeds.clean.players import settle_frames
from feeds.clean.settled import is_settled
from feeds.clean.tags import settle_tags

# Raise it when the rules below change: what was cleaned by an older version can be found and cleaned again.
CLEANER_VERSION = 2
# html5ever takes quadratic time in depth: 100,000 open <div> cost 28 s, 500 cost a millisecond.
MAX_DEPTH = 500
# 40,000 pictures cost 3 s and 500,000 bare "&" 5 s; the fullest article of 94 real feeds has 1,644 tags.
MAX_TAGS = 20_000
MAX_REFERENCES = 50_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>?")
# A cleaned text is cleaned again until nothing changes, so that what we store is what we would store. Nearly all texts
# are settled after one round; what still changes after these is not HTML that anybody wrote for reading.
_ROUNDS = 5


def clean_html(fragment: str, *, base_url: str = "") -> str:
    """Safe HTML: the allow-list, absolute links, no trackers. Cleaning it again changes nothing."""
    fragment = printable(fragment).replace("\r\n", "\n").replace("\r", "\n")  # as every parser of HTML does
    if "<" not in fragment and "&" not in fragment:
        return html.escape(fragment.strip(), quote=False)
    if too_costly(fragment):
        return as_text_only(fragment)
    for _round in range(_ROUNDS):
        kept = _cleaner()(fragment)
        has_frames = "<iframe" in kept
        cleaned = settle_tags(settle_frames(kept) if has_frames else kept, base_url).strip()
        if "&" in fragment:  # &#1; and the like
            cleaned = printable(cleaned).strip()
        # The links that stand for frames have not been through the cleaner yet.
        if cleaned == fragment or (not has_frames and is_settled(cleaned)):
            return cleaned
        fragment = cleaned
    return as_text_only(fragment)


def too_costly(fragment: str) -> bool:
    """Whether a parser of HTML would take seconds for it: too many tags, or too many open at once."""
    tags = fragment.count("<")
    if tags > MAX_TAGS or fragment.count("&") > MAX_REFERENCES:
        return True
    if tags <= MAX_DEPTH:
        return False
    depth = 0
    for tag in _TAG.finditer(fragment):
        if tag[2].lower() in SELF_CLOSING:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def as_text_only(fragment: str) -> str:
    """The words of a fragment that is no use as HTML."""
    words = printable(html.unescape(_TAG.sub(" ", fragment)))
    return html.escape(re.sub(r"\s+", " ", words).strip(), quote=False)


@lru_cache(maxsize=1)  # making a cleaner costs as much as using it
def _cleaner() -> Callable[[str], str]:
    return nh3.Cleaner(
        tags=ELEMENTS | FRAMES,
        clean_content_tags=GONE_WITH_CONTENT - FRAMES,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
    ).clean
