"""The order of reading one document. Bounded in what it returns, not in time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from feeds import language
from feeds.clean import canonical_url, clean, text_of_cleaned
from feeds.dedupe import content_hash
from feeds.fit import fit
from feeds.lead import lead
from feeds.parse import parse
from feeds.spaces import count_words
from feeds.types import Entry, ParsedFeed

SUMMARY_READ = 1_000  # characters of a summary's text; a card shows three hundred


def cleaned(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """A document's safe entries as the publisher dated and named them. Raises NotAFeedError."""
    return clean(parse(body, url=url, content_type=content_type), base_url=url)


def read(body: bytes, *, now: datetime, url: str = "", content_type: str = "") -> ParsedFeed:
    """A document's safe entries as their rows hold them. Raises NotAFeedError."""
    feed = cleaned(body, url=url, content_type=content_type)
    of_feed = feed.language.replace("_", "-").lower()
    entries = (entry._replace(link=canonical_url(entry.link)) for entry in feed.entries)
    fitted = tuple(map(_worked_out, _with_languages((fit(entry, now=now) for entry in entries), of_feed)))
    return replace(feed, language=of_feed, entries=fitted)


def _with_languages(entries: Iterable[Entry], of_feed: str) -> Iterator[Entry]:
    """What an entry says of its language, else its feed, else a guess from the words."""
    texts = language.Texts()
    for entry in entries:
        said = entry.language.replace("_", "-").lower() or of_feed
        said = said or texts.language_of(f"{entry.title}\n{entry.text}")
        yield entry if entry.language == said else entry._replace(language=said)


def _worked_out(entry: Entry) -> Entry:
    """The entry with what its article needs beside it."""
    html = entry.content_html or entry.summary_html
    is_apart = bool(entry.summary_html and entry.content_html)
    return entry._replace(
        summary_text=text_of_cleaned(entry.summary_html)[:SUMMARY_READ] if is_apart else "",
        content_hash=content_hash(entry),
        word_count=count_words(entry.text),
        lead=lead(entry.media, html),
    )
