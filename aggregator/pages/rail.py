"""What stands beside the front page: what is talked about, and events that several publishers tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from feeds.models import Article, Feed, Story
from ranking import hot
from ranking.hot import Hot
from ranking.hot.columns import NONE
from ranking.models import Profile

WINDOW = timedelta(days=3)  # as long as people talk about a piece of news; older ones are on the topic's page
SIDES = 3  # publishers that make "several sides": two may be one agency's text printed twice
LENGTH = 4


@dataclass(frozen=True, slots=True)
class Rail:
    """The rail of the front page."""

    horizon: float | None  # None for strangers, who have nothing to save it in
    discussed: list[Article]
    stories: list[Story]


def rail(reader_id: int | None, *, now: datetime) -> Rail:
    """Three queries, two for a stranger."""
    window = hot.current()
    return Rail(
        horizon=None if reader_id is None else horizon_of(reader_id),
        discussed=discussed(window, now),
        stories=told_by_several(window, now),
    )


def horizon_of(reader_id: int) -> float:
    """How far beyond the usual, 0 to 1; half way until the reader says."""
    chosen = Profile.objects.filter(pk=reader_id).values_list("horizon", flat=True).first()
    return 0.5 if chosen is None else chosen


def discussed(window: Hot, now: datetime) -> list[Article]:
    """The articles of the last days with most comments, of those the hot window holds. One query."""
    recent = window.pieces.recent(now, WINDOW)
    talk = window.counts.column("comments")[recent]
    most = np.argsort(-talk, kind="stable")[: 2 * LENGTH]  # twice: one may have been taken from the readers since
    ids = window.pieces.ids[recent][most[talk[most] > 0]].tolist()
    found = Article.objects.shown().only("title", "language").in_bulk(ids) if ids else {}
    return [found[it] for it in ids if it in found][:LENGTH]


def told_by_several(window: Hot, now: datetime) -> list[Story]:
    """Stories of the last days that at least SIDES publishers tell, most first, with `publishers`. One query."""
    pieces = window.pieces
    recent = pieces.recent(now, WINDOW)
    told = np.stack([pieces.story[recent], pieces.feed[recent]], axis=1)
    told = np.unique(told[(told > NONE).all(axis=1)], axis=0)
    stories, sides = np.unique(told[:, 0], return_counts=True)
    order = np.lexsort((-stories, -sides))
    publishers = {int(stories[n]): int(sides[n]) for n in order[:LENGTH] if sides[n] >= SIDES}
    found = Story.objects.only("title").in_bulk(list(publishers)) if publishers else {}
    for story_id, story in found.items():
        story.publishers = publishers[story_id]  # type: ignore[attr-defined]  # printed by the template only
    return [found[it] for it in publishers if it in found]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Why a page is empty: what there is to read from, and whether it can be reached."""

    feeds: int
    unreachable: int
    waiting: int

    @property
    def is_closed(self) -> bool:
        """Not one feed answers: the network seems closed."""
        return self.feeds > 0 and self.unreachable == self.feeds


def newsroom() -> Newsroom:
    """Asked only when a page has nothing to show."""
    return Newsroom(
        feeds=Feed.objects.active().count(),
        unreachable=Feed.objects.unreachable().count(),
        waiting=Article.objects.filter(visibility=Article.Visibility.HOLD).count(),
    )
