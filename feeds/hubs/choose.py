"""Which hub a feed names, and the address by which the hub knows it."""

from urllib.parse import urldefrag, urljoin, urlsplit

from feeds.fetch.domains import registrable_domain
from feeds.types import FetchResult, ParsedFeed

LONGEST = 2_000  # the columns of Feed


def choose(result: FetchResult, parsed: ParsedFeed, *, url: str) -> tuple[str, str]:
    """The hub and the topic to ask it for, or two empty strings. Link headers speak before the document.

    The topic is what the document calls itself, if that is of the publisher we asked or were sent to: otherwise a feed
    could have us collect, as its own, what somebody else publishes.
    """
    base = result.final_url or url
    hubs = [hub for named in (result.hubs or parsed.hubs) if (hub := _address(base, named))]
    topic = _address(base, result.self_url or parsed.self_url or url)
    ours = {registrable_domain(urlsplit(each).hostname or "") for each in (url, base)}
    if not hubs or registrable_domain(urlsplit(topic).hostname or "") not in ours:
        return "", ""
    # A hub over https first: nobody on the way reads the secret that signs what it sends.
    return min(hubs, key=lambda hub: not hub.startswith("https://")), topic


def is_same(one: str, other: str) -> bool:
    """Do two addresses mean the same document? http or https, a slash at the end: publishers mix them."""
    return _plain(one) == _plain(other)


def _address(base: str, named: str) -> str:
    """What is named, as a whole address of the web; empty when it is none. No name is not the base itself."""
    try:
        found = urldefrag(urljoin(base, named.strip())).url
        parts = urlsplit(found)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return found if named.strip() and is_one and len(found) <= LONGEST and not any(map(str.isspace, found)) else ""


def _plain(address: str) -> str:
    return urldefrag(address).url.partition("://")[2].rstrip("/").lower()
