"""Similar: nearest to what the reader read in weeks, in a day, and just now, by the vectors of the articles."""

import numpy as np

from ranking import params
from ranking.candidates import NO_ROWS
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def similar(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:
    """Up to params.QUOTAS nearest (and `extra`) for each interest; nothing for a reader without any."""
    interests = [it for it in (taste.long, taste.short, *taste.recent[:1]) if it is not None]
    if not interests:
        return NO_ROWS
    pieces = hot.pieces
    recent = pieces.recent(visit.now, params.WINDOW)
    rows = np.arange(len(pieces.ids))[recent]
    if visit.topic_id is not None:
        rows = rows[pieces.topic[rows] == visit.topic_id]
    found = pieces.nearest(
        interests, rows=recent if visit.topic_id is None else rows, limit=params.QUOTAS["nearest"] + extra
    )
    return np.array(list(dict.fromkeys(it for near in found for it in near.tolist())), dtype=np.int64)
