"""FILTERS: what may not be on this page, each drop with its reason; and what comes back when too little is left."""

from collections.abc import Collection, Mapping

import numpy as np

from ranking import params
from ranking.candidates import NONE, Bools, Candidates, Ints
from ranking.types import Memory, SourceName, Taste, Visit

# A page that is not full takes these back, in this order. Never what the reader hid or what the visit showed already.
READMITTED = ("served", "old", "seen")
ONLY_FOR_AN_EMPTY_PAGE = "opened"


def filters(
    candidates: Candidates, *, visit: Visit, taste: Taste, memory: Memory, size: int = params.PAGE_SIZE
) -> tuple[Candidates, dict[int, str]]:
    """Candidates that may be shown, one a story, and the reason of all others by article id; kept + dropped = given."""
    checks = _checks(candidates, visit, taste, memory)
    names = ("", *checks)
    reason = np.zeros(len(candidates), dtype=np.int64)
    for place, name in reversed(list(enumerate(names))[1:]):  # the first that holds is the reason
        reason[checks[name]] = place
    kept = np.flatnonzero(reason == 0)
    for name in READMITTED:
        short = size - len(_one_a_story(candidates, kept, taste))
        if short <= 0:
            break
        kept = np.concatenate([kept, _newest(candidates, reason == names.index(name))[:short]])
    if not len(kept):
        kept = _newest(candidates, reason == names.index(ONLY_FOR_AN_EMPTY_PAGE))[:size]
    best = _one_a_story(candidates, kept, taste)
    said = np.array([*names, "same_story"], dtype=object)
    reason[kept] = len(names)
    is_dropped = np.ones(len(candidates), dtype=bool)
    is_dropped[best] = False
    dropped = zip(candidates.ids[is_dropped].tolist(), said[reason[is_dropped]].tolist(), strict=True)
    return candidates.taken(best), dict(dropped)


def _checks(them: Candidates, visit: Visit, taste: Taste, memory: Memory) -> Mapping[str, Bools]:
    """What each reason holds of; the first one counts. A pin comes again and may be old: that is what pins are for."""
    is_free = ~them.named_by(SourceName.PINNED)
    ids, muted = them.ids.tolist(), taste.muted
    return {
        "muted_topic": _among(them.topic, muted.topics - {visit.topic_id}),  # its own page they asked for
        "muted_feed": _among(them.feed, muted.feeds),
        "muted_creator": _among(them.creator, muted.creators),
        "muted_word": _among(ids, memory.worded),
        "language": _among(ids, memory.foreign) & is_free & (them.followed == NONE),  # what is followed is wanted
        "hidden": _among(ids, memory.hidden),
        "hidden_story": _among(them.story, memory.hidden_stories),
        "earlier_page": _among(ids, memory.visit),
        "opened": _among(ids, memory.opened),
        "seen": _among(ids, memory.seen) & is_free,
        "served": _among(ids, memory.served) & is_free,
        "old": (them.published <= (visit.now - params.WINDOW).timestamp()) & is_free,
    }


def _among(column: Ints | list[int], wanted: Collection[object]) -> Bools:
    """Which rows hold one of these. A look into a set each is faster than sorting both, which `numpy.isin` does."""
    if not wanted:
        return np.zeros(len(column), dtype=bool)
    keys = column if isinstance(column, list) else column.tolist()
    return np.fromiter(map(wanted.__contains__, keys), dtype=bool, count=len(keys))


def _one_a_story(them: Candidates, kept: Ints, taste: Taste) -> Ints:
    """Of each story the pinned one, else one from somebody the reader follows, else the first to report it."""
    grouped = np.flatnonzero(them.story[kept] != NONE)
    if not len(grouped):
        return kept
    rows = kept[grouped]
    is_followed = (them.followed[rows] != NONE) | _among(them.creator[rows], taste.followed_creators)
    is_pinned = them.named_by(SourceName.PINNED)[rows]
    story = them.story[rows]
    order = np.lexsort((them.ids[rows], them.published[rows], ~is_followed, ~is_pinned, story))
    is_beaten = np.zeros(len(kept), dtype=bool)
    is_beaten[grouped[order[1:]]] = story[order[1:]] == story[order[:-1]]
    return kept[~is_beaten]


def _newest(them: Candidates, among: Bools) -> Ints:
    rows = np.flatnonzero(among)
    return rows[np.lexsort((-them.ids[rows], -them.published[rows]))]
