"""The recipe of a page: the stages in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.conf import settings

from feeds.models import Article
from ranking import experiments, hot, profiles, slate, sources, versions
from ranking.explain import explain
from ranking.models import Slate
from ranking.order import order
from ranking.pipeline import counted
from ranking.remember import remember
from ranking.shown import shown
from ranking.types import Placed, Visit


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made: its places in slot order, its articles as they stand now, and by which versions."""

    placed: Sequence[Placed]
    articles: Mapping[int, Article]
    heads: str
    weights: str
    arm: str
    seed: int
    counts: Mapping[str, Mapping[str, int]]


def recommend(
    *,
    reader_id: int | None,
    visitor: str,
    now: datetime,
    rng: Random,
    page: int = 0,
    topic_id: int | None = None,
    picked: frozenset[int] = frozenset(),
    is_private: bool = False,
) -> Slate:
    """A page for this reader, or for this stranger, who picked topics; saved with its impressions before it returns.

    Page n never repeats what earlier pages of the same visit showed; it is empty when nothing is left to show.
    """
    visit = Visit(reader_id, visitor, now, page, topic_id, is_private)
    made = _make(visit, rng, picked)
    # written down before it is sent
    return slate.write(
        made.placed,
        articles=made.articles,
        visit=visit,
        heads=made.heads,
        weights=made.weights,
        arm=made.arm,
        seed=made.seed,
        counts=made.counts,
    )


def preview(reader_id: int, *, now: datetime, rng: Random) -> Made:
    """The page this reader would get now, for somewhere else than the site, as a letter that may never be opened.

    No slate is written: nobody has seen it, so nothing counts as shown, nothing is learnt from what was not opened,
    and home may show the same. Whoever sends it writes down what was chosen and with which propensity.
    """
    return _make(Visit(reader_id, "", now), rng)


def _make(visit: Visit, rng: Random, picked: frozenset[int] = frozenset()) -> Made:
    weights = experiments.chosen(visit)
    heads = versions.in_force()
    seed = rng.getrandbits(63)  # kept with the slate: the same seed draws the same page

    # who reads, and what they were shown
    window = hot.current()
    taste = profiles.taste(visit.reader_id, visitor=visit.visitor, picked=picked, now=visit.now, window=window)
    memory = remember(visit, window)
    # what could be shown
    named, by_source, window = sources.gather(visit, taste, memory, window)
    memory = profiles.with_unwanted(memory, named.ids.tolist(), taste)
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
        articles = shown([it.valued.candidate.article_id for it in ordered.placed])
        gone = {it.valued.candidate.article_id for it in ordered.placed} - articles.keys()
        if not gone:
            break
        hot.leave_out(gone)
        named = named.without(gone)
    names = slate.names(ordered.placed, articles, pairs=window.pairs)
    explained = explain(ordered.placed, names, taste, heads.coefficients("p_play"))
    counts = counted(by_source, ordered.dropped, explained)
    return Made(explained, articles, heads.version, weights.version, weights.arm, seed, counts)
