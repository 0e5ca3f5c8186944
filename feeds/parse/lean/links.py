"""Addresses: of the entry, of what belongs to it, and its name, which often is one."""

import re
from xml.etree.ElementTree import Element

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.place import Place, State, attributes, joined, plain, readable, text_of

_HTML = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_LIKE_REFERENCE = re.compile(r"&([A-Za-z0-9_]+);")


def guid(_state: State, element: Element, place: Place) -> None:
    """The name of an entry; where it does not say otherwise, its address too."""
    is_link = attributes(element).get("ispermalink", "true") == "true"
    value = text_of(element)
    value = readable(joined(place.base, value) if is_link and value else value)
    place.keep("id", value)
    if is_link:
        place.values.setdefault("link", value)


def link(_state: State, element: Element, place: Place) -> None:
    """RSS's link, which is text, and Atom's, which is an attribute."""
    found = attributes(element)
    if "url" in found or "uri" in found or found.get("href") == "":
        raise SurpriseError("a link that is none")
    found.setdefault("rel", "alternate")
    found.setdefault("type", "application/atom+xml" if found["rel"] == "self" else "text/html")
    place.values.setdefault("links", []).append(found)
    value = text_of(element)
    if "href" in found:
        found["href"] = joined(place.base, found["href"])
        if found["rel"] == "alternate" and found["type"] in _HTML:
            place.values["link"] = found["href"]
        return
    value = readable(joined(place.base, value) if value else "")
    # Some are escaped twice: "?a=1&amp;b=2", or what looks like a reference, "?a=1&b;".
    value = _LIKE_REFERENCE.sub(r"&\1", value.replace("&amp;", "&") if place.is_entry else value)
    place.values["link"] = value
    if value or not place.is_entry:
        found["href"] = value


def enclosure(_state: State, element: Element, place: Place) -> None:
    """RSS's attachment."""
    found = attributes(element)
    text_of(element)
    href = found.get("url", found.get("uri", found.get("href")))
    place.values.setdefault("links", []).append({**found, "rel": "enclosure", **({"href": href} if href else {})})


def thumbnail(_state: State, element: Element, place: Place) -> None:
    """Media RSS's picture."""
    found = attributes(element)
    if plain(element) and "url" not in found:
        raise SurpriseError("a thumbnail's address as text")
    place.values.setdefault("media_thumbnail", []).append(found)


def podcast_picture(_state: State, element: Element, place: Place) -> None:
    """itunes:image."""
    text_of(element)
    found = attributes(element)
    if href := found.get("href") or found.get("url"):
        place.values["image"] = {"href": href}
