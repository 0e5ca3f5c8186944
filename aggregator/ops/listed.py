"""The list of all feeds: which, in what order, how many of each state. The same few queries for 5 and for 5,000."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from feeds.health import State, with_health
from feeds.health.words import label
from feeds.models import Feed, Subscription

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from feeds.health.rows import Judged

STATES = list(State)


@dataclass(frozen=True, slots=True)
class Choice:
    """One state that the list can be narrowed to."""

    value: str
    label: str
    tone: str
    count: int
    is_current: bool


def feeds(state: str, words: str, *, now: datetime) -> "QuerySet[WithAnnotations[Feed, Judged]]":
    """Those of this state (any, if it is none of ours) with these words in title or address; worst first."""
    found = with_health(Feed.objects.select_related("topic", "duplicate_of"), now=now)
    if state in STATES:
        found = found.filter(worry=STATES.index(State(state)))
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(url__icontains=word))
    return found.order_by("worry", "-failures", "title", "pk")


def states(current: str, *, now: datetime) -> list[Choice]:
    """Every state that some feed has, with how many have it."""
    counted = with_health(Feed.objects.all(), now=now).values_list("worry").annotate(Count("pk")).order_by("worry")
    choices = ((STATES[worry], count) for worry, count in counted)
    return [Choice(state, label(state), state.tone, count, state == current) for state, count in choices]


def followers(shown: Iterable[Feed]) -> dict[int, int]:
    """How many readers follow each of these feeds."""
    counted = Subscription.objects.filter(feed__in=[feed.pk for feed in shown]).values_list("feed")
    return dict(counted.annotate(Count("pk")).order_by())
