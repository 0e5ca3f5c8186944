"""The facts behind the features: counters, assessments, stories and publishers of the candidates, from the window."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np

from ranking import params
from ranking.candidates import NONE, Candidates, Facts, Floats, Ints
from ranking.hot import Hot
from ranking.hot.counts import COUNTERS
from ranking.types import ArticleFacts

PACE = timedelta(days=7)  # over which a publisher's pieces a day are counted


def facts(candidates: Candidates, hot: Hot, now: datetime) -> Facts:
    """What is known of each candidate as of `now`; nothing of what is not in the window. A creator's pace counts as one
    piece a day, and so does that of a feed of which nothing came.
    """
    rows = candidates.rows
    if candidates.vectors_of is not hot.pieces.vectors:  # they are not of this window, where each knows its row
        at = hot.pieces.row_of
        rows = np.array([at.get(it, -1) for it in candidates.ids.tolist()], dtype=np.int64)
    is_known = rows >= 0
    table = np.tile(np.array(ArticleFacts(), dtype=float), (len(rows), 1))
    known = _of_rows(rows[is_known], hot, now)
    table[is_known] = np.stack([known[name] for name in ArticleFacts._fields], axis=1)
    return Facts(table)


def _of_rows(rows: Ints, hot: Hot, now: datetime) -> Mapping[str, Floats]:
    """The columns of `ArticleFacts` for these rows of the window."""
    pieces, counts, at_s = hot.pieces, hot.counts, now.timestamp()
    pace = (pieces.output(now, PACE) / PACE.days)[pieces.feeds.codes[rows]]
    return {
        **dict(zip(COUNTERS, counts.table[rows, : len(COUNTERS)].T, strict=True)),
        **dict(zip(("p_bait", "p_dubious", "p_distress"), pieces.doubts[rows].T, strict=True)),
        "heat": counts.heat(rows, at_s),
        "heat_1h": counts.left("trend_1h", rows, at_s, params.HEAT_SPANS[1]),
        "heat_10m": counts.left("trend_10m", rows, at_s, params.HEAT_SPANS[0]),
        "story_size": pieces.story_sizes[rows],
        "is_first": pieces.is_first[rows].astype(float),
        "output_a_day": np.where((pieces.feed[rows] == NONE) | (pace == 0), 1.0, pace),
    }
