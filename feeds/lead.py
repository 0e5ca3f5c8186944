"""Which picture stands for an article (pure)."""

import html
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from feeds.types import Lead, MediaLink

ALT_LENGTH, URL_LENGTH = 300, 2000  # the columns of Media
SMALLEST = 120  # pixels: what says that it is smaller is an icon, a smiley or a button
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
# The cleaner writes attributes in one way: double quotes, quotes inside escaped.
_PICTURE = re.compile(r"<img((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")


def lead(links: Sequence[MediaLink], cleaned_html: str) -> Lead | None:
    """What the publisher names beside the text, else the first picture in the text; None without any."""
    inside = _pictures(cleaned_html)
    named = next((link.url for link in links if _is_picture(link) and len(link.url) <= URL_LENGTH), "")
    if named:
        return Lead(named, inside.get(named, ""))
    return next((Lead(url, alt) for url, alt in inside.items()), None)


def _is_picture(link: MediaLink) -> bool:
    kind = link.type.lower()
    if not kind:
        return urlsplit(link.url).path.lower().endswith(_ENDINGS)
    return kind == "image" or (kind.startswith("image/") and "svg" not in kind)


def _pictures(cleaned_html: str) -> dict[str, str]:
    """Address and description of the pictures in the text, in its order, without those that say they are small."""
    found: dict[str, str] = {}
    if "<img" not in cleaned_html:
        return found
    for tag in _PICTURE.finditer(cleaned_html):
        values = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag[1])}
        url = values.get("src", "")
        sizes = [int(values[name]) for name in ("width", "height") if values.get(name, "").isdigit()]
        if (
            url.startswith(("http://", "https://"))
            and len(url) <= URL_LENGTH
            and min(sizes, default=SMALLEST) >= SMALLEST
        ):
            found.setdefault(url, " ".join(values.get("alt", "").split())[:ALT_LENGTH])
    return found
