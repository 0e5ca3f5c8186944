"""From candidates to the order of a page: the stages that ask nobody, in one call. The simulator calls it as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ranking import scorers
from ranking.experiments import Chosen
from ranking.explore import explore
from ranking.features import features
from ranking.filters import filters
from ranking.heads.curves import Heads
from ranking.hot import Hot
from ranking.rerank import rerank
from ranking.types import Candidate, Dropped, Memory, Placed, Taste, Valued, Visit
from ranking.value import value


@dataclass(frozen=True, slots=True)
class Ordered:
    """The page in slot order, everything that was valued for it, and all that did not get on it."""

    placed: Sequence[Placed]
    valued: Sequence[Valued]
    dropped: Sequence[Dropped]


def order(
    named: Sequence[Candidate],
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
    scored = zip(candidates, rows, scorers.scores(rows, heads), strict=True)
    valued = [value(candidate, row, scores, weights.of(candidate.article_id)) for candidate, row, scores in scored]
    # what is shown
    dice = Random(seed)  # noqa: S311  no secret
    explored = explore(valued, visit=visit, facts=facts, taste=taste, rng=dice, is_held_out=is_held_out)
    placed, beaten = rerank(valued, fixed=explored, memory=memory, weights=weights.page)
    return Ordered(placed, valued, [*refused, *beaten])
