"""Co-read: what readers opened after the articles that this reader opened last."""

import numpy as np

from ranking import params
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def coread(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:
    """Up to params.QUOTAS["coread"] (and `extra`) rows, opened most often after them first."""
    pieces = hot.pieces
    recent = pieces.recent(visit.now, params.WINDOW)
    strongest: dict[int, float] = {}
    for (earlier, partner), trend in hot.pairs.items():
        row = pieces.row_of.get(partner, -1)
        if earlier not in taste.opened or not recent.start <= row < recent.stop:
            continue
        if visit.topic_id is None or visit.topic_id == pieces.topic[row]:
            strongest[partner] = max(trend, strongest.get(partner, trend))
    order = sorted(strongest, key=lambda it: (-strongest[it], -it))
    rows = [pieces.row_of[it] for it in order[: params.QUOTAS["coread"] + extra]]
    return np.array(rows, dtype=np.int64)
