"""Feeds of well-known platforms: from the address of a channel, a forum, a profile or a project to its feed (pure).

Their pages name no feed, name the wrong one, or answer robots with a puzzle. Only the address is looked at: whether
the feed is there, the fetch will tell. A form that is not known here goes the ordinary way (see discover).
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL = re.compile(r"UC[\w-]{22}")
_NAME = re.compile(r"[\w.-]{1,100}")
_REDDIT_LISTINGS = {"hot", "new", "top", "rising", "best"}
# Parts of GitHub that stand where an owner's name would.
_NO_OWNERS = {
    "features",
    "topics",
    "orgs",
    "about",
    "pricing",
    "login",
    "search",
    "marketplace",
    "settings",
    "sponsors",
}
_BLOGS = {
    ".tumblr.com": "/rss",
    ".substack.com": "/feed",
    ".wordpress.com": "/feed/",
    ".blogspot.com": "/feeds/posts/default",
}
_FEED_ENDINGS = (".rss", ".atom", ".xml", ".json", "/rss", "/atom", "/feed")


def platform_feed(url: str) -> str:
    """The feed that belongs to this address on a platform we know; empty for any other address, or a feed's own."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or parts.path.lower().rstrip("/").endswith(_FEED_ENDINGS):
        return ""
    path = [part for part in parts.path.split("/") if part]
    for hosts, feed_of in _PLATFORMS:
        if host in hosts:
            return feed_of(path, parts.query)
    return _hosted_blog(host)


def profile_feed(url: str) -> str:
    """Where the feed of a profile or a tag is if the server runs Mastodon, as any server may; empty for other forms."""
    parts = urlsplit(url)
    is_profile = re.fullmatch(r"/(@\w{1,30}|tags/\w{1,60})/?", parts.path)
    return f"{parts.scheme}://{parts.netloc}/{is_profile[1]}.rss" if is_profile else ""


def _youtube(path: list[str], query: str) -> str:
    values = parse_qs(query)
    if playlist := _first(values, "list"):
        return f"{_YOUTUBE}?playlist_id={quote(playlist)}"
    if len(path) > 1 and path[0] == "channel" and _CHANNEL.fullmatch(path[1]):
        return f"{_YOUTUBE}?channel_id={path[1]}"
    if len(path) > 1 and path[0] == "user" and _NAME.fullmatch(path[1]):
        return f"{_YOUTUBE}?user={path[1]}"
    return ""  # of a @handle only the page knows the channel, and names its feed


def _reddit(path: list[str], query: str) -> str:
    kind, name, page, thread = (*path[:4], "", "", "", "")[:4]
    if kind not in {"r", "user", "u"} or not _NAME.fullmatch(name.replace("+", "_")):  # r/one+two is both
        return ""
    kind = "r" if kind == "r" else "user"
    listing = f"/{page}" if page in _REDDIT_LISTINGS else ""
    if page == "comments" and _NAME.fullmatch(thread):
        listing = f"/comments/{thread}"
    period = _first(parse_qs(query), "t")
    ending = f"?t={period}" if listing == "/top" and period.isalpha() else ""
    return f"https://www.reddit.com/{kind}/{name}{listing}/.rss{ending}"


def _github(path: list[str], _query: str) -> str:
    if not path or path[0] in _NO_OWNERS or not all(_NAME.fullmatch(part) for part in path[:2]):
        return ""
    owner = path[0]
    if len(path) == 1:
        return f"https://github.com/{owner}.atom"
    project = f"https://github.com/{owner}/{path[1].removesuffix('.git')}"
    page, branch = "".join(path[2:3]), quote("/".join(path[3:]))
    if page in {"tags", "discussions"}:
        return f"{project}/{page}.atom"
    if page == "commits" and branch:
        return f"{project}/commits/{branch}.atom"
    return f"{project}/commits.atom" if page == "commits" else f"{project}/releases.atom"


def _gitlab(path: list[str], _query: str) -> str:
    project = "/".join(path[:2])
    is_project = len(path) > 1 and all(_NAME.fullmatch(part) for part in path[:2])
    return f"https://gitlab.com/{project}/-/tags?format=atom" if is_project else ""


def _bluesky(path: list[str], _query: str) -> str:
    is_profile = len(path) > 1 and path[0] == "profile" and re.fullmatch(r"[\w.:-]{1,100}", path[1])
    return f"https://bsky.app/profile/{path[1]}/rss" if is_profile else ""


def _medium(path: list[str], _query: str) -> str:
    is_name = path and re.fullmatch(r"@?[\w.-]{1,100}", path[0]) and path[0] != "feed"
    return f"https://medium.com/feed/{path[0]}" if is_name else ""


def _vimeo(path: list[str], _query: str) -> str:
    is_name = path and _NAME.fullmatch(path[0]) and not path[0].isdigit()
    return f"https://vimeo.com/{path[0]}/videos/rss" if is_name else ""


def _hosted_blog(host: str) -> str:
    return next((f"https://{host}{path}" for ending, path in _BLOGS.items() if host.endswith(ending)), "")


def _first(values: dict[str, list[str]], name: str) -> str:
    return values.get(name, [""])[0][:200]


_PLATFORMS: tuple[tuple[frozenset[str], Callable[[list[str], str], str]], ...] = (
    (frozenset({"youtube.com", "m.youtube.com", "youtu.be", "music.youtube.com"}), _youtube),
    (frozenset({"reddit.com", "old.reddit.com", "new.reddit.com", "m.reddit.com", "np.reddit.com"}), _reddit),
    (frozenset({"github.com"}), _github),
    (frozenset({"gitlab.com"}), _gitlab),
    (frozenset({"bsky.app"}), _bluesky),
    (frozenset({"medium.com"}), _medium),
    (frozenset({"vimeo.com"}), _vimeo),
)
