"""The recipe of a page: the stages in their order."""

from dataclasses import replace
from datetime import datetime
from random import Random

from django.conf import settings

from ranking import experiments, hot, profiles, slate, sources, versions
from ranking.explain import explain
from ranking.models import Slate
from ranking.order import order
from ranking.pipeline import counted
from ranking.remember import remember
from ranking.shown import shown
from ranking.types import Visit


def recommend(
    *,
    reader_id: int | None,
    visitor: str,
    now: datetime,
    rng: Random,
    page: int = 0,
    topic_id: int | None = None,
    picked: frozenset[int] = frozenset(),
) -> Slate:
    """A page for this reader, or for this stranger, who picked topics; saved with its impressions before it returns.

    Page n never repeats what earlier pages of the same visit showed; it is empty when nothing is left to show.
    """
    visit = Visit(reader_id, visitor, now, page, topic_id)
    weights = experiments.chosen(visit)
    heads = versions.in_force()
    seed = rng.getrandbits(63)  # kept with the slate: the same seed draws the same page

    # who reads, and what they were shown
    window = hot.current()
    taste = profiles.taste(reader_id, visitor=visitor, picked=picked, now=now, window=window)
    memory = remember(visit, window)
    # what could be shown
    named, by_source, window = sources.gather(visit, taste, memory, window)
    memory = replace(memory, worded=profiles.worded(named.ids.tolist(), taste.muted.words))
    is_held_out = experiments.is_held_out(visit.unit, share=settings.HOLDOUT_PER_CENT / 100)
    while True:
        # filtered, valued, explored, re-ranked
        ordered = order(
            named,
            hot=window,
            visit=visit,
            taste=taste,
            memory=memory,
            heads=heads,
            weights=weights,
            seed=seed,
            is_held_out=is_held_out,
        )
        # as it stands now: moderation may have taken a piece since the window was read
        ids = [it.valued.candidate.article_id for it in ordered.placed]
        articles = shown(ids)
        gone = set(ids) - articles.keys()
        if not gone:
            break
        hot.leave_out(gone)
        named = named.without(gone)
    names = slate.names(ordered.placed, articles, pairs=window.pairs)
    explained = explain(ordered.placed, names, taste, heads.coefficients("p_play"))
    # written down before it is sent
    counts = counted(by_source, ordered.dropped, explained)
    return slate.write(
        explained,
        articles=articles,
        visit=visit,
        heads=heads.version,
        weights=weights.version,
        arm=weights.arm,
        seed=seed,
        counts=counts,
    )
