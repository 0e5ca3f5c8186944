"""What stands beside the front page: what is talked about, and events that several publishers tell."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, OuterRef, Subquery

from feeds.models import Article, Feed, Story
from ranking.models import ArticleStats, Profile

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
    return Rail(
        horizon=None if reader_id is None else horizon_of(reader_id),
        discussed=discussed(now),
        stories=told_by_several(now),
    )


def horizon_of(reader_id: int) -> float:
    """How far beyond the usual, 0 to 1; half way until the reader says."""
    chosen = Profile.objects.filter(pk=reader_id).values_list("horizon", flat=True).first()
    return 0.5 if chosen is None else chosen


def discussed(now: datetime) -> list[Article]:
    """The articles of the last days with most comments."""
    counted = ArticleStats.objects.filter(article=OuterRef("pk")).values("comments")
    recent = Article.objects.shown().recent(now, window=WINDOW).with_card().annotate(talk=Subquery(counted))
    return list(recent.filter(talk__gt=0).order_by("-talk", "-published_at", "-pk")[:LENGTH])


def told_by_several(now: datetime) -> list[Story]:
    """Stories of the last days that at least SIDES publishers tell, most first, with `publishers`."""
    recent = Article.objects.shown().recent(now, window=WINDOW).filter(story__isnull=False)
    sides = recent.order_by().values("story").annotate(n=Count("feed", distinct=True), at=Max("published_at"))
    wide = sides.filter(n__gte=SIDES).order_by("-n", "-at", "-story").values_list("story", "n")[:LENGTH]
    publishers = dict(wide)
    stories = Story.objects.in_bulk(list(publishers))
    found = []
    for story_id, count in publishers.items():
        story = stories[story_id]
        story.publishers = count  # type: ignore[attr-defined]  # printed by the template only
        found.append(story)
    return found


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
