"""Followed: the newest of the feeds, topics and creators that the reader follows."""

import numpy as np

from ranking import params
from ranking.candidates import NO_ROWS
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.types import Taste, Visit


def followed(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> Ints:
    """Up to params.QUOTAS["followed"] (and `extra`) rows, newest first."""
    if not (taste.followed_feeds or taste.followed_topics or taste.followed_creators):
        return NO_ROWS
    pieces, recent = hot.pieces, hot.pieces.recent(visit.now, params.WINDOW)
    is_followed = np.zeros(len(pieces.ids), dtype=bool)
    if taste.followed_creators:
        is_followed = np.isin(pieces.creator, list(taste.followed_creators))
    for topic in taste.followed_topics:
        is_followed[pieces.rows_of_topic.get(topic, NO_ROWS)] = True
    is_followed[[pieces.row_of[it] for it in hot.brought if it in pieces.row_of]] = True
    if visit.topic_id is not None:
        is_followed &= pieces.topic == visit.topic_id
    found: Ints = np.flatnonzero(is_followed[recent])[: params.QUOTAS["followed"] + extra] + recent.start
    return found
