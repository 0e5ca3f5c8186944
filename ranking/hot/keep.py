"""One window a process, never older than settings.HOT_SECONDS when a page reads it."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings

from ranking.hot import load
from ranking.hot.columns import EXACT, Pieces
from ranking.hot.counts import Counts, nothing
from ranking.models import Pin

# Read back so far: a transaction that began before we looked may end after, and hosts' clocks differ.
OVERLAP = timedelta(seconds=10)
OVERLAP_OF_COUNTERS = timedelta(seconds=2)  # acts are short transactions, and there are thousands a second
# Read anew now and then: what was deleted, what fell out of the week, and the directions of the vectors.
WHOLE_S = 600.0
# Changed articles since all were read, as after a change of encoder: reading all anew is cheaper. Until then nothing is
# dropped for being old: what is pinned and the pieces of rare topics are the oldest of the window.
MANY = 2_000


@dataclass(frozen=True)
class Hot:
    """The window as of one moment."""

    pieces: Pieces
    counts: Counts
    pins: tuple[tuple[int, datetime, datetime], ...]  # article, since, until; newest first
    read_to: datetime  # by the clock of the database
    known: frozenset[load.Change] = frozenset()  # changes near `read_to` that are in the columns already
    changed: int = 0  # articles since all were read
    brought: Mapping[int, int] = field(default_factory=dict)  # by article, the feed that whoever asks follows
    pairs: Mapping[tuple[int, int], float] = field(default_factory=dict)  # co-read of what whoever asks opened last

    def over(self, pieces: Pieces) -> "Hot":
        """The same over other columns."""
        return replace(self, pieces=pieces, counts=self.counts.reordered(self.pieces, pieces))

    def joined(self, pieces: Pieces) -> "Hot":
        """With these articles and their counters."""
        both = self.over(self.pieces.joined(pieces))
        return replace(both, counts=both.counts.moved(both.pieces, load.counts(pieces.ids.tolist())))


_lock = Lock()
_kept: Hot | None = None
_looked_at = _whole_at = float("-inf")


def current() -> Hot:
    """The window. Three small queries when the last look is older than settings.HOT_SECONDS, else none.

    While one thread looks, the others of its process take what is there, unless there is nothing yet.
    """
    if _kept is not None and time.monotonic() - _looked_at < settings.HOT_SECONDS:
        return _kept
    if not _lock.acquire(blocking=_kept is None):
        assert _kept is not None
        return _kept
    try:
        return _look()
    finally:
        _lock.release()


def forget() -> None:
    """Throw the window away; the next page reads it anew."""
    global _kept  # noqa: PLW0603  the one window of the process
    _kept = None


def leave_out(article_ids: Collection[int]) -> None:
    """These are not shown any more, as a page found out: do not offer them again."""
    global _kept  # noqa: PLW0603  the one window of the process
    with _lock:
        if _kept is not None:
            _kept = _kept.over(_kept.pieces.without(article_ids))


def _look() -> Hot:
    global _kept, _looked_at, _whole_at
    began = time.monotonic()
    before = _kept
    # Without a wait between two looks nothing is kept: so do the tests, whose rows come and go by transactions.
    if before is None or began - _whole_at > WHOLE_S or not settings.HOT_SECONDS:
        found, _whole_at = _whole(), began
    else:
        found = _since(before)
    _kept, _looked_at = found, began
    return found


def _whole() -> Hot:
    at, pins = load.clock(), _pins()
    ids = {*load.ids(), *(article for article, _since, _until in pins)}
    pieces = load.pieces(ids)
    counts = Counts(nothing(len(pieces.ids))).moved(pieces, load.counts(ids))
    return Hot(pieces, counts, pins, at)


def _since(before: Hot) -> Hot:
    at, pins = load.clock(), _pins()
    changes = load.changed(before.read_to - OVERLAP)
    new = {article for article, _at in changes - before.known}
    new |= {article for article, _since, _until in pins if article not in before.pieces.row_of}
    size, changed = len(before.pieces.ids), before.changed + len(new)
    if changed > MANY or size <= EXACT < size + len(new):
        return _whole()
    hot = before
    found = load.pieces(new, basis=hot.pieces.basis) if new else None
    # A pin on a piece that is not shown is looked for each time; the columns, 30 MB, are copied for what is.
    if found is not None and (len(found.ids) or new & hot.pieces.row_of.keys()):
        hot = hot.over(hot.pieces.without(new)).joined(found)
    if rows := load.moved(before.read_to - OVERLAP_OF_COUNTERS):
        hot = replace(hot, counts=hot.counts.moved(hot.pieces, rows))
    return replace(hot, pins=pins, read_to=at, known=frozenset(changes), changed=changed)


def _pins() -> tuple[tuple[int, datetime, datetime], ...]:
    return tuple(Pin.objects.order_by("-since", "-pk").values_list("article_id", "since", "until"))
