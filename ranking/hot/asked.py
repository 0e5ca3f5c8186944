"""The window as one page reads it: with what the reader's feeds brought, and deep enough for a topic's later pages."""

from dataclasses import replace

from ranking import params
from ranking.hot import keep, load
from ranking.types import Taste, Visit


def of(hot: keep.Hot, visit: Visit, taste: Taste, *, deepest: int) -> keep.Hot:
    """The window for this page; of its topic the newest `deepest`, if there are so many. Three queries at most."""
    if visit.topic_id is not None and len(hot.pieces.rows_of_topic.get(visit.topic_id, ())) < deepest:
        hot = _deeper(hot, visit.topic_id, deepest)
    brought = load.brought(taste.followed_feeds, visit.now - params.WINDOW)
    return replace(hot, brought=brought, pairs=load.pairs(taste.opened))


def _deeper(hot: keep.Hot, topic_id: int, deepest: int) -> keep.Hot:
    """With older pieces of the topic: a site of a million articles has more of each than the window holds."""
    if len(hot.pieces.ids) < load.MOST:
        return hot  # everything there is
    missing = [it for it in load.newest_of_topic(topic_id, deepest) if it not in hot.pieces.row_of]
    if not missing:
        return hot
    found = load.pieces(missing, basis=hot.pieces.basis)
    return hot.joined(found)
