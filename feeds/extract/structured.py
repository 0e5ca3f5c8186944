"""What a page says for machines: JSON-LD, and microdata of one type, as the same kind of values."""

import json
import re
from typing import TYPE_CHECKING

from feeds.extract.tree import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Value = dict[str, object]
_LONGEST_SCRIPT = 1_000_000  # characters; of those we met the longest has 40,000
_LONGEST_TEXT = 5_000  # characters of one property
_DEEPEST = 8  # items inside items
# What hand-made JSON-LD has and JSON has not: commas before a bracket, comments around the whole.
_COMMA = re.compile(r",\s*([}\]])")
_WRAPPED = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>)\s*$")
# Of an element, what its property says: an address, a moment, or its words.
_IN_ATTRIBUTE = {"meta": "content", "a": "href", "link": "href", "time": "datetime", "data": "value", "img": "src"}


def structured(page: str, *, kind: str) -> list[object]:
    """The values of the page's JSON-LD, and its items of microdata of this type ("ClaimReview").

    Scripts that are no JSON are passed over. Raises NoArticleError for what is no page or too much of one.
    """
    root = tree(page)
    found: list[object] = []
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        value = _value(script.text or "")
        if value is not None:
            found.append(value)
    items = [_item(element, 0) for element in root.xpath("//*[@itemscope][@itemtype]") if kind in _kinds(element)]
    return found + items


def _value(script: str) -> object:
    """The script's value, or None."""
    text = _WRAPPED.sub("", script[:_LONGEST_SCRIPT])
    for one in (text, _COMMA.sub(r"\1", text)):
        try:
            return json.loads(one, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _item(element: "HtmlElement", depth: int) -> Value:
    """An item of microdata as JSON-LD would write it."""
    item: Value = {"@type": _kinds(element)}
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        names, is_item = (one.get("itemprop") or "").split(), one.get("itemscope") is not None
        for name in names:
            if is_item and depth < _DEEPEST:
                item.setdefault(name, _item(one, depth + 1))
            elif not is_item:
                item.setdefault(name, _said(one))
        if not is_item:  # what stands inside another item is that one's
            waiting += reversed(one)
    return item


def _kinds(element: "HtmlElement") -> list[str]:
    return [one.rpartition("/")[2] for one in (element.get("itemtype") or "").split()]


def _said(element: "HtmlElement") -> str:
    held = element.get(_IN_ATTRIBUTE.get(str(element.tag), "content")) or element.get("content")
    return " ".join((held or element.text_content())[:_LONGEST_TEXT].split())
