"""Pinned: what an operator wants on every page for a while."""

from ranking.hot import Hot
from ranking.types import Taste, Visit


def pinned(hot: Hot, visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape
    """The articles of active pins on the first home page; later pages and topics are the reader's own."""
    if visit.topic_id is not None or visit.page > 0:
        return []
    return [article for article, since, until in hot.pins if since <= visit.now < until]
