"""Pictures of cleaned HTML: the real address of lazy ones, and none that is there to count readers."""

import re

from feeds.clean.allowed import LAZY

_KEPT = ("src", "alt", "title", "width", "height")
_SMALLEST = 1  # pixel: what is not larger than this in both directions is a tracker
_NUMBER = re.compile(r"\d{1,5}(?=(?:px)?$)")
# Pixels of the large counters, which do not always say their size.
_COUNTERS = re.compile(
    r"^https?://(?:[\w.-]+\.)?(?:feedburner\.com/~r/|feeds\.wordpress\.com/1\.0/|pixel\.wp\.com/"
    r"|stats\.wordpress\.com/|doubleclick\.net/|scorecardresearch\.com/|google-analytics\.com/|feedsportal\.com/)"
)


def picture(values: dict[str, str]) -> dict[str, str]:
    """The attributes of a picture as they stay, of those it came with; none when the picture goes."""
    source = next((values[name] for name in (*LAZY, "src") if values.get(name)), "")
    if not source.startswith(("http://", "https://")) or _tracks(source, values):
        return {}
    found = {**values, "src": source}
    for name in ("width", "height"):
        size = _NUMBER.match(found.pop(name, "").strip())
        if size:
            found[name] = size[0]
    return {name: found[name] for name in _KEPT if name in found} | {"loading": "lazy"}


def _tracks(source: str, values: dict[str, str]) -> bool:
    sizes = [_NUMBER.match(values.get(name, "").strip()) for name in ("width", "height")]
    tiny = [size is not None and int(size[0]) <= _SMALLEST for size in sizes]
    return all(tiny) or (any(tiny) and sizes.count(None) == 1) or _COUNTERS.match(source) is not None
