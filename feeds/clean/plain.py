"""HTML -> text a person or a model reads: entities decoded, tags gone, paragraphs kept."""

import html
import re

import nh3

from feeds.clean.allowed import BLOCKS, GONE_WITH_CONTENT, OF_TITLES, UNPRINTABLE
from feeds.clean.markup import as_text_only, too_costly

LONGEST_TITLE = 500  # characters, as Article.title
_BLOCK_TAG = re.compile(r"</?(?!br\b)[a-z0-9]+(?:\s[^<>]*)?>")
_SPACES = re.compile(r"[^\S\n]+")
_NO_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(OF_TITLES))})(?:[\s/>]|$)|!--)", re.IGNORECASE)
_WORDS = 12  # of a text that stands in for a missing title: a headline's length


def plain_text(fragment: str) -> str:
    """The text of HTML, an empty line between paragraphs."""
    fragment = UNPRINTABLE.sub("", fragment)
    if "<" in fragment:
        fragment = _blocks_only(fragment)
    lines = [_SPACES.sub(" ", line).strip() for line in UNPRINTABLE.sub("", html.unescape(fragment)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _blocks_only(fragment: str) -> str:
    """Text with entities, line breaks where HTML has them."""
    if too_costly(fragment):
        return as_text_only(fragment)
    kept = nh3.clean(fragment, tags=BLOCKS | {"br"}, attributes={}, clean_content_tags=GONE_WITH_CONTENT, link_rel=None)
    flowing = re.sub(r"\s+", " ", kept)
    return re.sub(r" ?<br> ?", "\n", _BLOCK_TAG.sub("\n\n", flowing))


def as_title(markup: str) -> str:
    """A title as one line of text of at most 500 characters."""
    text = plain_text(_NO_TAG.sub("&lt;", markup))
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def first_words(text: str) -> str:
    """What stands in for a missing title: the beginning of the text."""
    first = text.split("\n", 1)[0].split()
    words = " ".join(first[:_WORDS])
    return as_title(html.escape(words + "…" if len(first) > _WORDS else words, quote=False))
