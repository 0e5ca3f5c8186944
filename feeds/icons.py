"""The icons of publishers' sites: find, fetch, re-encode, store. The order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from feeds import media
from feeds.fetch import fetch_many
from feeds.models import Feed, Icon
from feeds.types import FetchRequest, FetchResult, Outcome

AT_ONCE = 500  # feeds that are given their row in one sweep


def note_new(*, now: datetime) -> int:
    """Give each feed that was reached a row for its icon, due now. Returns how many there were."""
    bare = Feed.objects.active().filter(icon__isnull=True, last_ok_at__isnull=False).order_by("pk")[:AT_ONCE]
    return len(Icon.objects.bulk_create([Icon(feed=feed, due_at=now) for feed in bare], ignore_conflicts=True))


def store_many(icon_ids: Sequence[int], *, now: datetime) -> int:
    """Fetch these icons and keep copies. Returns how many; the others say why on their rows."""
    rows = list(Icon.objects.filter(pk__in=icon_ids).select_related("feed").order_by("pk"))
    # FIND: what each site's page names
    pages = {row.pk: row.feed.site_url or urljoin(row.feed.url, "/") for row in rows}
    named = {result.request.url: _named(result) for result in _fetched(pages.values())}
    # FETCH, RE-ENCODE: the first address of each that holds a picture, a round for each rank
    found: dict[str, bytes] = {}
    for rank in range(media.ICONS_TRIED):
        open_pages = {url for url in named if not any(address in found for address in named[url])}
        wanted = {named[url][rank] for url in open_pages if len(named[url]) > rank}
        for result in _fetched(wanted):
            if copy := _copy(result):
                found[result.request.url] = copy
    # STORE
    return sum(_settle(row, [found[one] for one in named[pages[row.pk]] if one in found], now=now) for row in rows)


def _fetched(urls: Iterable[str]) -> Iterable[FetchResult]:
    return fetch_many([FetchRequest(url) for url in sorted(set(urls))])


def _named(page: FetchResult) -> list[str]:
    if page.outcome in {Outcome.FAILED, Outcome.GONE}:
        return [urljoin(page.request.url, "/favicon.ico")]
    return media.icon_addresses(page.body, base_url=page.final_url)


def _copy(result: FetchResult) -> bytes | None:
    if result.outcome in {Outcome.FAILED, Outcome.GONE}:
        return None
    try:
        return media.derive_icon(result.body)
    except media.PictureError:
        return None


def _settle(row: Icon, copies: Sequence[bytes], *, now: datetime) -> bool:
    """Write down how it ended. Whether there is a new copy."""
    before = row.name
    if copies:
        row.record_stored(name=media.store({media.ICON_WIDTH: copies[0]}), now=now)
    else:
        row.record_failure(error=_("the site has no icon that can be shown"), now=now)
    values = {name: getattr(row, name) for name in ("due_at", "failures", "last_error", "name")}
    is_saved = bool(Icon.objects.filter(pk=row.pk).update(**values))
    unneeded = before if is_saved else row.name
    if copies and unneeded:
        media.remove(unneeded, [media.ICON_WIDTH])
    return is_saved and bool(copies)
