"""Publishers' pictures: fetched and re-encoded side by side, stored, and on each row that waits how it ended."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime

import structlog
from django.utils.translation import gettext as _

from feeds import media
from feeds.fetch import Policy, fetch_then
from feeds.models import Illustration, Media
from feeds.types import FetchRequest, FetchResult

log = structlog.get_logger(__name__)

Row = Media | Illustration
_Made = media.Derived | media.NotReceivedError | media.PictureError
_COLUMNS = ("state", "due_at", "failures", "last_error", "name", "width", "height")
_OWN = {Media: "colour", Illustration: "size"}


def keep(waiting: Mapping[str, Sequence[Row]], *, now: datetime, policy: Policy | None = None) -> int:
    """Fetch the pictures at these addresses and keep copies for the rows that name them. Returns for how many rows.

    As many pictures are opened at once as there are readers of feeds; one may take 20 s (feeds.media.derive).
    """
    count = 0
    with closing(fetch_then([FetchRequest(url) for url in waiting], _made, policy=policy)) as lists:
        for ready in lists:
            for result, made in ready:
                count += sum(_settle(row, made, now=now) for row in waiting[result.request.url])
    return count


def _made(result: FetchResult) -> _Made:
    """INSPECT, RE-ENCODE: the copies, or why there are none. Called in threads, the work is a child's."""
    try:
        return media.received(result)
    except (media.NotReceivedError, media.PictureError) as error:
        return error
    except Exception:  # the last resort: what is raised here would end the fetches of all other pictures
        log.exception("picture_not_opened", url=result.request.url)
        return media.NotReceivedError(_("the picture could not be opened"))


def _settle(row: Row, made: _Made, *, now: datetime) -> bool:
    """Write down how it ended. Whether the picture is stored."""
    if isinstance(made, media.Derived):
        return _store(row, made)
    if isinstance(made, media.PictureError):
        log.info("picture_refused", kind=type(row).__name__, row=row.pk, url=row.url, error=str(made))
        row.record_refusal(error=str(made))
    elif made.wait is None:
        row.record_failure(error=str(made), now=now)
    else:
        row.due_at = now + made.wait
    _save(row)
    return False


def _store(row: Row, derived: media.Derived) -> bool:
    """STORE: the files first, so that no row names what is not there."""
    row.name = media.store(derived.files)
    row.width, row.height = derived.width, derived.height
    row.state, row.due_at, row.last_error = row.State.STORED, None, ""
    if isinstance(row, Media):
        row.colour = derived.colour
    else:
        row.size = sum(map(len, derived.files.values()))
    if _save(row):
        return True
    media.remove(row.name, derived.files)
    return False


def _save(row: Row) -> bool:
    """Save the row unless it is gone, or somebody else stored its picture. Whether it was saved."""
    values = {name: getattr(row, name) for name in (*_COLUMNS, _OWN[type(row)])}
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 -- the documented way
    return bool(rows.exclude(state=row.State.STORED).update(**values))
