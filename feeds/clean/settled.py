"""Would cleaning a cleaned text again change it? Answered without a parser, for the plain structures of most articles.

HTML is read differently a second time only where a browser repairs it: paragraphs that a block ends, lists outside of
lists, links in links, tables, ruby, tags that cross. What has none of these, and was written by our serializer, stays.
"""

import re
from functools import lru_cache

from feeds.clean.allowed import BLOCKS, ELEMENTS

_TAG = re.compile(r"<[^>]*>")
_WITH_ATTRIBUTES = re.compile(r"<([a-z0-9]+)(?: [^\s=<>\"]+=\"[^\"<>]*\")+>")
_ALONE = frozenset({"br", "img", "source", "wbr"})
_LISTS = {"li": {"ul", "ol"}, "dd": {"dl"}, "dt": {"dl"}}  # and where they belong
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TABLES = frozenset({"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_REPAIRED = _TABLES | {"rp", "rt", "ruby"}
_WATCHED = BLOCKS | _LISTS.keys() | _HEADINGS | _REPAIRED | {"a", "pre"}


def is_settled(cleaned: str) -> bool:
    """Whether this output of the cleaner is certain to stay as it is. False says only that nobody knows."""
    tags = _TAG.findall(cleaned)
    if len(tags) != cleaned.count("<") or "\r" in cleaned:
        return False
    inside: list[str] = []
    for tag in tags:
        if tag[1] == "/":
            if not inside or inside.pop() != tag[2:-1]:
                return False
            continue
        name = _name(tag) if " " in tag else tag[1:-1]
        if name in _ALONE:
            continue
        if name not in ELEMENTS or (name in _WATCHED and _may_be_repaired(name, inside, cleaned)):
            return False
        if name != "hr":
            inside.append(name)
    return not inside


@lru_cache(maxsize=1024)  # the texts of a feed have the same few links and pictures
def _name(tag: str) -> str:
    """Of a tag with attributes; empty for one that our serializer does not write like this."""
    found = _WITH_ATTRIBUTES.fullmatch(tag)
    return found[1] if found else ""


def _may_be_repaired(name: str, inside: list[str], cleaned: str) -> bool:
    if name in BLOCKS and "p" in inside:
        return True
    if name in _LISTS:
        return not inside or inside[-1] not in _LISTS[name]
    if name == "a":
        return "a" in inside
    if name in _HEADINGS:
        return not _HEADINGS.isdisjoint(inside)
    return name in _REPAIRED or (name == "pre" and ">\n" in cleaned)  # a line break after <pre> is not shown
