"""Fetch, re-encode, store what readers wait for. The order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from feeds import media
from feeds.fetch import fetch_many
from feeds.fetch.policy import from_settings
from feeds.models import Illustration
from feeds.types import FetchRequest, FetchResult

log = structlog.get_logger(__name__)

SECONDS = 10.0  # of one fetch: a reader waits, and a batch with one slow publisher lasts no longer
# Between two requests to a domain. A browser would ask for all pictures of a page at once; one by one and five a
# second is gentler, and the twentieth is there when a reader has come to it.
SPACING_S = 0.2
COLUMNS = ("state", "due_at", "failures", "last_error", "name", "width", "height", "size")


def store_many(ids: Sequence[int], *, now: datetime) -> int:
    """Fetch these pictures and keep copies. Returns how many are stored; the others say why on their rows.

    Runs twice without harm: a row that was stored meanwhile is left alone.
    """
    rows = {row.url: row for row in Illustration.objects.filter(pk__in=ids, state=Illustration.State.NAMED)}
    policy = replace(from_settings(), total_s=SECONDS, spacing_s=SPACING_S)
    results = fetch_many([FetchRequest(url) for url in sorted(rows)], policy=policy)
    return sum(_settle(rows[result.request.url], result, now=now) for result in results)


def _settle(row: Illustration, result: FetchResult, *, now: datetime) -> bool:
    """Write down how it ended. Whether the picture is stored."""
    try:
        derived = media.received(result)
    except media.NotReceivedError as error:
        if error.wait is None:
            row.record_failure(error=str(error), now=now)
        else:
            row.due_at = now + error.wait
        _save(row)
        return False
    except media.PictureError as error:
        log.info("illustration_refused", illustration=row.pk, url=row.url, error=str(error))
        row.record_refusal(error=str(error))
        _save(row)
        return False
    # STORE: the files first, so that no row names what is not there
    row.name = media.store(derived.files)
    row.width, row.height, row.size = derived.width, derived.height, sum(map(len, derived.files.values()))
    row.state, row.due_at, row.last_error = Illustration.State.STORED, None, ""
    if _save(row):
        return True
    media.remove(row.name, derived.files)
    return False


def _save(row: Illustration) -> bool:
    """Save the row unless it is gone, or somebody else stored its picture. Whether it was saved."""
    values = {name: getattr(row, name) for name in COLUMNS}
    return bool(Illustration.objects.filter(pk=row.pk).exclude(state=Illustration.State.STORED).update(**values))
