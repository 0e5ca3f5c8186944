"""Titles, summaries and contents: texts that may be HTML."""

import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.markup import Written
from feeds.parse.lean.names import attributes_of
from feeds.parse.lean.place import Place, State, readable, scope

_TEXT, _HTML, _XHTML = "text/plain", "text/html", "application/xhtml+xml"
# What feedparser looks at: whether there is any markup, and whether it is HTML's.
_MAYBE_HTML = re.compile(r"</\w+>|&#?\w+;")
_TAG, _REFERENCE = re.compile(r"</?(\w+)"), re.compile(r"&(\w+);")
_KINDS = {"text": _TEXT, "plain": _TEXT, _TEXT: _TEXT, "html": _HTML, _HTML: _HTML, "xhtml": _XHTML, _XHTML: _XHTML}


def title(state: State, element: Element, place: Place) -> None:
    """The first one that says something, at the shallowest depth."""
    said = _said(state, element, place, _TEXT)
    if not -1 < state.title_depth <= place.depth:
        place.keep("title", said["value"])
        place.values["title_detail"] = said
    if said["value"]:
        state.title_depth = place.depth


def media_title(state: State, element: Element, place: Place) -> None:
    """A title that keeps no other away."""
    before = state.title_depth
    title(state, element, place)
    state.title_depth = before


def summary(state: State, element: Element, place: Place) -> None:
    """The first is the summary; a second one is the content, unless there is content already."""
    if not _is_second(state, element, place):
        _keep_summary(_said(state, element, place, _TEXT), place)


def description(state: State, element: Element, place: Place) -> None:
    """RSS's summary. What describes the feed is not kept."""
    if _is_second(state, element, place):
        return
    said = _said(state, element, place, _HTML)
    if place.is_entry:
        _keep_summary(said, place)


def content(state: State, element: Element, place: Place, usual: str = _TEXT) -> None:
    """The whole text, of which there may be several; the first is the summary where there is none."""
    state.has_content = True
    said = _said(state, element, place, usual)
    place.values.setdefault("content", []).append(said)
    place.values.setdefault("summary", said["value"])


def encoded(state: State, element: Element, place: Place) -> None:
    """content:encoded, which is HTML."""
    content(state, element, place, _HTML)


def _is_second(state: State, element: Element, place: Place) -> bool:
    if "summary" not in place.values or state.has_content:
        return False
    content(state, element, place)
    return True


def _keep_summary(said: dict[str, Any], place: Place) -> None:
    place.keep("summary", said["value"])
    place.values["summary_detail"] = said


def _said(state: State, element: Element, place: Place, usual: str) -> dict[str, Any]:
    """A text, and what it says it is."""
    kind, base, language = usual, place.base, place.language
    if element.attrib:
        attributes = attributes_of(element.attrib)
        base, language = scope(attributes, base, language)
        kind = _KINDS.get(attributes.get("type", usual), "")
        if not kind or "mode" in attributes:
            raise SurpriseError(f"a text of the type {attributes.get('type')}")
    if len(element) or kind == _XHTML:
        written = Written(state, element, is_xhtml=kind == _XHTML)
        kind, value = _XHTML if written.is_xhtml else kind, written.text
    else:
        value = (element.text or "").strip()
    if kind == _TEXT and not state.is_atom and _is_html(value):
        kind = _HTML
    language = language.replace("_", "-") if language else None
    return {"type": kind, "language": language, "base": base, "value": readable(value)}


def _is_html(text: str) -> bool:
    """Whether feedparser takes text for HTML: it has tags and references, and HTML knows all of them."""
    if not _MAYBE_HTML.search(text):
        return False
    return _are_of_html(frozenset(_TAG.findall(text)), frozenset(_REFERENCE.findall(text)))


@lru_cache(maxsize=512)
def _are_of_html(tags: frozenset[str], references: frozenset[str]) -> bool:
    from feedparser.api import StrictFeedParser  # takes 80 ms to load

    said = "&#38;" + "".join(f"</{tag}>" for tag in tags) + "".join(f"&{name};" for name in references)
    return bool(StrictFeedParser.looks_like_html(said))
