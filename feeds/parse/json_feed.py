"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> ParsedFeed."""

import json
import re
from collections.abc import Mapping
from html import escape

from feeds.parse import fields
from feeds.parse.dates import from_text
from feeds.parse.errors import NotAFeedError
from feeds.parse.identity import MAX_ENTRIES, distinct, newest
from feeds.parse.scan import MAX_ITEMS
from feeds.types import Entry, MediaLink, ParsedFeed

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/([\d.]{1,8})")
_FORMATS = {"1": "json10", "1.0": "json10", "1.1": "json11"}


def read_json(text: str) -> ParsedFeed:
    """Map a JSON Feed. Raises NotAFeedError for other JSON."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError("the document begins like JSON but cannot be read as JSON") from error
    version = _VERSION.match(str(document.get("version"))) if isinstance(document, dict) else None
    items = document.get("items") if isinstance(document, dict) else None
    if version is None or not isinstance(items, list):
        raise NotAFeedError("the document is JSON but no feed: it is not in the JSON Feed format")
    warnings = [] if version[1] in _FORMATS else [f"JSON Feed {version[1]} is not known; it was read as 1.1"]
    if len(items) > MAX_ITEMS:
        warnings.append(f"only the first {MAX_ITEMS} entries were read")
    language = fields.language(document.get("language"))
    author = _author(document)
    entries = distinct(_entry(item, author, language) for item in items[:MAX_ITEMS] if isinstance(item, Mapping))
    if len(entries) > MAX_ENTRIES:
        warnings.append(f"only the newest {MAX_ENTRIES} of {len(entries)} entries are kept")
    return ParsedFeed(
        format=_FORMATS.get(version[1], "json11"),
        title=escape(fields.text(document.get("title"), "title"), quote=False),
        link=fields.address(document.get("home_page_url")),
        language=language,
        hubs=_hubs(document),
        self_url=fields.address(document.get("feed_url")),
        entries=tuple(newest(entries)),
        warnings=tuple(warnings if entries else [*warnings, "the feed has no entries"]),
    )


def _entry(item: Mapping[str, object], author: str, language: str) -> Entry:
    content = fields.markup(item.get("content_html")) or fields.markup_of_text(item.get("content_text"))
    return Entry(
        guid=fields.markup(_name(item.get("id"))),
        title=escape(fields.text(item.get("title"), "title"), quote=False),
        link=fields.address(item.get("url")) or fields.address(item.get("external_url")),
        published_at=from_text(item.get("date_published")),
        updated_at=from_text(item.get("date_modified")),
        author=_author(item) or author,
        summary_html=fields.markup_of_text(item.get("summary")),
        content_html=content,
        categories=fields.unique([fields.text(tag, "category") for tag in _list(item, "tags")], fields.MAX_CATEGORIES),
        media=_media(item),
        language=fields.language(item.get("language")) or language,
    )


def _name(value: object) -> object:
    """An id; numbers are not allowed by the format but published all the same."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _list(item: Mapping[str, object], key: str) -> list[object]:
    value = item.get(key)
    return value if isinstance(value, list) else []


def _hubs(document: Mapping[str, object]) -> tuple[str, ...]:
    """Hubs that speak WebSub, whatever they call it; rssCloud's would not understand us."""
    named = [hub for hub in _list(document, "hubs") if isinstance(hub, Mapping)]
    ours = [hub for hub in named if str(hub.get("type")).lower() in {"websub", "pubsubhubbub"}]
    return fields.unique([fields.address(hub.get("url")) for hub in ours], fields.MAX_HUBS)


def _author(item: Mapping[str, object]) -> str:
    """Names in `authors` (1.1) or `author` (1.0)."""
    people = [person for person in [*_list(item, "authors"), item.get("author")] if isinstance(person, Mapping)]
    names = [fields.text(person.get("name"), "author") for person in people]
    return ", ".join(fields.unique(names, 10))[: fields.LONGEST["author"]]


def _media(item: Mapping[str, object]) -> tuple[MediaLink, ...]:
    found = [
        MediaLink(fields.address(part.get("url")), fields.text(part.get("mime_type"), "type"))
        for part in _list(item, "attachments")
        if isinstance(part, Mapping)
    ]
    pictures = [MediaLink(fields.address(item.get(key)), "image") for key in ("image", "banner_image")]
    once = {link.url: link for link in [*reversed(pictures), *reversed(found)] if link.url}
    return tuple(reversed(once.values()))[: fields.MAX_MEDIA]
