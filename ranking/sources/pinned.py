"""Pinned: what an operator wants on every page for a while."""

import numpy as np

from ranking.candidates import NO_ROWS
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def pinned(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:  # noqa: ARG001  sources have one shape
    """The articles of active pins on the first home page; later pages and topics are the reader's own."""
    if visit.topic_id is not None or visit.page > 0:
        return NO_ROWS
    active = [article for article, since, until in hot.pins if since <= visit.now < until]
    rows = [hot.pieces.row_of[it] for it in active if it in hot.pieces.row_of]
    return np.array(rows, dtype=np.int64)
