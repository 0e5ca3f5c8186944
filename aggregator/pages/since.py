"""New since you last looked: how many pieces came since the last time, and where a list by time crosses it.

A time is a page that was served before the last break; what was looked at before it was looked at in one sitting.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from aggregator.pages.cards import Card
from feeds.compiled import compiled
from ranking import hot
from ranking.models import Slate

BREAK = timedelta(minutes=30)  # a page reloaded within it belongs to the same sitting


@compiled
def _last(reader_id: int, before: datetime) -> QuerySet[Slate, Any]:
    served = Slate.objects.filter(reader_id=reader_id, served_at__lt=before)
    return served.order_by("-served_at").values_list("served_at")[:1]


def last_look(reader_id: int | None, now: datetime) -> datetime | None:
    """When the reader was last served a page before this sitting; None of a first visit and of strangers. One query."""
    found = _last(reader_id, now - BREAK) if reader_id is not None else []
    at: datetime | None = found[0][0] if found else None
    return at


def news(last: datetime | None) -> int:
    """How many pieces that may be shown are newer, of those the hot window holds."""
    return 0 if last is None else int(np.count_nonzero(hot.current().pieces.published > last.timestamp()))


def line(last: datetime | None) -> SafeString:
    """The sentence above a reader's page; empty on their first."""
    if last is None:
        return SafeString("")
    return SafeString(render_to_string("pages/_since.html", {"n": news(last), "last": last}))


def split(cards: Sequence[Card], last: datetime | None) -> tuple[Sequence[Card], Sequence[Card]]:
    """Of cards by time, newest first: those that are new, and those that were there; all new when there is no edge."""
    edge = next((n for n, it in enumerate(cards) if last is not None and it.article.published_at <= last), 0)
    return (cards[:edge], cards[edge:]) if edge else (cards, ())
