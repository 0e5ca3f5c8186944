"""One sweep over everything there is to tell."""

from datetime import datetime

from aggregator.notifications import counts, stories, unread


def tell(*, now: datetime) -> int:
    """How many lines are new or grew. Runs any number of times at once without harm."""
    told = [*stories.tell(now=now), *counts.tell(now=now)]
    unread.forget([*told, *unread.told_lately(now)])
    return len(told)
