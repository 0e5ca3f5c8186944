"""Fresh: pieces that nobody has seen yet."""

import numpy as np

from ranking import params
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def fresh(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:  # noqa: ARG001  sources have one shape; what nobody saw, this reader did not either
    """Up to params.QUOTAS["fresh"] rows without a view, newest first."""
    recent = hot.pieces.recent(visit.now, params.FRESH_WINDOW)
    is_unseen = hot.counts.column("views")[recent] == 0
    if visit.topic_id is not None:
        is_unseen &= hot.pieces.topic[recent] == visit.topic_id
    found: Ints = np.flatnonzero(is_unseen)[: params.QUOTAS["fresh"]] + recent.start
    return found
