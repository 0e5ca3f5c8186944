"""COLLECT: an address -> checked claims, through the crawler's own door: feeds and their pages, ClaimReview, or CSV."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from feeds.clean import canonical_url
from feeds.fetch import fetch_one, fetch_then, from_settings
from feeds.parse import NotAFeedError
from feeds.permits import permits
from feeds.reading import clean_limited
from feeds.types import FetchRequest, FetchResult, Outcome
from moderation.models import Reference
from moderation.references.reading import DATA, PAGE, TABLE, read_limited
from moderation.references.types import Checked, Found, UnreadableError

PAGES = 50  # newest entries whose pages are asked for in one visit, at one a second for a domain
PAGE_BYTES = 5_000_000  # decoded, as feeds.full_text
BODY_BYTES = 40_000_000  # the Data Commons' feed of reviews; the crawler's other documents are under 10 MB
TOLD = 20  # problems that anybody reads
_READ = frozenset({Outcome.FETCHED, Outcome.UNCHANGED})


class CollectError(Exception):
    """Nothing could be collected; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What an address brought: checked claims, how many pages were read for them, what could not be used."""

    checked: tuple[Checked, ...] = ()
    pages: int = 0
    problems: tuple[str, ...] = ()
    title: str = ""


def collect(url: str, *, now: datetime) -> Collected:
    """The checked claims of a feed of fact-checks (through its pages), a document of ClaimReview, or a CSV.

    Raises CollectError.
    """
    result = fetch_one(FetchRequest(url), policy=replace(from_settings(), body_bytes=BODY_BYTES))
    if result.outcome not in _READ:
        raise CollectError(result.error or _("the address gave no document"))
    form = _form(result)
    if form:
        return _whole(result, form)
    try:
        feed = clean_limited(result.body, url=result.final_url, content_type=result.content_type)
    except NotAFeedError as error:
        return _page_alone(result, error)
    newest = sorted(feed.entries, key=lambda one: one.updated_at or one.published_at or now, reverse=True)
    moments = {canonical_url(one.link): one.updated_at for one in newest[:PAGES]}
    return replace(_pages(_unread(moments)), title=feed.title)


def _form(result: FetchResult) -> str:
    """Which document it is, by its type and its first sign; empty for what may be a feed."""
    kind = result.content_type.partition(";")[0].strip().lower()
    if kind.endswith("csv"):
        return TABLE
    start = result.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    is_json_feed = b'"https://jsonfeed.org' in result.body[:2_000]
    return DATA if start in {b"{", b"["} and not is_json_feed else ""


def _whole(result: FetchResult, form: str) -> Collected:
    try:
        found = read_limited(result.body, form=form, content_type=result.content_type)
    except UnreadableError as error:
        raise CollectError(str(error)) from error
    if form == TABLE and found.problems:
        raise CollectError(" ".join(found.problems))
    if not found.checked:
        raise CollectError(" ".join(found.problems[:1]) or _("the document holds no ClaimReview"))
    return Collected(found.checked, 0, found.problems)


def _page_alone(result: FetchResult, why: NotAFeedError) -> Collected:
    """It is no feed; a single fact-check, perhaps."""
    found = _read(result)
    if not isinstance(found, Found) or not found.checked:
        raise CollectError(str(why)) from why
    return Collected(found.checked, 1, found.problems)


def _unread(moments: Mapping[str, datetime | None]) -> list[str]:
    """The pages that were not read yet, or that their feed says were changed since."""
    known = dict(Reference.objects.filter(url__in=moments).values_list("url", "changed_at"))
    return [url for url, moment in moments.items() if url and (url not in known or (moment and moment > known[url]))]


def _pages(urls: Sequence[str]) -> Collected:
    allowed = permits(urls)
    problems = [f"{url}: {permit.why_not}" for url, permit in allowed.items() if permit.why_not]
    open_urls = [url for url in urls if not allowed[url].why_not and not allowed[url].is_unknown]
    checked: list[Checked] = []
    policy = replace(from_settings(), body_bytes=PAGE_BYTES)
    with closing(fetch_then(map(FetchRequest, open_urls), _read, policy=policy)) as lists:
        for result, found in (one for results in lists for one in results):
            if isinstance(found, Found):
                checked += found.checked
                problems += [f"{result.request.url}: {why}" for why in found.problems]
            else:
                problems.append(f"{result.request.url}: {found}")
    return Collected(tuple(checked), len(open_urls), tuple(problems[:TOLD]))


def _read(result: FetchResult) -> Found | UnreadableError:
    """What a fetched page holds, or why nothing. Called in threads, the work is a child's."""
    if result.outcome not in _READ:
        return UnreadableError(result.error)
    try:
        return read_limited(result.body, form=PAGE, url=result.final_url, content_type=result.content_type)
    except UnreadableError as error:
        return error
