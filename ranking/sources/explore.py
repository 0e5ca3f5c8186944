"""Explore: the newest few of every topic, so that a page is broad and no topic is out of reach.

Old pieces too: on a site where little happens they are what a page is filled with.
"""

from ranking import params
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def explore(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape
    """Up to params.QUOTAS["explore_each_topic"] a page of each topic; of one topic, enough for its own page."""
    pieces, now = hot.pieces, visit.now.timestamp()

    def newest(rows: Ints, limit: int) -> list[int]:
        """Of these rows, without those of the future, which are the first."""
        ahead = int((pieces.published[rows[:limit]] > now).sum())
        if ahead:
            rows = rows[pieces.published[rows] <= now]
        found: list[int] = pieces.ids[rows[:limit]].tolist()
        return found

    if visit.topic_id is not None:
        rows = pieces.rows_of_topic.get(visit.topic_id)
        return [] if rows is None else newest(rows, params.PAGE_SIZE * (visit.page + 1) + extra)
    # earlier pages took the newest of every topic: the further down, the deeper it reaches
    limit = params.QUOTAS["explore_each_topic"] * (1 + min(visit.page, params.EXPLORE_DEEPEST))
    columns = [newest(rows, limit) for rows in pieces.rows_of_topic.values()]
    return [column[place] for place in range(limit) for column in columns if place < len(column)]
