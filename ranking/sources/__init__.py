"""CANDIDATES: articles that may be on the page, named by several sources, each with its quota.

similar, followed, popular, coread, fresh, explore, pinned: one file each, all of one shape
(window, visit, taste -> article ids).
"""

from collections.abc import Callable, Mapping

import numpy as np

from ranking import hot as windows
from ranking import params
from ranking.hot import Hot
from ranking.sources.coread import coread
from ranking.sources.explore import explore
from ranking.sources.followed import followed
from ranking.sources.fresh import fresh
from ranking.sources.pinned import pinned
from ranking.sources.popular import popular
from ranking.sources.similar import similar
from ranking.types import Candidate, Memory, SourceName, Taste, Visit

SOURCES: Mapping[SourceName, Callable[..., list[int]]] = {
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


def gather(visit: Visit, taste: Taste, memory: Memory) -> tuple[list[Candidate], dict[str, int], Hot]:
    """All candidates in a stable order, how many each source named, and the window they are from. Few queries."""
    hot = windows.of(visit, taste, deepest=params.PAGE_SIZE * (visit.page + 1) + _extra(memory))
    return *named(hot, visit, taste, memory), hot


def named(hot: Hot, visit: Visit, taste: Taste, memory: Memory) -> tuple[list[Candidate], dict[str, int]]:
    """The same from a window that is there already. Asks nobody."""
    extra = _extra(memory)
    by_source = {name: source(hot, visit, taste, extra=extra) for name, source in SOURCES.items()}
    sources: dict[int, set[SourceName]] = {}
    for name, ids in by_source.items():
        for article_id in ids:
            sources.setdefault(article_id, set()).add(name)
    return _candidates(sources, hot), {name.value: len(ids) for name, ids in by_source.items()}


def _extra(memory: Memory) -> int:
    return min(EXTRA_MOST, len(memory.visit | memory.opened | memory.hidden))


def _candidates(sources: Mapping[int, set[SourceName]], hot: Hot) -> list[Candidate]:
    """As the columns know them; whatever moderation took away since the last look, the slate refuses."""
    pieces, at = hot.pieces, hot.pieces.row_of
    names = {frozenset(it): frozenset(it) for it in sources.values()}  # a few sets shared by hundreds of candidates
    found = [(key, at[key], names[frozenset(it)]) for key, it in sources.items() if key in at]
    rows = [row for _key, row, _named in found]
    columns = zip(
        found,
        *(column[rows].tolist() for column in (pieces.topic, pieces.feed, pieces.creator, pieces.story)),
        pieces.words[rows].tolist(),
        pieces.vectors[rows],
        np.any(pieces.vectors[rows], axis=1).tolist(),
        strict=True,
    )
    return [
        Candidate(
            key,
            named,
            topic or None,
            feed or None,
            creator or None,
            story or None,
            pieces.published_at(row),
            int(words),
            hot.brought.get(key),
            vector if has_vector else None,
        )
        for (key, row, named), topic, feed, creator, story, words, vector, has_vector in columns
    ]
