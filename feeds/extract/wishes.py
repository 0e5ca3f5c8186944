"""What a page asks of robots beside its site's robots.txt, in X-Robots-Tag headers and in meta elements."""

import re
from collections.abc import Iterable

# The text of a page is kept and shown in part. Whether search engines list the page (noindex) is not about us; `none`
# is said by who wants nothing of what robots do.
_NO_COPIES = frozenset({"noarchive", "nosnippet", "none", "max-snippet:0"})
# A header may be for one robot alone: "X-Robots-Tag: otherbot: noarchive". Of the wishes these have a value, too.
_NAMED = re.compile(r"\s*([\w./ -]{1,60}?)\s*:(.*)", re.DOTALL)
_WITH_VALUE = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_READ = 2_000  # characters of a wish; what publishers send has under 200


def wants_no_copy(wishes: Iterable[str], *, agent: str = "") -> bool:
    """Whether one of these values of X-Robots-Tag or of a meta element asks that no copy be kept.

    `agent` is our name: what is said to another robot alone is not for us.
    """
    said = ",".join(_said_to_us(wish[:_READ].lower(), agent.lower()) for wish in wishes)
    return not _NO_COPIES.isdisjoint("".join(word.split()) for word in said.split(","))


def _said_to_us(wish: str, agent: str) -> str:
    named = _NAMED.match(wish)
    if named is None or named[1] in _WITH_VALUE:
        return wish
    return named[2] if named[1] in {"*", "robots", agent} else ""
