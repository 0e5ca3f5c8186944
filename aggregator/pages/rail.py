"""What stands beside the front page: what is talked about, and events that several publishers tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from aggregator.pages.kept import kept
from feeds.compiled import compiled
from feeds.models import Article, Feed, Story
from ranking import hot
from ranking.candidates import NONE
from ranking.hot import Hot
from ranking.models import Profile
from ranking.querysets import among

WINDOW = timedelta(days=3)  # as long as people talk about a piece of news; older ones are on the topic's page
SIDES = 3  # publishers that make "several sides": two may be one agency's text printed twice
LENGTH = 4

_horizon = compiled(lambda reader_id: Profile.objects.filter(pk=reader_id).values_list("horizon"))
_titles = compiled(
    lambda ids: Article.objects.shown().filter(pk__in=among([ids])).values_list("pk", "title", "language")
)


class Discussed(NamedTuple):
    """An article that is talked about."""

    pk: int
    title: str
    language: str


class Told(NamedTuple):
    """A story that several publishers tell."""

    pk: int
    title: str
    publishers: int


class Rail(NamedTuple):
    """The rail of the front page, the same for everybody."""

    discussed: tuple[Discussed, ...]
    stories: tuple[Told, ...]


def rail(now: datetime) -> Rail:
    """What it is about is kept for some seconds; whether an article may be shown is asked for each page. One query."""
    talked_about, stories = _beside(now)
    return Rail(shown(talked_about), stories)


@kept
def _beside(now: datetime) -> tuple[list[int], tuple[Told, ...]]:
    window = hot.current()
    return talk(window, now), told_by_several(window, now)


def horizon_of(reader_id: int) -> float:
    """How far beyond the usual, 0 to 1; half way until the reader says."""
    chosen = _horizon(reader_id)
    return float(chosen[0][0]) if chosen else 0.5


def talk(window: Hot, now: datetime) -> list[int]:
    """The articles of the last days with most comments, most first, of those the hot window holds."""
    recent = window.pieces.recent(now, WINDOW)
    talk = window.counts.column("comments")[recent]
    most = np.argsort(-talk, kind="stable")[: 2 * LENGTH]  # twice: one may have been taken from the readers since
    ids: list[int] = window.pieces.ids[recent][most[talk[most] > 0]].tolist()
    return ids


def shown(ids: list[int]) -> tuple[Discussed, ...]:
    """The first of these articles that readers may see at this moment. One query, none without articles."""
    found = {row[0]: Discussed(*row) for row in (_titles(ids) if ids else ())}
    return tuple(found[it] for it in ids if it in found)[:LENGTH]


def told_by_several(window: Hot, now: datetime) -> tuple[Told, ...]:
    """Stories of the last days that at least SIDES publishers tell, most first. One query."""
    pieces = window.pieces
    recent = pieces.recent(now, WINDOW)
    told = np.stack([pieces.story[recent], pieces.feed[recent]], axis=1)
    told = np.unique(told[(told > NONE).all(axis=1)], axis=0)
    stories, sides = np.unique(told[:, 0], return_counts=True)
    order = np.lexsort((-stories, -sides))
    publishers = {int(stories[n]): int(sides[n]) for n in order[:LENGTH] if sides[n] >= SIDES}
    titles = dict(Story.objects.filter(pk__in=publishers).values_list("pk", "title")) if publishers else {}
    return tuple(Told(it, titles[it], publishers[it]) for it in publishers if it in titles)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Why a page is empty: what there is to read from, and whether it can be reached."""

    feeds: int
    unreachable: int
    waiting: int
    unwanted: int = 0  # articles that the reader muted or hid

    @property
    def is_closed(self) -> bool:
        """Not one feed answers: the network seems closed."""
        return self.feeds > 0 and self.unreachable == self.feeds


def newsroom(dropped: Mapping[str, int] = MappingProxyType({})) -> Newsroom:
    """Asked only when a page has nothing to show; `dropped` are its candidates by the reason why they are not on it."""
    return Newsroom(
        feeds=Feed.objects.active().count(),
        unreachable=Feed.objects.unreachable().count(),
        waiting=Article.objects.filter(visibility=Article.Visibility.HOLD).count(),
        unwanted=sum(n for reason, n in dropped.items() if reason.startswith(("muted", "hidden"))),
    )
