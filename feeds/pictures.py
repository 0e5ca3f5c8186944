"""The lead pictures of articles: fetch, re-encode, store. The order; readers' browsers never ask another host."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import structlog

from feeds import media
from feeds.fetch import fetch_many
from feeds.models import Media
from feeds.types import FetchRequest, FetchResult

log = structlog.get_logger(__name__)

COLUMNS = ("state", "due_at", "failures", "last_error", "name", "width", "height", "colour")


def store_many(media_ids: Sequence[int], *, now: datetime) -> int:
    """Fetch these pictures and keep copies. Returns how many are stored; the others say why on their rows.

    Runs twice without harm: a row that was stored meanwhile is left alone.
    """
    waiting = Media.objects.filter(pk__in=media_ids, is_lead=True).exclude(state=Media.State.STORED)
    by_url: dict[str, list[Media]] = defaultdict(list)
    for row in waiting.order_by("pk"):
        by_url[row.url].append(row)
    # FETCH: an address that several articles name is asked for once
    count = 0
    for result in fetch_many([FetchRequest(url) for url in by_url]):
        for row in by_url[result.request.url]:
            count += _settle(row, result, now=now)
    return count


def _settle(row: Media, result: FetchResult, *, now: datetime) -> bool:
    """Write down how it ended. Whether the picture is stored."""
    try:
        # INSPECT, RE-ENCODE
        derived = media.received(result)
    except media.NotReceivedError as error:
        if error.wait is None:
            row.record_failure(error=str(error), now=now)
        else:
            row.due_at = now + error.wait
        _save(row)
        return False
    except media.PictureError as error:
        log.info("picture_refused", media=row.pk, url=row.url, error=str(error))
        row.record_refusal(error=str(error))
        _save(row)
        return False
    # STORE: the files first, so that no row names what is not there
    row.name = media.store(derived.files)
    row.width, row.height, row.colour = derived.width, derived.height, derived.colour
    row.state, row.due_at, row.last_error = Media.State.STORED, None, ""
    if _save(row):
        return True
    media.remove(row.name, derived.files)
    return False


def _save(row: Media) -> bool:
    """Save the row unless it is gone, or somebody else stored its picture. Whether it was saved."""
    values = {name: getattr(row, name) for name in COLUMNS}
    return bool(Media.objects.filter(pk=row.pk).exclude(state=Media.State.STORED).update(**values))
