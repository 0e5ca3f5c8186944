"""From candidates to the order of a page: the stages that ask nobody, in one call. The simulator calls it as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from ranking import scorers
from ranking.candidates import Candidates, Weighed
from ranking.experiments import Chosen
from ranking.explore import explore
from ranking.features import features
from ranking.filters import filters
from ranking.heads.curves import Heads
from ranking.hot import Hot
from ranking.rerank import rerank
from ranking.types import Memory, Placed, Taste, Visit
from ranking.value import value


@dataclass(frozen=True, slots=True)
class Ordered:
    """The page in slot order, everything that was valued for it, and why what is not on it is not, by article id."""

    placed: Sequence[Placed]
    weighed: Weighed
    dropped: Mapping[int, str]


def order(
    named: Candidates,
    *,
    hot: Hot,
    visit: Visit,
    taste: Taste,
    memory: Memory,
    heads: Heads,
    weights: Chosen,
    seed: int,
    is_held_out: bool = False,
) -> Ordered:
    """The same candidates, memory and seed make the same page."""
    candidates, refused = filters(named, visit=visit, taste=taste, memory=memory)
    # what each is worth
    rows, facts = features(candidates, hot=hot, visit=visit, taste=taste, memory=memory)
    weighed = value(candidates, rows, scorers.scores(rows, heads), weights.of(candidates.ids.tolist()))
    # what is shown
    dice = Random(seed)  # noqa: S311  no secret
    explored = explore(weighed, visit=visit, facts=facts, taste=taste, rng=dice, is_held_out=is_held_out)
    placed, beaten = rerank(weighed, fixed=explored, memory=memory, weights=weights.page)
    return Ordered(placed, weighed, {**refused, **beaten})
