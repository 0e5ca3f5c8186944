"""Bytes -> ParsedFeed: decode, look what it is, refuse what is hostile, map to entries. In a limited child if asked.

The modules, in the order of the journey: `limited` hands the bytes to a child (feeds.limited), where `document` runs
`decode`, `scan`, then `xml_feed` (feedparser) or `json_feed`, with `dates`, `fields`, `skips` and `identity`;
the feed comes back over the `wire`.
"""

from feeds.parse.document import parse
from feeds.parse.errors import NotAFeedError, TooCostlyError
from feeds.parse.limited import parse_limited

__all__ = ["NotAFeedError", "TooCostlyError", "parse", "parse_limited"]
