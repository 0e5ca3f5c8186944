"""OPML, the list of feeds that every reader app writes -> addresses (pure)."""

import re
from typing import NamedTuple

import listparser
from defusedxml import DefusedXmlException, ElementTree

LARGEST = 5_000_000  # bytes; a list of 10,000 feeds has 2 MB
MOST_FEEDS = 10_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class OpmlError(Exception):
    """The document is no list of feeds; the message says what to do."""


class Outline(NamedTuple):
    """A feed in a list, with the folder it stands in."""

    url: str
    title: str = ""
    folder: str = ""


def import_opml(document: str | bytes) -> list[Outline]:
    """The feeds of the list in its order, each address once. Raises OpmlError when there are none."""
    if len(document) > LARGEST:
        raise OpmlError(f"The list is larger than {LARGEST // 1_000_000} MB. Split it and import the parts.")
    text = _DECLARATION.sub("", _decoded(document) if isinstance(document, bytes) else document)
    _refuse_entities(text)
    # As bytes: listparser would open a text that begins with http:// as an address, past our one door.
    found = listparser.parse(text.encode("utf-8", "ignore"))
    outlines: dict[str, Outline] = {}
    for feed in found.feeds[:MOST_FEEDS]:
        folder = feed.categories[0][0] if feed.categories else ""
        outlines.setdefault(feed.url, Outline(url=feed.url, title=feed.title or "", folder=folder))
    if not outlines:
        raise OpmlError("No feeds found in the list. Export it again as OPML from the app it comes from.")
    return list(outlines.values())


def _decoded(document: bytes) -> str:
    """By byte order mark, then by declaration, then UTF-8."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if document.startswith(mark):
            return document.decode(name, "replace")
    declared = _ENCODING.match(document)
    try:
        return document.decode(declared[1].decode() if declared else "utf-8", "replace")
    except LookupError:
        return document.decode("utf-8", "replace")


def _refuse_entities(text: str) -> None:
    """Raise OpmlError for a document that defines entities: no app writes them, attacks do."""
    try:
        ElementTree.fromstring(text)
    except DefusedXmlException as error:
        raise OpmlError("The list defines XML entities, which no reader app writes; it was not imported.") from error
    except (ElementTree.ParseError, ValueError):
        return  # broken XML is common, and listparser reads what can be read
