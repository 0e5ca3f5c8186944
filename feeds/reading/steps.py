"""The order of reading one document. Bounded in what it returns, not in time."""

from dataclasses import replace
from datetime import datetime

from feeds.clean import canonical_url, clean
from feeds.fit import fit
from feeds.language import language_of
from feeds.parse import parse
from feeds.types import Entry, ParsedFeed


def cleaned(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """A document's safe entries as the publisher dated and named them. Raises NotAFeedError."""
    return clean(parse(body, url=url, content_type=content_type), base_url=url)


def read(body: bytes, *, now: datetime, url: str = "", content_type: str = "") -> ParsedFeed:
    """A document's safe entries as their rows hold them. Raises NotAFeedError."""
    feed = cleaned(body, url=url, content_type=content_type)
    language = feed.language.replace("_", "-").lower()
    entries = (replace(entry, link=canonical_url(entry.link)) for entry in feed.entries)
    fitted = tuple(_with_language(fit(entry, now=now), language) for entry in entries)
    return replace(feed, language=language, entries=fitted)


def _with_language(entry: Entry, of_feed: str) -> Entry:
    """What the entry says of its language, else its feed, else a guess from the words."""
    said = entry.language.replace("_", "-").lower() or of_feed
    return replace(entry, language=said or language_of(f"{entry.title}\n{entry.text}"))
