"""The facts behind the features: counters, assessments, stories and publishers of the candidates, from the window."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from ranking import params
from ranking.hot import Hot
from ranking.hot.counts import COUNTERS
from ranking.types import ArticleFacts, Candidate

PACE = timedelta(days=7)  # over which a publisher's pieces a day are counted


def facts(candidates: Sequence[Candidate], hot: Hot, now: datetime) -> dict[int, ArticleFacts]:
    """What is known of each candidate as of `now`, by article id; nothing of what is not in the window.
    A creator's pace counts as one piece a day.
    """
    at = hot.pieces.row_of
    known = {it.article_id: ArticleFacts() for it in candidates if it.article_id not in at}
    candidates = [it for it in candidates if it.article_id in at]
    rows = np.array([at[it.article_id] for it in candidates], dtype=np.int64)
    counted = hot.counts.table[rows, : len(COUNTERS)].tolist()
    heat = hot.counts.heat(rows, now.timestamp()).tolist()
    hour = hot.counts.left("trend_1h", rows, now.timestamp(), params.HEAT_SPANS[1]).tolist()
    minutes = hot.counts.left("trend_10m", rows, now.timestamp(), params.HEAT_SPANS[0]).tolist()
    stories, output = hot.pieces.stories, hot.pieces.output(now, PACE)
    for n, (it, (bait, dubious, distress)) in enumerate(zip(candidates, hot.pieces.doubts[rows].tolist(), strict=True)):
        size, first = stories.get(it.story_id or 0, (1, 0.0))
        views, plays, likes, comments, hides, dwells, dwell_s = counted[n]
        known[it.article_id] = ArticleFacts(
            *(views, plays, likes, comments, hides, dwells, dwell_s, heat[n], size),
            size > 1 and it.published_at.timestamp() <= first,
            output[it.feed_id] / PACE.days if it.feed_id in output else 1.0,
            *(bait, dubious, distress, hour[n], minutes[n]),
        )
    return known
