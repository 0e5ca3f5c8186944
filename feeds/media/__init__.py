"""Pictures of articles: what may be opened, and the copies that the site serves.

The modules, in the order of the journey: `derive` (upright copies without metadata, made in a child), `received` (those
of a publisher's answer), `files` (stored and removed), `strays` (files that no row names), `icons` (where a site has
its icon).
"""

from feeds.media.derive import Derived, PictureError, derive, derive_icon
from feeds.media.files import read, remove, store
from feeds.media.icons import MOST as ICONS_TRIED
from feeds.media.icons import icon_addresses
from feeds.media.received import NotReceivedError, received
from feeds.media.strays import remove_strays
from feeds.models.icon import WIDTH as ICON_WIDTH

__all__ = [
    "ICONS_TRIED",
    "ICON_WIDTH",
    "Derived",
    "NotReceivedError",
    "PictureError",
    "derive",
    "derive_icon",
    "icon_addresses",
    "read",
    "received",
    "remove",
    "remove_strays",
    "store",
]
