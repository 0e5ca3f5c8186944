"""FILTERS: what may not be on this page, each drop with its reason; and what comes back when too little is left."""

from collections.abc import Sequence

from ranking import params
from ranking.types import Candidate, Dropped, Memory, SourceName, Taste, Visit

# A page that is not full takes these back, in this order. Never what the reader hid or what the visit showed already.
READMITTED = ("served", "old", "seen")
ONLY_FOR_AN_EMPTY_PAGE = "opened"


def filters(
    candidates: Sequence[Candidate], *, visit: Visit, taste: Taste, memory: Memory, size: int = params.PAGE_SIZE
) -> tuple[list[Candidate], list[Dropped]]:
    """Candidates that may be shown, one a story, and all others with the reason; kept + dropped = given."""
    reasons = {it.article_id: _reason(it, visit, taste, memory) for it in candidates}
    kept = [it for it in candidates if not reasons[it.article_id]]
    for reason in READMITTED:
        short = size - len(_one_a_story(kept, taste))
        if short <= 0:
            break
        kept += _newest([it for it in candidates if reasons[it.article_id] == reason])[:short]
    if not kept:
        kept = _newest([it for it in candidates if reasons[it.article_id] == ONLY_FOR_AN_EMPTY_PAGE])[:size]
    best = _one_a_story(kept, taste)
    kept_ids, best_ids = {it.article_id for it in kept}, {it.article_id for it in best}
    dropped = [
        Dropped(it, "same_story" if it.article_id in kept_ids else reasons[it.article_id])
        for it in candidates
        if it.article_id not in best_ids
    ]
    return best, dropped


def _reason(it: Candidate, visit: Visit, taste: Taste, memory: Memory) -> str:
    """The first that holds, or an empty string. A pin comes again and may be old: that is what pins are for."""
    is_pinned = SourceName.PINNED in it.sources
    muted = taste.muted
    checks = {
        "muted_topic": it.topic_id in muted.topics and it.topic_id != visit.topic_id,  # its own page they asked for
        "muted_feed": it.feed_id in muted.feeds,
        "muted_creator": it.creator_id in muted.creators,
        "muted_word": it.article_id in memory.worded,
        "hidden": it.article_id in memory.hidden,
        "hidden_story": it.story_id in memory.hidden_stories,
        "earlier_page": it.article_id in memory.visit,
        "opened": it.article_id in memory.opened,
        "seen": it.article_id in memory.seen and not is_pinned,
        "served": it.article_id in memory.served and not is_pinned,
        "old": it.published_at <= visit.now - params.WINDOW and not is_pinned,
    }
    return next((reason for reason, holds in checks.items() if holds), "")


def _one_a_story(candidates: Sequence[Candidate], taste: Taste) -> list[Candidate]:
    """Of each story the pinned one, else one from somebody the reader follows, else the first to report it."""

    def rank(it: Candidate) -> tuple[bool, bool, float, int]:
        is_followed = it.followed_feed_id is not None or it.creator_id in taste.followed_creators
        is_pinned = SourceName.PINNED in it.sources
        return (not is_pinned, not is_followed, it.published_at.timestamp(), it.article_id)

    best: dict[int, Candidate] = {}
    for it in candidates:
        if it.story_id is not None and (it.story_id not in best or rank(it) < rank(best[it.story_id])):
            best[it.story_id] = it
    return [it for it in candidates if it.story_id is None or best[it.story_id] is it]


def _newest(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda it: (it.published_at, it.article_id), reverse=True)
