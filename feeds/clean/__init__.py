"""Safe HTML, plain text, canonical addresses (pure).

The modules: `addresses` (what may be linked), `allowed` and `markup` (the one allow-list, nh3), `players` (frames of
known players as links), `tags` (addresses, and the rules of `pictures`: lazy ones loaded, trackers gone),
`settled` (need it be cleaned again?), `plain` (text of HTML), `entries` (a whole parsed feed).
"""

from feeds.clean.addresses import absolute, canonical_url
from feeds.clean.entries import clean
from feeds.clean.markup import CLEANER_VERSION, clean_html
from feeds.clean.plain import as_title, plain_text, text_of_cleaned
from feeds.clean.players import PLAYER_HOSTS, Video, video_of

__all__ = [
    "CLEANER_VERSION",
    "PLAYER_HOSTS",
    "Video",
    "absolute",
    "as_title",
    "canonical_url",
    "clean",
    "clean_html",
    "plain_text",
    "text_of_cleaned",
    "video_of",
]
