"""The topics that a page's horizon places are drawn from, each with its best few pieces, and how likely each gets on.

The places of a page are drawn one after the other, each without the topics of those before. What is logged of a piece
is its chance given the topics drawn before it; what is logged of a topic is its chance to be on the page at all, over
every way the draws could have gone: that is the probability of being exposed to it, which growth is weighed by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ranking import params
from ranking.explore.chances import Member, by_rank, pool, squarecb


@dataclass(frozen=True, slots=True)
class Topics:
    """Pieces by topic, best first, as rows of the candidates; what each topic is hoped to earn, and how greedily the
    draw goes for that.
    """

    pieces: Mapping[int, Sequence[int]]
    hopes: Mapping[int, float]
    gamma: float

    def without(self, topic: int | None) -> "Topics":
        """The pool that is left for the next place."""
        return Topics({key: it for key, it in self.pieces.items() if key != topic}, self.hopes, self.gamma)

    def members(self) -> list[Member]:
        """(topic by SquareCB) x (one of its best few by rank), each at least params.FLOOR."""
        by_topic = squarecb([self.hopes[topic] for topic in self.pieces], gamma=self.gamma) if self.pieces else []
        pairs = list(zip(self.pieces.values(), by_topic, strict=True))
        rows = [row for group, _p in pairs for row in group]
        return pool(rows, [p_topic * p_item for group, p_topic in pairs for p_item in by_rank(len(group))])

    def chances(self) -> dict[int, float]:
        """The chance of each topic to get one place: that of its pieces together."""
        if not self.pieces:
            return {}
        by_topic = squarecb([self.hopes[topic] for topic in self.pieces], gamma=self.gamma)
        size = sum(len(it) for it in self.pieces.values())
        floor = min(params.FLOOR, 1 / size)
        return {
            topic: floor * len(group) + (1 - floor * size) * p
            for (topic, group), p in zip(self.pieces.items(), by_topic, strict=True)
        }

    def on_page(self, places: int) -> dict[int, float]:
        """The chance of each topic to get one of so many places, drawn one after the other."""
        first = self.chances()
        if places <= 1 or not first:
            return first
        total = dict(first)
        for drawn, p in first.items():
            for topic, later in self.without(drawn).on_page(places - 1).items():
                total[topic] += p * later
        return {topic: min(1.0, it) for topic, it in total.items()}
