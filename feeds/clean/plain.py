"""HTML -> text a person or a model reads: entities decoded, tags gone, paragraphs kept."""

import html
import re
from functools import lru_cache

import nh3

from feeds.clean.allowed import BLOCKS, GONE_WITH_CONTENT, INVISIBLE, INVISIBLE_SIGNS, OF_TITLES, printable
from feeds.clean.markup import as_text_only, too_costly
from feeds.spaces import is_spaced_singly

LONGEST_TITLE = 500  # characters, as Article.title
_ATTRIBUTES = r"(?: [^\s=<>\"]+=\"[^\"]*\")*"  # as our serializer writes them: a ">" may stand inside
_BLOCK_TAG = re.compile(rf"</?(?!br\b)[a-z0-9]+{_ATTRIBUTES}>")
_TAG = re.compile("(<[^>]*>)")  # of clean_html, which escapes what stands in attributes
_BREAKS = {"<br>": "\n"} | {tag: "\n\n" for name in BLOCKS for tag in (f"<{name}>", f"</{name}>")}
_NO_TAG = re.compile(rf"<(?!/?(?:{'|'.join(sorted(OF_TITLES))})(?:[\s/>]|$)|!--)", re.IGNORECASE)
_WORDS = 12  # of a text that stands in for a missing title: a headline's length


def plain_text(fragment: str) -> str:
    """The text of HTML, an empty line between paragraphs."""
    fragment = printable(fragment)
    return _lines(_blocks_only(fragment) if "<" in fragment else fragment)


def text_of_cleaned(cleaned: str) -> str:
    """`plain_text` of what `clean_html` returned: HTML of our own serializer needs no parser."""
    if "<" not in cleaned:
        return _lines(cleaned)
    pieces = _TAG.split(cleaned.replace("\n", " "))
    pieces[1::2] = [_BREAKS[tag] if tag in _BREAKS else _break(tag) for tag in pieces[1::2]]
    return _lines("".join(pieces))


def _break(tag: str) -> str:
    """What stands in a text where a tag was."""
    return _BREAKS.get(tag.partition(" ")[0] + ">", "") if " " in tag else ""


def _lines(fragment: str) -> str:
    """Text with entities -> lines without spaces at their ends, at most one of them empty at a time."""
    decoded = printable(html.unescape(fragment)) if "&" in fragment else fragment
    if not decoded.isascii() and any(sign in decoded for sign in INVISIBLE_SIGNS):
        decoded = INVISIBLE.sub("", decoded)
    if is_spaced_singly(decoded):
        lines = [line.strip(" ") for line in decoded.split("\n")]
    else:
        lines = [" ".join(line.split()) for line in decoded.split("\n")]
    paragraphs = [paragraph.strip("\n") for paragraph in "\n".join(lines).split("\n\n")]
    return "\n\n".join(filter(None, paragraphs))


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
