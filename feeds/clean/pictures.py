"""Pictures of cleaned HTML: the real address of lazy ones, and none that is there to count readers."""

import html
import re

from feeds.clean.allowed import LAZY

# Our serializer quotes every attribute and escapes quotes, so a tag can be read by pattern.
_PICTURE = re.compile(r"<img((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_KEPT = ("src", "alt", "title", "width", "height")
_SMALLEST = 1  # pixel: what is not larger than this in both directions is a tracker
_NUMBER = re.compile(r"\d{1,5}(?=(?:px)?$)")
# Pixels of the large counters, which do not always say their size.
_COUNTERS = re.compile(
    r"^https?://(?:[\w.-]+\.)?(?:feedburner\.com/~r/|feeds\.wordpress\.com/1\.0/|pixel\.wp\.com/"
    r"|stats\.wordpress\.com/|doubleclick\.net/|scorecardresearch\.com/|google-analytics\.com/|feedsportal\.com/)"
)


def settle_pictures(cleaned: str) -> str:
    """Every picture with its address and `loading="lazy"`; those without an address and trackers are gone."""
    return _PICTURE.sub(_picture, cleaned) if "<img" in cleaned else cleaned


def _picture(tag: re.Match[str]) -> str:
    values = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag[1])}
    source = next((values[name] for name in (*LAZY, "src") if values.get(name)), "")
    if not source.startswith(("http://", "https://")) or _tracks(source, values):
        return ""
    values["src"] = source
    for name in ("width", "height"):
        size = _NUMBER.match(values.pop(name, "").strip())
        if size:
            values[name] = size[0]
    kept = [f'{name}="{_quoted(values[name])}"' for name in _KEPT if name in values]
    return f'<img {" ".join(kept)} loading="lazy">'


def _tracks(source: str, values: dict[str, str]) -> bool:
    sizes = [_NUMBER.match(values.get(name, "").strip()) for name in ("width", "height")]
    tiny = [size is not None and int(size[0]) <= _SMALLEST for size in sizes]
    return all(tiny) or (any(tiny) and sizes.count(None) == 1) or _COUNTERS.match(source) is not None


def _quoted(value: str) -> str:
    """As the serializer of HTML writes an attribute, so that cleaning again changes nothing."""
    return html.escape(value, quote=False).replace('"', "&quot;").replace("\u00a0", "&nbsp;")
