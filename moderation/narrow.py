"""The queue narrowed to one signal, zone, topic, language or age, and how much waits under each choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q

from feeds.models import Topic
from moderation.models import ReviewItem
from moderation.querysets import ReviewItemQuerySet
from moderation.types import Zone

NONE = "none"  # the choice of what has no signal, topic or language
# What waits longer than a day has missed a round of those who look daily, longer than a week a whole week of them.
AGES = {"day": timedelta(days=1), "week": timedelta(days=7)}
LONGEST = 50  # of a value: as long as a slug of a topic
_COLUMNS = {"signal": "signal", "zone": "zone", "topic": "article__topic__slug", "language": "article__language"}
_FIXED = {"zone": frozenset(Zone), "age": frozenset(AGES)}
NAMES = (*_COLUMNS, "age")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many items wait under it with all other filters as they are."""

    value: str
    topic: str  # its name, if this is one
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its choices, the largest first, and which one is taken (empty: all)."""

    name: str
    chosen: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a moderator wants to look at; nothing chosen is everything."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """As the address says it."""
        return urlencode(self.chosen)

    def where(self, now: datetime, *, besides: str = "") -> Q:
        """The condition on review items, without the filter named `besides`."""
        found = Q()
        for name, value in self.chosen.items():
            if name == besides:
                continue
            if name == "age":
                found &= Q(opened_at__lt=now - AGES[value])
            elif value == NONE:
                found &= _nothing(name)
            else:
                found &= Q(**{_COLUMNS[name]: value})
        return found


ALL = Narrowed()


def narrowed(asked: Mapping[str, str]) -> Narrowed:
    """What was asked for; what makes no sense, or never waited, is not asked for (3 queries at most)."""
    values = {name: asked.get(name, "") for name in NAMES}
    return Narrowed({name: value for name, value in values.items() if value and _is_known(name, value)})


def facets(items: ReviewItemQuerySet, by: Narrowed, *, now: datetime) -> list[Facet]:
    """All filters with their choices among these items (6 queries)."""
    topics = dict(Topic.objects.values_list("slug", "name"))
    found = []
    for name, column in _COLUMNS.items():
        within = items.filter(by.where(now, besides=name)).order_by().values_list(column)
        counts = {value or NONE: count for value, count in within.annotate(n=Count("pk")).order_by("-n", column)}
        found.append(_facet(name, by, counts, topics if name == "topic" else {}))
    older = {age: Count("pk", filter=Q(opened_at__lt=now - since)) for age, since in AGES.items()}
    return [*found, _facet("age", by, items.filter(by.where(now, besides="age")).aggregate(**older), {})]


def _facet(name: str, by: Narrowed, counts: Mapping[str, int], topics: Mapping[str, str]) -> Facet:
    chosen = by.chosen.get(name, "")
    shown = counts if not chosen else {**counts, chosen: counts.get(chosen, 0)}  # what is chosen stays, though empty
    return Facet(name, chosen, [Choice(value, topics.get(value, ""), count) for value, count in shown.items()])


def _nothing(name: str) -> Q:
    return Q(article__topic=None) if name == "topic" else Q(**{_COLUMNS[name]: ""})


def _is_known(name: str, value: str) -> bool:
    if len(value) > LONGEST or "\x00" in value:
        return False
    if value == NONE:
        return name in {"signal", "topic", "language"}
    if name in _FIXED:
        return value in _FIXED[name]
    return ReviewItem.objects.filter(**{_COLUMNS[name]: value}).exists()
