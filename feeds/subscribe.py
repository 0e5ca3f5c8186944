"""From the address a person pastes to a feed that is crawled: look it up, fetch it, find the feed of a page, add it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from feeds.add import AddressError, add_unverified, feed_address
from feeds.clean import canonical_url
from feeds.discover import common_addresses, feed_links
from feeds.fetch import fetch_many, fetch_one
from feeds.models import Feed
from feeds.opml import OpmlError, Outline, import_opml
from feeds.parse import NotAFeedError
from feeds.platforms import profile_feed
from feeds.reading import clean_limited
from feeds.types import FetchRequest, FetchResult, Outcome, ParsedFeed

__all__ = [
    "OpmlError",
    "Outline",
    "SubscribeError",
    "Subscribed",
    "add_unverified",
    "import_opml",
    "subscribe",
    "subscribe_many",
]


class SubscribeError(Exception):
    """Nothing was added; the message is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The feed that an address led to; `existed` when the site had it before."""

    feed_id: int
    url: str
    title: str
    existed: bool


def subscribe(
    url: str, *, now: datetime, added_by_id: int | None = None, topic: str | None = None, title: str = ""
) -> Subscribed:
    """Add the feed at this address, or the one that the page there names; its title unless one is given.

    `topic` names its usual topic. Raises SubscribeError.
    """
    wanted = Outline(url=url, title=title)
    address = _address(url)
    if known := _known(address):
        return known
    return _add(fetch_one(FetchRequest(address)), wanted, topic=topic, now=now, added_by_id=added_by_id)


def subscribe_many(
    outlines: Iterable[Outline], *, now: datetime, added_by_id: int | None = None
) -> Iterator[tuple[Outline, Subscribed | SubscribeError]]:
    """Add the feeds of a list, fetched side by side; yields each with what became of it, in no order.

    A folder whose name names a topic becomes the usual topic of its feeds.
    """
    waiting: dict[str, list[Outline]] = {}
    for outline in outlines:
        try:
            address = _address(outline.url)
        except SubscribeError as error:
            yield outline, error
            continue
        if known := _known(address):
            yield outline, known
        else:
            waiting.setdefault(address, []).append(outline)
    for result in fetch_many([FetchRequest(address) for address in waiting]):
        outline, *others = waiting[result.request.url]
        found: Subscribed | SubscribeError
        try:
            found = _add(result, outline, topic=outline.folder, now=now, added_by_id=added_by_id)
        except SubscribeError as error:
            found = error
        yield outline, found
        for other in others:  # the same address in another spelling
            yield other, found if isinstance(found, SubscribeError) else replace(found, existed=True)


def _address(url: str) -> str:
    try:
        return feed_address(url)
    except AddressError as error:
        raise SubscribeError(str(error)) from error


def _known(address: str) -> Subscribed | None:
    feed = Feed.objects.filter(url=address).select_related("duplicate_of").first()
    feed = (feed.duplicate_of or feed) if feed else None
    return Subscribed(feed.pk, feed.url, str(feed), existed=True) if feed else None


def _add(
    result: FetchResult, wanted: Outline, *, topic: str | None, now: datetime, added_by_id: int | None
) -> Subscribed:
    """Store the fetched feed, or the best one that the fetched page leads to."""
    if result.outcome in {Outcome.FAILED, Outcome.GONE, Outcome.POSTPONED}:
        raise SubscribeError(_("%(url)s: %(error)s") % {"url": result.request.url, "error": result.error})
    try:
        address, parsed = _place(result), _parsed(result)
    except NotAFeedError as error:
        address, parsed = _discovered(result, str(error))
    if known := _known(address):
        return known
    title = wanted.title or parsed.title
    feed, is_new = add_unverified(address, title=title, topic=topic, now=now, added_by_id=added_by_id)
    return Subscribed(feed.pk, feed.url, str(feed), existed=not is_new)


def _place(result: FetchResult) -> str:
    """Where the feed lives: the address it moved to for good, else the one that was asked."""
    return canonical_url(result.permanent_url) or result.request.url


def _parsed(result: FetchResult) -> ParsedFeed:
    return clean_limited(result.body, url=result.final_url, content_type=result.content_type)


def _discovered(page: FetchResult, why: str) -> tuple[str, ParsedFeed]:
    """The address and document of the best feed the page leads to: named by a link, else at a usual place.

    The first one with entries wins; an empty feed is better than none. Raises SubscribeError.
    """
    empty: tuple[str, ParsedFeed] | None = None
    named = feed_links(page.body, base_url=page.final_url)
    guessed = filter(None, [profile_feed(page.final_url), *common_addresses(page.final_url)])
    for address in [*named, *guessed]:
        result = fetch_one(FetchRequest(canonical_url(address)))
        if result.outcome != Outcome.FETCHED:
            continue
        try:
            found = _place(result), _parsed(result)
        except NotAFeedError:
            continue
        if found[1].entries:
            return found
        empty = empty or found
    if empty is not None:
        return empty
    raise SubscribeError(
        _(
            "%(url)s is not a feed (%(why)s), and none was found from there. "
            "Look for a link called RSS or Atom on it and paste that address."
        )
        % {"url": page.request.url, "why": why}
    )
