"""Pinned: what an operator wants on every page for a while."""

from ranking.models import Pin
from ranking.types import Taste, Visit


def pinned(visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape
    """The articles of active pins on the first home page; later pages and topics are the reader's own."""
    if visit.topic_id is not None or visit.page > 0:
        return []
    return list(Pin.objects.active(visit.now).order_by("-since", "-pk").values_list("article_id", flat=True))
