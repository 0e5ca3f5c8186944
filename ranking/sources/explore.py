"""Explore: the newest few of every topic, so that a page is broad and no topic is out of reach.

Old pieces too: on a site where little happens they are what a page is filled with.
"""

import numpy as np

from ranking import params
from ranking.candidates import NO_ROWS
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def explore(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:  # noqa: ARG001  sources have one shape
    """Up to params.QUOTAS["explore_each_topic"] rows a page of each topic; of one topic, enough for its own page."""
    pieces, now = hot.pieces, visit.now.timestamp()

    def newest(rows: Ints, limit: int) -> Ints:
        """Of these rows, without those of the future, which are the first."""
        if len(rows) and pieces.published[rows[0]] > now:
            rows = rows[pieces.published[rows] <= now]
        return rows[:limit]

    if visit.topic_id is not None:
        rows = pieces.rows_of_topic.get(visit.topic_id, NO_ROWS)
        return newest(rows, params.PAGE_SIZE * (visit.page + 1) + extra)
    # earlier pages took the newest of every topic: the further down, the deeper it reaches
    limit = params.QUOTAS["explore_each_topic"] * (1 + min(visit.page, params.EXPLORE_DEEPEST))
    columns = [newest(rows, limit) for rows in pieces.rows_of_topic.values()]
    places = np.concatenate([np.arange(len(column)) for column in columns] or [NO_ROWS])
    named: Ints = np.concatenate([*columns, NO_ROWS])
    return named[np.argsort(places, kind="stable")]  # the newest of each first, then the second of each
