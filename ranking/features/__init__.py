"""FEATURES: one row a candidate, the same for serving and for training, in the order of params.FEATURES.

facts (what is known of the candidates, from the window), links (with what they are read), rows (the numbers: pure).
"""

from collections.abc import Sequence

from ranking.features.facts import facts
from ranking.features.links import links
from ranking.features.rows import rows
from ranking.hot import Hot
from ranking.types import ArticleFacts, Candidate, Features, Memory, Taste, Visit

__all__ = ["facts", "features", "rows"]


def features(
    candidates: Sequence[Candidate], *, hot: Hot, visit: Visit, taste: Taste, memory: Memory
) -> tuple[list[Features], dict[int, ArticleFacts]]:
    """A row for each candidate, and the facts behind it by article id. Asks nobody."""
    if not candidates:
        return [], {}
    known = facts(candidates, hot, visit.now)
    co_read = links(taste.opened, [it.article_id for it in candidates], hot, visit.now)
    return rows(candidates, facts=known, taste=taste, memory=memory, links=co_read, now=visit.now), known
