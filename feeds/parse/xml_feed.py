"""RSS and Atom of every age, read by feedparser -> ParsedFeed."""

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from html.entities import html5
from typing import cast

from feeds.parse import fields
from feeds.parse.dates import from_struct, from_text, is_absurd
from feeds.parse.decode import UNSTORABLE
from feeds.parse.errors import NotAFeedError, NotWellFormedError, SurpriseError
from feeds.parse.identity import MAX_ENTRIES, distinct, newest
from feeds.parse.lean import read_lean
from feeds.parse.skips import skips
from feeds.parse.tombstones import deletions
from feeds.types import Entry, MediaLink, ParsedFeed

Values = dict[str, object]
_get = dict.get  # the value under exactly this key: FeedParserDict's own lookup answers one date for another
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")
_NUMBERED = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));?")
_LONGEST_NUMBER = 7  # digits of the last character, 1114111
_XML_OWN = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NAME_BESIDE_MAIL = re.compile(r"\S+@\S+ ?\((.+)\)|([^<>]+?) ?<\S+@\S+>")  # "a@b.org (Ada)", "Ada <a@b.org>"
_ANY_TTL = re.compile(r"\s*(\d{1,6})")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


def read_well_formed(document: str, *, url: str = "", warnings: Sequence[str] = ()) -> ParsedFeed:
    """Map a document that nobody has looked over. Raises NotAFeedError; SurpriseError unless it is well-formed."""
    try:
        found = read_lean(_with_plain_references(document), url=url)
    except (MemoryError, NotWellFormedError):
        raise
    except Exception as error:  # what it asks feedparser for, odd dates, raises whatever regular expressions lead to
        raise SurpriseError(str(error)) from error
    return _with_asides(_feed(found, url, list(warnings)), document)


def read_xml(document: str, *, url: str = "", warnings: list[str]) -> ParsedFeed:
    """Map a document that begins with the root of a feed. Raises NotAFeedError when it is none after all."""
    try:
        found = read_thoroughly(_with_plain_references(document).encode(), url=url)
    except MemoryError:
        raise
    except Exception as error:  # feedparser raises whatever a strange document leads it to
        raise NotAFeedError(f"the document could not be read as a feed ({type(error).__name__})") from error
    return _with_asides(_feed(found, url, warnings), document)


def _with_asides(feed: ParsedFeed, document: str) -> ParsedFeed:
    """What feedparser keeps only the last of."""
    skip_hours, skip_days = skips(document)
    return replace(feed, skip_hours=skip_hours, skip_days=skip_days, deleted=deletions(document))


