"""OPML, the list of feeds that every reader app writes -> addresses, and the other way round (pure)."""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

import listparser
from defusedxml import DefusedXmlException, ElementTree

LARGEST = 5_000_000  # bytes; a list of 10,000 feeds has 2 MB
MOST_FEEDS = 10_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
_ADDRESS = re.compile(r"""\bxmlUrl\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class OpmlError(Exception):
    """The document is no list of feeds; the message says what to do."""


class Outline(NamedTuple):
    """A feed in a list, with the folder it stands in."""

    url: str
    title: str = ""
    folder: str = ""


def import_opml(document: str | bytes) -> list[Outline]:
    """The first 10,000 feeds of the list in its order, each address once. Raises OpmlError when there are none."""
    return read_opml(document)[:MOST_FEEDS]


def read_opml(document: str | bytes) -> list[Outline]:
    """All of them: 5 MB hold 70,000 at most. Raises OpmlError when there are none."""
    if len(document) > LARGEST:
        raise OpmlError(f"The list is larger than {LARGEST // 1_000_000} MB. Split it and import the parts.")
    text = _DECLARATION.sub("", _decoded(document) if isinstance(document, bytes) else document)
    try:
        # Of 118 lists of a public collection 80 are no XML, most of them for a bare ampersand.
        found = _of_xml(ElementTree.fromstring(_BARE_AMPERSAND.sub("&amp;", text)))
    except DefusedXmlException as error:
        raise OpmlError("The list defines XML entities, which no reader app writes; it was not imported.") from error
    except (ElementTree.ParseError, ValueError):
        found = _of_broken(text)
    outlines = {outline.url: outline for outline in reversed(found) if outline.url}
    if not outlines:
        raise OpmlError("No feeds found in the list. Export it again as OPML from the app it comes from.")
    return list(reversed(outlines.values()))


def export_opml(outlines: Iterable[Outline], *, title: str) -> str:
    """A list that reader apps take: the feeds in their folders, in the order given."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = _said(title)
    body, folders = SubElement(root, "body"), dict[str, Element]()
    for outline in outlines:
        name, folder = _said(outline.title or outline.url), _said(outline.folder)
        if folder and folder not in folders:
            folders[folder] = SubElement(body, "outline", text=folder, title=folder)
        inside = folders[folder] if folder else body
        SubElement(inside, "outline", type="rss", text=name, title=name, xmlUrl=_said(outline.url))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _said(text: str) -> str:
    """The text without what XML cannot say."""
    return _UNSAYABLE.sub("", text)


def _of_xml(root: Element) -> list[Outline]:
    """Every outline with an address, in the order of the document; its folder is the outermost one around it."""
    found: list[Outline] = []
    waiting = [(root, "")]  # a list of our own: a document of 50,000 levels must not end the recursion
    while waiting:
        element, folder = waiting.pop()
        name = element.get("title") or element.get("text") or ""
        if address := element.get("xmlUrl"):
            found.append(Outline(address.strip(), name, folder))
        inside = folder or ("" if address else name)
        waiting += [(child, inside) for child in reversed(element)]
    return found


def _of_broken(text: str) -> list[Outline]:
    """What can be read of a list that is not quite XML, as few apps but many people write it."""
    try:
        # As bytes: listparser would open a text that begins with http:// as an address, past our one door.
        feeds = listparser.parse(text.encode("utf-8", "ignore")).feeds
    except (IndexError, ValueError):  # it counts closing tags that nobody opened
        feeds = []
    found = [Outline(it.url, it.title or "", it.categories[0][0] if it.categories else "") for it in feeds]
    # A quotation mark in a description makes it lose the address behind: those come without a name.
    return found + [Outline(html.unescape(address).strip()) for address in _ADDRESS.findall(text)]


def _decoded(document: bytes) -> str:
    """By byte order mark, then by declaration, then UTF-8."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if document.startswith(mark):
            return document.decode(name, "replace")
    declared = _ENCODING.match(document)
    try:
        return document.decode(declared[1].decode() if declared else "utf-8", "replace")
    except (LookupError, UnicodeError):  # no such encoding, or one that is for other things, as idna
        return document.decode("utf-8", "replace")
