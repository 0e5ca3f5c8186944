"""A whole parsed feed made safe: what `ingest` saves and pages show."""

from dataclasses import replace
from urllib.parse import urlsplit

from feeds.clean.addresses import absolute
from feeds.clean.markup import clean_html
from feeds.clean.plain import as_title, first_words, text_of_cleaned
from feeds.types import Entry, MediaLink, ParsedFeed


def clean(parsed: ParsedFeed, *, base_url: str) -> ParsedFeed:
    """Titles as text, HTML safe, links absolute, `text` filled. Addresses that may not be linked become empty."""
    base = absolute(base_url)
    link = absolute(parsed.link, base)
    entries = tuple(_entry(entry, base or link) for entry in parsed.entries)
    return replace(parsed, title=as_title(parsed.title)[:300], link=link, entries=entries)


def _entry(entry: Entry, base: str) -> Entry:
    link = absolute(entry.link, base) if entry.link else ""
    inside = absolute(entry.base_url, base) or base or link
    content = clean_html(entry.content_html, base_url=inside)
    # feedparser gives the content as summary where there is none
    is_same = entry.summary_html == entry.content_html
    summary = content if is_same else clean_html(entry.summary_html, base_url=inside)
    text = text_of_cleaned(content or summary)
    return entry._replace(
        title=as_title(entry.title) or first_words(text or text_of_cleaned(summary)) or _last_resort(entry, link),
        link=link if link.startswith("http") else "",
        author=as_title(entry.author)[:200],
        summary_html=summary,
        content_html=content,
        text=text,
        categories=tuple(filter(None, (as_title(category) for category in entry.categories))),
        media=_media(entry.media, inside),
    )


def _last_resort(entry: Entry, link: str) -> str:
    """A name for an entry that says nothing: where it leads, or what its publisher calls it."""
    parts = urlsplit(link)
    return as_title((parts.hostname or "") + parts.path.rstrip("/")) or as_title(entry.guid) or "-"


def _media(media: tuple[MediaLink, ...], base: str) -> tuple[MediaLink, ...]:
    found = {address: MediaLink(address, link.type) for link in media if (address := absolute(link.url, base))}
    return tuple(link for address, link in found.items() if address.startswith("http"))