def read_thoroughly(document: bytes, *, url: str) -> Values:
    """What feedparser.parse finds, without its own cleaning: feeds.clean does it, eight times faster."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    options = {"sanitize_html": False, "resolve_relative_uris": False}
    return cast("Values", feedparser.parse(io.BytesIO(document), response_headers=headers, **options))


def _with_plain_references(document: str) -> str:
    """References that every parser can follow.

    HTML's names (&nbsp;) become characters: XML knows five, and any other sends feedparser to its slow parser. Numbers
    that are no character of XML (&#0; &#xD800;) go: feedparser raises on them, and PostgreSQL would.
    """

    def named(match: re.Match[str]) -> str:
        if match[1] in _XML_OWN or match[1] not in html5:
            return match[0]
        return _SPECIAL.get(html5[match[1]], html5[match[1]])

    def numbered(match: re.Match[str]) -> str:
        digits, base = (match[1], 16) if match[1] else (match[2] or "0", 10)
        number = int(digits, base) if len(digits) <= _LONGEST_NUMBER else 0
        if number == 0 or number > sys.maxunicode or UNSTORABLE.match(chr(number)):
            return ""
        return match[0]

    return _NUMBERED.sub(numbered, _NAMED.sub(named, document))


def _feed(found: Values, url: str, warnings: list[str]) -> ParsedFeed:
    feed, raw_entries = _mapping(found, "feed"), _mappings(found, "entries")
    version = fields.text(found.get("version"), "type")
    if not (version or raw_entries or feed.get("title")):
        raise NotAFeedError("the document is XML but no feed: it has neither entries nor a title")
    language = fields.language(_get(feed, "language"))
    author = _author(feed)
    entries = distinct(_entry(raw, url, author, language, is_atom=version.startswith("atom")) for raw in raw_entries)
    if len(entries) > MAX_ENTRIES:
        warnings = [*warnings, f"only the newest {MAX_ENTRIES} of {len(entries)} entries are kept"]
    if found.get("bozo"):
        warnings = [*warnings, f"not well-formed, but readable: {found.get('bozo_exception')}"[:300]]
    if not entries:
        warnings = [*warnings, "the feed has no entries"]
    return ParsedFeed(
        format=version or "xml",
        title=_title(feed, is_atom=version.startswith("atom")),
        link=fields.address(_get(feed, "link")),
        language=language,
        ttl_minutes=_ttl(feed),
        hubs=fields.unique(_links(feed, "hub"), fields.MAX_HUBS),
        self_url=next(iter(_links(feed, "self")), ""),
        entries=tuple(newest(entries)),
        warnings=tuple(warnings),
    )


def _entry(raw: Values, url: str, author: str, language: str, *, is_atom: bool) -> Entry:
    content, summary = _content(raw), _mapping(raw, "summary_detail")
    base = fields.address(_get(content or summary, "base"))
    updated_at = _moment(raw, "updated")
    return Entry(
        guid=fields.markup(_get(raw, "id")),
        title=_title(raw, is_atom=is_atom),
        link=fields.address(_get(raw, "link")),
        # What feedparser calls `updated` is all that RSS 1.0 has: dc:date, the day of publishing.
        published_at=_moment(raw, "published") or _moment(raw, "created") or (None if is_atom else updated_at),
        updated_at=updated_at,
        author=_author(raw) or author,
        summary_html=_html(summary or {"value": _get(raw, "summary")}),
        content_html=_html(content),
        categories=fields.unique(
            [fields.text(_get(tag, "label") or _get(tag, "term"), "category") for tag in _mappings(raw, "tags")],
            fields.MAX_CATEGORIES,
        ),
        media=_media(raw),
        language=fields.language(_get(content, "language") or _get(summary, "language")) or language,
        base_url=base if base != url else "",
    )


def _mapping(values: Values, key: str) -> Values:
    value = _get(values, key)
    return value if isinstance(value, dict) else {}


def _mappings(values: Values, key: str) -> list[Values]:
    value = _get(values, key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _content(raw: Values) -> Values:
    """The richest of several contents: HTML before text, then the longest."""
    parts = _mappings(raw, "content")
    return max(parts, key=lambda part: (_is_markup(part), len(str(_get(part, "value")))), default={})


def _is_markup(part: Values) -> bool:
    return str(_get(part, "type") or "text/html") != "text/plain"


def _html(part: Values) -> str:
    return fields.markup(_get(part, "value")) if _is_markup(part) else fields.markup_of_text(_get(part, "value"))


def _title(values: Values, *, is_atom: bool) -> str:
    """A title as HTML. Atom says whether it is text; RSS does not, and `clean` looks at what stands there."""
    title = fields.text(_get(values, "title"), "title")
    detail = _mapping(values, "title_detail")
    return escape(title, quote=False) if is_atom and detail and not _is_markup(detail) else title


def _author(values: Values) -> str:
    """Names without the e-mail addresses that RSS asks for beside them."""
    said = fields.text(_get(values, "author"), "author")
    if beside := _NAME_BESIDE_MAIL.fullmatch(said):
        return str(beside[1] or beside[2])
    names = [fields.text(_get(person, "name"), "author") for person in _mappings(values, "authors")]
    return ", ".join(fields.unique(names, 10))[: fields.LONGEST["author"]] or said


def _moment(raw: Values, key: str) -> datetime | None:
    said = _get(raw, key)
    if is_absurd(said):
        return None
    return from_struct(_get(raw, f"{key}_parsed")) or from_text(said)


def _media(raw: Values) -> tuple[MediaLink, ...]:
    """Enclosures, Media RSS and the podcast's picture, once each."""
    links = [link for link in _mappings(raw, "links") if _get(link, "rel") == "enclosure"]
    found = [_link(part, "href") for part in links]
    found += [_link(part, "url") for part in _mappings(raw, "media_content")]
    found += [_link({**part, "type": "image"}, "url") for part in _mappings(raw, "media_thumbnail")]
    found += [_link({**_mapping(raw, "image"), "type": "image"}, "href")]
    once: dict[str, MediaLink] = {}
    for link in found:
        if link.url and not (link.url in once and once[link.url].type):
            once[link.url] = link
    return tuple(once.values())[: fields.MAX_MEDIA]


def _links(feed: Values, rel: str) -> list[str]:
    """The addresses of the feed's own atom:links of this kind."""
    return [
        found
        for link in _mappings(feed, "links")
        if _get(link, "rel") == rel and (found := fields.address(_get(link, "href")))
    ]


def _link(part: Values, key: str) -> MediaLink:
    kind = fields.text(_get(part, "type"), "type") or fields.text(_get(part, "medium"), "type")
    return MediaLink(fields.address(_get(part, key)), kind)


def _ttl(feed: Values) -> int | None:
    """Minutes a copy may be kept: RSS's ttl, or the syndication module's period over its frequency."""
    if match := _ANY_TTL.match(str(_get(feed, "ttl") or "")):
        return int(match[1]) or None
    period = _PERIODS.get(str(_get(feed, "sy_updateperiod")).strip().lower())
    frequency = _ANY_TTL.match(str(_get(feed, "sy_updatefrequency") or "1"))
    return period // max(1, int(frequency[1])) or None if period and frequency else None
