"""Names of a document's tags, as feedparser calls them: dc_creator, whatever prefix the document gave Dublin Core."""

from collections.abc import Iterable
from typing import Final

from feeds.parse.errors import SurpriseError
from feeds.parse.scan import MAX_ATTRIBUTES

XML: Final = "http://www.w3.org/XML/1998/namespace"
# By their lower-case addresses; the names of feeds themselves have no prefix. Others are none of our business.
_KNOWN: Final = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.opengis.net/gml": "gml",
    "http://podlove.org/simple-chapters": "psc",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#license": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://webns.net/mvcb/": "admin",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/xlink": "xlink",
    XML.lower(): "xml",
}
# To feedparser, a thing with such a prefix is what the prefix says, if its address is not known.
_TAKEN: Final = frozenset(filter(None, _KNOWN.values()))
# feedparser has meanings of its own for these, or reads a name one way where it opens and another where it ends.
_ODD: Final = ("backend.userland.com/rss", "purl.org/atom/ns#", "purl.org/echo", "purl.org/pie", "example.com/", "echo")
_ODD_LOCALS: Final = frozenset({"svg", "math"})
_VERSIONS: Final = {"http://purl.org/rss/1.0/": "rss10", "http://www.w3.org/2005/atom": "atom10"}
_RSS: Final = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}


class Names:
    """What the names of one document mean. Raises SurpriseError for documents that use names in odd ways."""

    def __init__(self, declared: Iterable[tuple[str, str]]) -> None:
        """`declared`: prefixes and addresses as they come in the document."""
        self.version = ""  # what feedparser takes from the names alone
        self._prefixes: dict[str, str] = {}  # of unknown addresses
        self._found: dict[str, str] = {}
        said: dict[str, str] = {}
        for spelled, uri in declared:
            prefix = (spelled or "").lower()
            if prefix and said.setdefault(prefix, uri) != uri:
                raise SurpriseError(f"{prefix} means two things")
            self._declare(prefix, uri or "")
        # feedparser looks at the prefix once more, so that <dc:x> may be what the document calls dc, and not what is.
        known = {prefix: _KNOWN.get(uri.lower()) for prefix, uri in said.items()}
        if any(means and means != prefix and prefix in known.values() for prefix, means in known.items()):
            raise SurpriseError("the prefixes are mixed up")

    def _declare(self, prefix: str, uri: str) -> None:
        lower = uri.lower()
        known = _KNOWN.get(lower)
        odd = known is None and (any(part in lower for part in _ODD) or uri.split() != [uri])
        if odd or (known == "" and prefix in _TAKEN) or (known is None and prefix == "rdf"):
            raise SurpriseError(uri)
        if known is None and prefix:
            self._prefixes.setdefault(uri, prefix)
        if not prefix and lower == "http://my.netscape.com/rdf/simple/0.9/":
            self.version = self.version or "rss090"
        self.version = self.version or _VERSIONS.get(lower, "")

    def of(self, raw: str) -> str:
        """The name of a tag as ElementTree spells it."""
        found = self._found.get(raw)
        return found if found is not None else self._find(raw)

    def _find(self, raw: str) -> str:
        uri, _brace, local = raw[1:].partition("}") if raw.startswith("{") else ("", "", raw)
        local = local.lower()
        prefix = _KNOWN.get(uri.lower())
        prefix = self._prefixes.get(uri) if prefix is None else prefix
        if prefix is None or local in _ODD_LOCALS:
            raise SurpriseError(raw)
        self._found[raw] = f"{prefix}_{local}" if prefix else local
        return self._found[raw]


def attributes_of(raw: dict[str, str]) -> dict[str, str]:
    """Attributes under lower-case names, with the prefixes of their namespaces."""
    if len(raw) > MAX_ATTRIBUTES:
        raise SurpriseError("a tag has more attributes than tags have")
    found = {}
    for name, value in raw.items():
        key = name.lower()
        if name.startswith("{"):
            uri, _brace, local = name[1:].partition("}")
            prefix = _KNOWN.get(uri.lower())
            key = f"{prefix}:{local.lower()}" if prefix else local.lower()
        found[key] = (value.lower() or value) if key in {"rel", "type"} else value
    if len(found) != len(raw):
        raise SurpriseError("two attributes differ in their case or their namespace only")
    return found


def version_of(root: str, attributes: dict[str, str], names: str) -> str:
    """What feedparser calls the format: by its names, then by its root."""
    if root == "rss" and not names.startswith("rss"):
        said = attributes.get("version", "")
        return _RSS.get(said) or ("rss20" if said.startswith("2.") else "rss")
    if not names or (root == "feed" and names != "atom10"):
        raise SurpriseError(f"<{root}> of an age that is not ordinary")
    return names
