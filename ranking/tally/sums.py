"""What a stretch of time adds up to. Stretches of a day are added; nothing here is a mean."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from ranking.models import PlaceTally

Publisher: TypeAlias = tuple[int | None, int | None]  # a feed, or a creator
# Columns of DayTally that a stretch adds to; its readers are not among them, who come twice a day and are one.
OF_DAY = ("seconds", "pages", "topics", "effective_topics", "authors", "cards")
PLACE = ("served", "pools", "least", "viewed", "opened", "hidden")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a page: what was served there, and what readers did with it."""

    served: int = 0
    pools: int = 0
    least: float = 1.0
    viewed: int = 0
    opened: int = 0
    hidden: int = 0

    def __add__(self, other: "Place") -> "Place":
        return Place(
            self.served + other.served,
            self.pools + other.pools,
            min(self.least, other.least),
            self.viewed + other.viewed,
            self.opened + other.opened,
            self.hidden + other.hidden,
        )

    @classmethod
    def of(cls, row: PlaceTally) -> "Place":
        """As a row keeps it."""
        return cls(*(getattr(row, name) for name in PLACE))

    def figures(self) -> Mapping[str, float]:
        """By the columns of a row."""
        return asdict(self)


@dataclass(slots=True)
class Sums:
    """Of one day, or of a part of it. `of_day` has the columns in OF_DAY; `places` go by kind and slot."""

    of_day: dict[str, float] = field(default_factory=dict)
    terms: dict[str, float] = field(default_factory=dict)
    predictions: dict[str, float] = field(default_factory=dict)
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    publishers: dict[Publisher, int] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody was served or read anything."""
        return not self.places and not self.of_day.get("seconds")

    def add(self, other: "Sums") -> None:
        """What the other stretch adds to this one."""
        self.of_day = plus(self.of_day, other.of_day)
        self.terms = plus(self.terms, other.terms)
        self.predictions = plus(self.predictions, other.predictions)
        for publisher, n in other.publishers.items():
            self.publishers[publisher] = self.publishers.get(publisher, 0) + n
        for place, it in other.places.items():
            self.places[place] = self.places.get(place, Place()) + it


def plus(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """By name, signed: a Counter would drop what is negative."""
    return {name: one.get(name, 0.0) + other.get(name, 0.0) for name in {**one, **other}}


def together(stretches: Iterable[Sums]) -> Sums:
    """All of them."""
    whole = Sums()
    for it in stretches:
        whole.add(it)
    return whole
