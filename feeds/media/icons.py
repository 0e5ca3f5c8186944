"""Where a site has its icon (pure)."""

import html
import re
from urllib.parse import urljoin, urlsplit

READ = 500_000  # bytes: link tags stand in the head
MOST = 3  # addresses to try; who names more repeats the same picture in other sizes
ENOUGH = 32  # pixels
URL_LENGTH = 2000
_LINK = re.compile(r"<link\b([^>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SIZE = re.compile(r"(\d{1,4})x\d{1,4}", re.IGNORECASE)


def icon_addresses(page: bytes, *, base_url: str) -> list[str]:
    """Up to MOST addresses, best first: the smallest picture that is large enough, and /favicon.ico at last."""
    found: list[tuple[int, str]] = []
    for tag in _LINK.finditer(page[:READ].decode("utf-8", "replace")):
        values = {name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        rels, address = values.get("rel", "").lower().split(), _joined(base_url, values.get("href", ""))
        if address and {"icon", "apple-touch-icon"} & set(rels) and not _is_drawing(values, address):
            found.append((_badness(values, is_touch="icon" not in rels), address))
    best = [address for _bad, address in sorted(found, key=lambda pair: pair[0])]
    return list(dict.fromkeys([*best[: MOST - 1], urljoin(base_url, "/favicon.ico")]))


def _is_drawing(values: dict[str, str], address: str) -> bool:
    """SVG: a picture that may hold scripts."""
    return "svg" in values.get("type", "").lower() or urlsplit(address).path.lower().endswith((".svg", ".svgz"))


def _badness(values: dict[str, str], *, is_touch: bool) -> int:
    sizes = [int(size) for size in _SIZE.findall(values.get("sizes", ""))]
    largest = max(sizes, default=180 if is_touch else ENOUGH + 1)  # what says nothing is mostly the right thing
    return largest if largest >= ENOUGH else 10_000 - largest


def _joined(base: str, href: str) -> str:
    try:
        address = urljoin(base, href) if href else ""
        is_http = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return ""
    return address if is_http and len(address) <= URL_LENGTH else ""
