"""Tags of cleaned HTML: addresses absolute and without tracking, lazy pictures loaded, trackers gone.

Our serializer quotes every attribute and escapes quotes and angles in it, so a tag can be read by pattern.
"""

import html
import re
from functools import lru_cache

from feeds.clean.addresses import absolute
from feeds.clean.allowed import ADDRESSES
from feeds.clean.pictures import picture

_TAG = re.compile(r"<img>|<[a-z0-9]+ [^>]*>")
_WRITTEN = re.compile(r"<([a-z0-9]+)((?: [^\s=<>\"]+=\"[^\"<>]*\")*)>")
_OFTEN = 1_000  # characters; longer ones are not kept in mind
_ATTRIBUTE = re.compile(r" ([^\s=<>\"]+)=\"([^\"]*)\"")


def settle_tags(cleaned: str, base: str = "") -> str:
    """The HTML with every address as it may stay; what may not be linked has none.

    nh3 would hand each attribute to a function of ours; reading each tag once a feed takes a third of that, as entries
    share links and pictures, and a text may be cleaned twice.
    """
    if "<" not in cleaned:
        return cleaned
    return _TAG.sub(lambda tag: (_settled if len(tag[0]) < _OFTEN else _settled_once)(tag[0], base), cleaned)


def _settled_once(tag: str, base: str) -> str:
    written = _WRITTEN.fullmatch(tag)
    if written is None:  # our serializer writes no such tag
        return ""
    values = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(written[2])}
    if written[1] != "img" and ADDRESSES.isdisjoint(values):
        return tag
    for name in ADDRESSES & values.keys():
        values[name] = absolute(values[name], base)
    kept = {name: value for name, value in values.items() if value or name not in ADDRESSES}
    if written[1] == "img":
        kept = picture(kept)
        return _written("img", kept) if kept else ""
    return _written(written[1], kept)


_settled = lru_cache(maxsize=4096)(_settled_once)


def _written(name: str, values: dict[str, str]) -> str:
    said = "".join(f' {key}="{_quoted(value)}"' for key, value in values.items())
    return f"<{name}{said}>"


def _quoted(value: str) -> str:
    """As the serializer of HTML writes an attribute, so that cleaning again changes nothing."""
    return html.escape(value, quote=False).replace('"', "&quot;").replace("\u00a0", "&nbsp;")
