"""CANDIDATES: articles that may be on the page, named by several sources, each with its quota.

similar, followed, popular, coread, fresh, explore, pinned: one file each, all of one shape
(window, visit, taste -> rows of the window).
"""

from collections.abc import Callable, Mapping
from itertools import repeat

import numpy as np

from ranking import hot as windows
from ranking import params
from ranking.candidates import BIT, NONE, Candidates
from ranking.hot import Hot
from ranking.hot.columns import Ints
from ranking.sources.coread import coread
from ranking.sources.explore import explore
from ranking.sources.followed import followed
from ranking.sources.fresh import fresh
from ranking.sources.pinned import pinned
from ranking.sources.popular import popular
from ranking.sources.similar import similar
from ranking.types import Memory, SourceName, Taste, Visit

SOURCES: Mapping[SourceName, Callable[..., Ints]] = {
    SourceName.SIMILAR: similar,
    SourceName.FOLLOWED: followed,
    SourceName.POPULAR: popular,
    SourceName.COREAD: coread,
    SourceName.FRESH: fresh,
    SourceName.EXPLORE: explore,
    SourceName.PINNED: pinned,
}
# A reader who has read much finds their own reading at the top of every source: ask for that many more, within reason.
EXTRA_MOST = 60


def gather(visit: Visit, taste: Taste, memory: Memory, window: Hot) -> tuple[Candidates, dict[str, int], Hot]:
    """All candidates in a stable order, how many each source named, and the window as this page has it. Few queries."""
    hot = windows.of(window, visit, taste, deepest=params.PAGE_SIZE * (visit.page + 1) + _extra(memory))
    return *named(hot, visit, taste, memory), hot


def named(hot: Hot, visit: Visit, taste: Taste, memory: Memory) -> tuple[Candidates, dict[str, int]]:
    """The same from a window that is there already. Asks nobody."""
    extra = _extra(memory)
    by_source = {name: source(hot, visit, taste, extra=extra) for name, source in SOURCES.items()}
    return _candidates(by_source, hot), {name.value: len(rows) for name, rows in by_source.items()}


def _extra(memory: Memory) -> int:
    return min(EXTRA_MOST, len(memory.visit | memory.opened | memory.hidden))


def _candidates(by_source: Mapping[SourceName, Ints], hot: Hot) -> Candidates:
    """As the columns know them; whatever moderation took away since the last look, the slate refuses."""
    pieces = hot.pieces
    bits = np.zeros(len(pieces.ids), dtype=np.int64)
    for name, rows in by_source.items():
        bits[rows] |= BIT[name]
    rows, firsts = np.unique(np.concatenate(list(by_source.values())), return_index=True)
    rows = rows[np.argsort(firsts)]  # in the order in which they were named first
    ids = pieces.ids[rows]
    return Candidates(
        ids=ids,
        sources=bits[rows],
        topic=pieces.topic[rows],
        feed=pieces.feed[rows],
        creator=pieces.creator[rows],
        story=pieces.story[rows],
        published=pieces.published[rows],
        words=pieces.words[rows],
        followed=np.fromiter(map(hot.brought.get, ids.tolist(), repeat(NONE)), dtype=np.int64, count=len(ids)),
        rows=rows,
        vectors_of=pieces.vectors,
    )
