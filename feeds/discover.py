"""Which feeds does a page offer? Addresses to try, best first (pure)."""

import re
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

READ = 500_000  # characters: link tags stand in the head
MOST = 6  # sites that name more repeat themselves: one a category
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "application/rdf+xml"}
)
# In the order in which sites are known to use them: WordPress first.
COMMON_PATHS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")
_OF_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)


def feed_links(page: bytes, *, base_url: str) -> list[str]:
    """Absolute http addresses that the page's link tags name as feeds; those of comments last."""
    reader = _Links()
    with suppress(AssertionError):  # how Python's parser says no to `<![x`; what it read so far counts
        reader.feed(_decoded(page)[:READ])
    base = _joined(base_url, reader.base) or base_url
    found = sorted(reader.links, key=lambda link: bool(_OF_COMMENTS.search(link[0] + link[1])))
    addresses = (_joined(base, href) for href, _title in found)
    return list(dict.fromkeys(address for address in addresses if _is_http(address)))[:MOST]


def common_addresses(base_url: str) -> list[str]:
    """Where sites that do not name their feed have it."""
    return [urljoin(base_url, path) for path in COMMON_PATHS]


def _joined(base: str, href: str) -> str:
    """The address that a link means, empty where it means none, as `http://[`."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _is_http(address: str) -> bool:
    return urlsplit(address).scheme in {"http", "https"}


def _decoded(page: bytes) -> str:
    declared = _CHARSET.search(page[:2048])
    try:
        return page.decode(declared[1].decode() if declared else "utf-8", "replace")
    except (LookupError, UnicodeError):  # no such encoding, or one that is for other things, as idna
        return page.decode("utf-8", "replace")


class _Links(HTMLParser):
    """Collects link tags (address, title) and the page's base."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The first base, and each link to a feed. Called by the parser."""
        values = {name: (value or "").strip() for name, value in attrs}
        if tag == "base" and not self.base:
            self.base = values.get("href", "")
        if tag == "link" and _names_a_feed(values):
            self.links.append((values["href"], values.get("title", "")))


def _names_a_feed(values: dict[str, str]) -> bool:
    relations = values.get("rel", "").lower().split()
    kind = values.get("type", "").lower().partition(";")[0].strip()
    address = values.get("href", "")
    # oEmbed and the WordPress API are alternates of type JSON as well.
    is_other = kind == "application/json" and re.search(r"oembed|/wp-json/", address)
    return bool(address and not is_other and kind in FEED_TYPES and {"alternate", "feed"} & set(relations))
