"""Popular: what readers opened, liked and discussed most in the last hours."""

from ranking import params
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def popular(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:  # noqa: ARG001  sources have one shape
    """Up to params.QUOTAS["popular"] (and `extra`) rows by decayed heat, hottest first."""
    pieces, recent = hot.pieces, hot.pieces.recent(visit.now, params.WINDOW)
    rows = hot.counts.hottest
    rows = rows[(rows >= recent.start) & (rows < recent.stop)]
    if visit.topic_id is not None:
        rows = rows[pieces.topic[rows] == visit.topic_id]
    found: Ints = rows[: params.QUOTAS["popular"] + extra]
    return found
