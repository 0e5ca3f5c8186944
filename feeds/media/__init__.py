"""Pictures of articles: which one leads, what may be opened, and the copies that the site serves.

The modules, in the order of the journey: `lead` (which picture stands for an article), `inspect` (is it a picture, and
not too large to open?), `derive` (upright copies without metadata), `files` (stored and removed).
"""

from feeds.media.derive import Derived, derive
from feeds.media.files import read, remove, store
from feeds.media.inspect import PictureError
from feeds.media.lead import Lead, lead

__all__ = ["Derived", "Lead", "PictureError", "derive", "lead", "read", "remove", "store"]
