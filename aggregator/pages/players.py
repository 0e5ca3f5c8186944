"""Videos of other sites in a text: a still of our own and a button; their player comes when a reader presses it.

Until then nobody there learns that somebody reads this. Without JavaScript the button is a link to the video's page.
"""

import re
from collections.abc import Mapping
from functools import partial
from html import unescape

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from feeds.clean import PLAYER_HOSTS, Video, video_of
from feeds.models import Illustration, Media

# As feeds.clean writes a frame: nothing but a link to the page of the video.
_FIGURE = re.compile(r'<figure><a href="([^"]*)" rel="[^"]*">[A-Za-z]{1,20}</a></figure>')


def videos_in(html: str) -> list[Video]:
    """The videos of stored html that have a player."""
    return [video for figure in _FIGURE.finditer(html) if (video := _playable(figure)) is not None]


def with_players(html: str, stills: Mapping[str, Illustration]) -> SafeString:
    """Printable html, its videos as blocks to press; `stills` are pictures by the address they came from."""
    return mark_safe(_FIGURE.sub(partial(_block, stills), html))  # noqa: S308  feeds.clean cleaned it


def player(video: Video, still: Illustration | Media | None) -> str:
    """One video as a block to press."""
    return render_to_string("pages/_player.html", {"video": video, "still": still})


def may_play(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page with text of publishers: it alone may show players, and only those that we build."""
    csp_update({"frame-src": list(PLAYER_HOSTS)})(lambda _request: response)(request)
    return response


def _block(stills: Mapping[str, Illustration], figure: re.Match[str]) -> str:
    video = _playable(figure)
    return figure[0] if video is None else player(video, stored_still(video, stills))


def stored_still(video: Video, stills: Mapping[str, Illustration]) -> Illustration | None:
    """The copy of its still picture, once there is one."""
    still = stills.get(video.still)
    return still if still is not None and still.state == Illustration.State.STORED else None


def _playable(figure: re.Match[str]) -> Video | None:
    video = video_of(unescape(figure[1]))
    return video if video is not None and video.player else None
