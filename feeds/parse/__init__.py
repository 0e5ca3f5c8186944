"""Bytes -> ParsedFeed: decode, look what it is, refuse what is hostile, map to entries.

The modules, in the order of the journey: `document` runs `decode`, `scan`, then `xml_feed` (`lean` where the document
is an ordinary one, after `mend` where it is nearly one, else feedparser) or `json_feed`, with `dates`, `fields`,
`skips`, `tombstones` and `identity`.
"""

from feeds.parse.document import parse
from feeds.parse.errors import NotAFeedError, TooCostlyError

__all__ = ["NotAFeedError", "TooCostlyError", "parse"]
