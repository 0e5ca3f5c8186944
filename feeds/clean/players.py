"""Videos of the large players: known by their address, and rebuilt by us from the id alone (pure).

A publisher's frame goes. In its place stands a figure with nothing but a link to the video's page, which every reader
program understands, and which a page of ours turns into a player when somebody presses play.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_NO_VIDEOS = frozenset({"videoseries", "live_stream"})  # eleven letters that YouTube uses for something else
_VIMEO_ID, _VIMEO_SECRET = re.compile(r"[0-9]{5,12}"), re.compile(r"[0-9a-f]{6,20}")
_DAILYMOTION_ID = re.compile(r"[kx][A-Za-z0-9]{4,12}")
_PEERTUBE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[1-9A-HJ-NP-Za-km-z]{22}")
# What the cleaner leaves of a frame, for the moment: addresses of videos, in src or where a script would look for it.
_FRAME = re.compile(r'<iframe((?: [\w-]+="[^"]*")*)>.*?</iframe>', re.DOTALL)
_ADDRESS = re.compile(r'="([^"]*)"')
# Hosts of our own players, as a Content-Security-Policy names them.
PLAYER_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://geo.dailymotion.com")


@dataclass(frozen=True, slots=True)
class Video:
    """A video at somebody's: its page, the address of its player, and its still picture; empty where there is none."""

    site: str
    page: str
    player: str = ""
    still: str = ""


def video_of(address: str) -> Video | None:
    """The video behind the address of its page or of its player; None for all other addresses."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    known = _SITES.get(host)
    return known(parts) if known else _peertube(parts)


def settle_frames(cleaned: str) -> str:
    """Frames of known players as links to the video's page; all others are gone."""
    return _FRAME.sub(_figure, cleaned) if "<iframe" in cleaned else cleaned


def _figure(frame: re.Match[str]) -> str:
    found = (video_of(html.unescape(address).strip()) for address in _ADDRESS.findall(frame[1]))
    video = next(filter(None, found), None)
    return f'<figure><a href="{html.escape(video.page)}">{video.site}</a></figure>' if video else ""


def _path(parts: SplitResult) -> list[str]:
    return [part for part in parts.path.split("/") if part]


def _said(parts: SplitResult, name: str) -> str:
    return parse_qs(parts.query, max_num_fields=50).get(name, [""])[0]


def _youtube(parts: SplitResult) -> Video | None:
    path = _path(parts)
    if len(path) == 2 and path[0] in {"embed", "v", "shorts", "live"}:  # noqa: PLR2004 -- kind and id
        return _of_youtube(path[1])
    return _of_youtube(_said(parts, "v")) if path == ["watch"] else None


def _youtube_short(parts: SplitResult) -> Video | None:
    path = _path(parts)
    return _of_youtube(path[0]) if len(path) == 1 else None


def _of_youtube(identity: str) -> Video | None:
    if not _YOUTUBE_ID.fullmatch(identity) or identity in _NO_VIDEOS:
        return None
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?v={identity}",
        f"https://www.youtube-nocookie.com/embed/{identity}?autoplay=1",
        f"https://i.ytimg.com/vi/{identity}/hqdefault.jpg",
    )


def _vimeo(parts: SplitResult) -> Video | None:
    path = _path(parts)
    if path[:1] == ["video"]:
        path = path[1:]
    if not path or len(path) > 2 or not _VIMEO_ID.fullmatch(path[0]):  # noqa: PLR2004 -- id and secret
        return None
    secret = path[1] if len(path) > 1 else _said(parts, "h")  # of videos that only who has the link may see
    if secret and not _VIMEO_SECRET.fullmatch(secret):
        return None
    player = f"https://player.vimeo.com/video/{path[0]}?autoplay=1&dnt=1" + (f"&h={secret}" if secret else "")
    return Video("Vimeo", f"https://vimeo.com/{path[0]}" + (f"/{secret}" if secret else ""), player)


def _dailymotion(parts: SplitResult) -> Video | None:
    path = _path(parts)
    identity = path[-1] if path[:-1] in (["video"], ["embed", "video"]) else _said(parts, "video")
    return _of_dailymotion(identity)


def _dailymotion_short(parts: SplitResult) -> Video | None:
    path = _path(parts)
    return _of_dailymotion(path[0]) if len(path) == 1 else None


def _of_dailymotion(identity: str) -> Video | None:
    if not _DAILYMOTION_ID.fullmatch(identity):
        return None
    return Video(
        "Dailymotion",
        f"https://www.dailymotion.com/video/{identity}",
        f"https://geo.dailymotion.com/player.html?video={identity}",
        f"https://www.dailymotion.com/thumbnail/video/{identity}",
    )


def _peertube(parts: SplitResult) -> Video | None:
    """Thousands of hosts run PeerTube, and a policy cannot name them: their videos get a link and no player."""
    path = _path(parts)
    if path[:-1] not in (["videos", "embed"], ["w"]) or not _PEERTUBE_ID.fullmatch(path[-1]):
        return None
    return Video("PeerTube", f"https://{quote(parts.hostname or '', safe='.-')}/w/{path[-1]}")


_SITES: dict[str, Callable[[SplitResult], Video | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube_short,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "geo.dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion_short,
}
