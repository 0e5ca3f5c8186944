"""HTML -> text a person or a model reads: entities decoded, tags gone, paragraphs kept."""

import html
import re
from functools import lru_cache

import nh3

from feeds.clean.allowed import BLOCKS, GONE_WITH_CONTENT, INVISIBLE, OF_TITLES, printable
from feeds.clean.markup import as_text_only, too_costly

LONGEST_TITLE = 500  # characters, as Article.title
_ATTRIBUTES = r"(?: [^\s=<>\"]+=\"[^\"]*\")*"  # as our serializer writes them: a ">" may stand inside
_BLOCK_TAG = re.compile(rf"</?(?!br\b)[a-z0-9]+{_ATTRIBUTES}>")
_OWN_TAG = re.compile(rf"</?([a-z0-9]+){_ATTRIBUTES}>")
_BREAKS = {"br": "\n", **dict.fromkeys(BLOCKS, "\n\n")}
_NO_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(OF_TITLES))})(?:[\s/>]|$)|!--)", re.IGNORECASE)
_FEW_LINES = re.compile(r"\n{3,}")
_WORDS = 12  # of a text that stands in for a missing title: a headline's length


def plain_text(fragment: str) -> str:
    """The text of HTML, an empty line between paragraphs."""
    fragment = printable(fragment)
    return _lines(_blocks_only(fragment) if "<" in fragment else fragment)


def text_of_cleaned(cleaned: str) -> str:
    """`plain_text` of what `clean_html` returned: HTML of our own serializer needs no parser."""
    if "<" in cleaned:
        cleaned = _OWN_TAG.sub(_break, " ".join(cleaned.split()))
        if "&" not in cleaned and "  " not in cleaned and cleaned.isascii():
            # Every space is a single one already: what is left to do is quick, and this is most of the web.
            return _FEW_LINES.sub("\n\n", "\n".join(map(str.strip, cleaned.split("\n")))).strip()
    return _lines(cleaned)


def _break(tag: re.Match[str]) -> str:
    return _BREAKS.get(tag[1], "")


def _lines(fragment: str) -> str:
    """Text with entities -> lines without spaces at their ends, at most one of them empty at a time."""
    decoded = printable(html.unescape(fragment)) if "&" in fragment else fragment
    if not decoded.isascii():
        decoded = INVISIBLE.sub("", decoded)
    lines = "\n".join(" ".join(line.split()) for line in decoded.split("\n"))
    return _FEW_LINES.sub("\n\n", lines).strip()


def _blocks_only(fragment: str) -> str:
    """Text with entities, line breaks where HTML has them."""
    if too_costly(fragment):
        return as_text_only(fragment)
    kept = nh3.clean(fragment, tags=BLOCKS | {"br"}, attributes={}, clean_content_tags=GONE_WITH_CONTENT, link_rel=None)
    return _broken_at_blocks(kept)


def _broken_at_blocks(kept: str) -> str:
    """Without tags, line breaks where blocks begin and end."""
    flowing = " ".join(kept.split())
    return re.sub(r" ?<br> ?", "\n", _BLOCK_TAG.sub("\n\n", flowing))


@lru_cache(maxsize=1024)  # the entries of a feed share authors and categories
def as_title(markup: str) -> str:
    """A title as one line of text of at most 500 characters."""
    if "<" in markup:
        markup = _NO_TAG.sub("&lt;", markup)
    line = " ".join(plain_text(markup).split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def first_words(text: str) -> str:
    """What stands in for a missing title: the beginning of the text."""
    first = text.split("\n", 1)[0].split()
    words = " ".join(first[:_WORDS])
    return as_title(html.escape(words + "…" if len(first) > _WORDS else words, quote=False))
