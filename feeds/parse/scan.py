"""Look over a document before any parser does: what its root is, and whether it tries to blow the parser up.

feedparser grows 200 KB of entity tricks past 4 GiB, and takes quadratic time in attributes and in depth; this scan is
linear. It reads like a parser does: what stands in a comment or in CDATA is no markup.
"""

import re
from dataclasses import dataclass

from feeds.parse.errors import NotAFeedError

# 10,000 attributes in one tag cost feedparser 2 s, growing with the square; real tags have under 30.
MAX_ATTRIBUTES = 500
# 200,000 unclosed tags cost 12 s, growing with the square; pages written by people stay under 100.
MAX_DEPTH = 1_000
# 50,000 items cost 7.7 s. Publishers put the newest first, so what is cut off here is the oldest.
MAX_ITEMS = 5_000

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|(?P<entity><!ENTITY\b)|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)(?P<attributes>[^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry"})
_ITEMS = frozenset({"item", "entry"})
_HTML = frozenset(
    {
        "html",
        "head",
        "body",
        "title",
        "meta",
        "link",
        "script",
        "style",
        "div",
        "p",
        "span",
        "a",
        "img",
        "table",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "br",
        "hr",
        "b",
        "i",
        "center",
        "font",
    }
)
_SAYS_FEED = re.compile(r"version\s*=|w3\.org/2005/Atom|purl\.org/rss", re.IGNORECASE)
_PAGES = frozenset({"html", "head", "body"})
# HTML that was pasted into a feed unescaped leaves these open by habit.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "meta", "param", "source", "track", "wbr", "p", "li"}
)
_INSTEAD = {
    "opml": "a list of feeds (OPML), not a feed; import it as a list",
    "urlset": "a sitemap, not a feed",
    "sitemapindex": "a sitemap, not a feed",
    "svg": "a picture (SVG), not a feed",
}


_WHOLE = re.compile(r"\s*(?:<\?[^<>]*\?>\s*|<!--[^>]*-->\s*)*<(rss|feed|rdf:RDF)[\s>]")


_LAST_COMMENTS = 3  # caches write there when they made their copy


def whole(text: str) -> str:
    """The document without prolog when it plainly is one: its root at the beginning and the root's end at the end.

    Empty for all others. Nothing in between was looked at: only the quick reader, with limits of its own, may have it.
    """
    began = _WHOLE.match(text)
    if began is None:
        return ""
    document = text[began.start(1) - 1 :].rstrip()
    for _comment in range(_LAST_COMMENTS):
        if document.endswith("-->"):
            document = document[: max(0, document.rfind("<!--"))].rstrip()
    return document if document.endswith(f"</{began[1]}>") else ""


@dataclass(slots=True)
class _Scan:
    root: str = ""
    start: int = -1
    first: str = ""
    cut: int = -1
    depth: int = 0
    items: int = 0

    def see(self, tag: re.Match[str]) -> bool:
        """Take in one tag; False when there is no need to look on."""
        name = tag["name"].rpartition(":")[2].lower()
        if not self.root:
            self.first = self.first or name
            if tag["close"] or name not in _FEED_ROOTS:
                return True
            # In a page, as some tools save feeds, only a tag that says it is a feed begins one.
            if self.first in _PAGES and not _SAYS_FEED.search(tag["attributes"]):
                return True
            self.root, self.start = name, tag.start()
        _refuse_attributes(tag["attributes"])
        self._descend(name, tag)
        if name in _ITEMS and not tag["close"]:
            self.items += 1
            if self.items > MAX_ITEMS:
                self.cut = tag.start()
                return False
        return True

    def _descend(self, name: str, tag: re.Match[str]) -> None:
        if tag["close"]:
            self.depth = max(0, self.depth - 1)
        elif name not in _VOID and not tag["attributes"].endswith("/"):
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise NotAFeedError(f"more than {MAX_DEPTH} tags are open inside each other in this document")


def _refuse_attributes(attributes: str) -> None:
    if len(attributes) > MAX_ATTRIBUTES * 4 and attributes.count("=") > MAX_ATTRIBUTES:
        raise NotAFeedError(f"a tag of this document has more than {MAX_ATTRIBUTES} attributes")


def scan(text: str) -> tuple[str, list[str]]:
    """The document from its root element on, without prolog and trailing junk, and warnings. Raises NotAFeedError."""
    found = _Scan()
    for tag in _MARKUP.finditer(text):
        if tag["entity"]:
            raise NotAFeedError("the document declares entities of its own (<!ENTITY), which feeds do not need")
        if tag["name"] and not found.see(tag):
            break
    if not found.root:
        raise NotAFeedError(_what_instead(text, found.first))
    if found.cut < 0:
        end = _end_of_root(text, found)
        return text[found.start : end], []
    tail = "</channel></rss>" if found.root == "rss" else f"</{found.root}>"
    return text[found.start : found.cut] + tail, [f"only the first {MAX_ITEMS} entries were read"]


def _end_of_root(text: str, found: _Scan) -> int:
    """Where the root element ends; what caching plugins append after it would make the whole malformed."""
    tail = text[max(found.start, len(text) - 20_000) :]
    ends = [match.end() for match in re.finditer(rf"</(?:[\w.-]+:)?{found.root}\s*>", tail, re.IGNORECASE)]
    return len(text) - len(tail) + ends[-1] if ends else len(text)


def _what_instead(text: str, first: str) -> str:
    """A sentence that says what a document is that is no feed."""
    if not text.strip():
        return "the document is empty"
    if not first:
        return "the document is plain text, not a feed"
    if first in _INSTEAD:
        return f"the document is {_INSTEAD[first]}"
    if first in _HTML or re.search(r"<!doctype\s+html", text[:2000], re.IGNORECASE):
        return "the document is an HTML page, not a feed"
    return f"the document is XML but no feed: its root is <{first[:40]}>"
