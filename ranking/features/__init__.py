"""FEATURES: one row a candidate, the same for serving and for training, in the order of params.FEATURES.

facts (what is known of the candidates, from the window), links (with what they are read), rows (the numbers: pure).
"""

from ranking.candidates import Candidates, Facts, Floats
from ranking.features.facts import facts
from ranking.features.links import links
from ranking.features.rows import rows
from ranking.hot import Hot
from ranking.types import Memory, Taste, Visit

__all__ = ["facts", "features", "rows"]


def features(candidates: Candidates, *, hot: Hot, visit: Visit, taste: Taste, memory: Memory) -> tuple[Floats, Facts]:
    """A row of params.FEATURES for each candidate, and the facts behind it. Asks nobody."""
    known = facts(candidates, hot, visit.now)
    co_read = links(taste.opened, candidates.ids.tolist(), hot, visit.now)
    return rows(candidates, facts=known, taste=taste, memory=memory, links=co_read, now=visit.now), known
