"""What is being filled, and what of a document matters to more than one tag."""

import re
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.names import Names, attributes_of

# Joined to any base, such an address stays as it is.
_WHOLE_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9._:-]+/[A-Za-z0-9._~!$&'()*+,=:@%/-]*(?:\?[A-Za-z0-9._~!$&'()*+,=:@%/?-]+)?"
    r"|(?:tag|urn):[A-Za-z0-9._~,:=@%+-][A-Za-z0-9._~,:=@%/+-]*"
)
_OF_WEB = re.compile(r"https?://[^/\s]")
_MANY_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+,.-]*://)/+")
_OF_WINDOWS = re.compile("[\x80-\x9f]")
# The control characters that windows-1252 prints; five it does not.
_PRINTED = {code: found for code in range(0x80, 0xA0) if (found := bytes([code]).decode("cp1252", "ignore"))}


class Place:
    """An entry, or the feed, which keeps no depths: there the last word counts."""

    __slots__ = ("base", "depth", "depths", "is_entry", "language", "values")

    def __init__(self, base: str, language: str | None, *, is_entry: bool) -> None:
        self.values: dict[str, Any] = {}
        self.depths: dict[str, int] = {}
        self.depth = 0
        self.is_entry, self.base, self.language = is_entry, base, language

    def keep(self, key: str, value: str) -> None:
        """Unless the same was said at a shallower depth."""
        if self.is_entry:
            if self.depth > self.depths.get(key, self.depth):
                return
            self.depths[key] = self.depth
        self.values[key] = value


class State:
    """What earlier tags of a document decide about later ones."""

    __slots__ = ("entries", "has_content", "is_atom", "names", "title_depth")

    def __init__(self, names: Names, *, is_atom: bool) -> None:
        self.names, self.is_atom = names, is_atom
        self.title_depth = -1  # of the title that counts; none yet
        self.has_content = False
        self.entries = 0


def scope(attributes: dict[str, str], base: str, language: str | None) -> tuple[str, str | None]:
    """The base and the language inside a tag."""
    said = attributes.get("xml:base", attributes.get("base"))
    return safely_based(base, said) if said else base, attributes.get(
        "xml:lang", attributes.get("lang", language)
    ) or None


def text_of(element: Element) -> str:
    """What stands in a tag that holds nothing but text."""
    if len(element):
        raise SurpriseError(f"markup in <{element.tag}>")
    return (element.text or "").strip()


def plain(element: Element) -> str:
    """The same, readable; its attributes change nothing."""
    return readable(text_of(element))


def attributes(element: Element) -> dict[str, str]:
    """Of a tag that has no base of its own."""
    if not element.attrib:
        return {}
    found = attributes_of(element.attrib)
    if "xml:base" in found or "base" in found:
        raise SurpriseError(f"<{element.tag}> has a base of its own")
    return found


def readable(text: str) -> str:
    """UTF-8 that was taken for Latin-1 on its way here, and the control characters that windows-1252 prints."""
    if text.isascii():
        return text
    with suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_PRINTED) if _OF_WINDOWS.search(text) else text


def joined(base: str, address: str) -> str:
    """The address, absolute."""
    if _WHOLE_ADDRESS.fullmatch(address):
        return address
    try:
        return urljoin(base, _MANY_SLASHES.sub(r"\1", address))
    except ValueError:
        return ""


def safely_based(base: str, said: str = "") -> str:
    """A base for addresses; empty when none is known. Any but an ordinary address of the web is a surprise."""
    found = joined(base, said) if said else base
    if found and not (_OF_WEB.match(found) and joined(found, found) == found):
        raise SurpriseError(f"an odd base: {found}")
    return found
