"""The lead pictures of articles, kept as copies; readers' browsers never ask another host."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from feeds.keeping import keep
from feeds.models import Media


def store_many(media_ids: Sequence[int], *, now: datetime) -> int:
    """Fetch these pictures and keep copies. Returns how many are stored; the others say why on their rows.

    Runs twice without harm: a row that was stored meanwhile is left alone.
    """
    waiting = Media.objects.filter(pk__in=media_ids, is_lead=True).exclude(state=Media.State.STORED)
    by_url: dict[str, list[Media]] = defaultdict(list)  # an address that several articles name is asked for once
    for row in waiting.order_by("pk"):
        by_url[row.url].append(row)
    return keep(by_url, now=now)
