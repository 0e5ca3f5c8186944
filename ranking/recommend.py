"""The recipe of a page: the stages in their order."""

from datetime import datetime
from random import Random

from django.conf import settings

from ranking import experiments, hot, profiles, scorers, slate, sources, versions
from ranking.explain import explain
from ranking.explore import explore
from ranking.features import features
from ranking.filters import filters
from ranking.models import Slate
from ranking.pipeline import counted
from ranking.rerank import rerank
from ranking.types import Visit
from ranking.value import value


def recommend(
    *, reader_id: int | None, visitor: str, now: datetime, rng: Random, page: int = 0, topic_id: int | None = None
) -> Slate:
    """A page for this reader, or for this stranger; saved with its impressions before it returns.

    Page n never repeats what earlier pages of the same visit showed; it is empty when nothing is left to show.
    """
    visit = Visit(reader_id, visitor, now, page, topic_id)
    weights = experiments.chosen(visit)
    heads = versions.in_force()
    seed = rng.getrandbits(63)  # kept with the slate: the same seed draws the same page

    # who reads, and what they were shown
    taste = profiles.taste(reader_id, visitor=visitor, now=now)
    memory = slate.remember(visit)
    # what could be shown
    named, by_source, window = sources.gather(visit, taste, memory)
    is_held_out = experiments.is_held_out(visit.unit, share=settings.HOLDOUT_PER_CENT / 100)
    while True:
        candidates, refused = filters(named, visit=visit, taste=taste, memory=memory)
        # what each is worth
        rows, facts = features(candidates, hot=window, visit=visit, taste=taste, memory=memory)
        scored = zip(candidates, rows, scorers.scores(rows, heads), strict=True)
        valued = [value(candidate, row, scores, weights.of(candidate.article_id)) for candidate, row, scores in scored]
        # what is shown
        dice = Random(seed)  # noqa: S311  no secret
        explored = explore(valued, visit=visit, facts=facts, taste=taste, rng=dice, is_held_out=is_held_out)
        placed, beaten = rerank(valued, fixed=explored, memory=memory, weights=weights.page)
        # as it stands now: moderation may have taken a piece since the window was read
        articles = slate.articles(placed)
        if len(articles) == len(placed):
            break
        gone = {it.valued.candidate.article_id for it in placed} - articles.keys()
        hot.leave_out(gone)
        named = [it for it in named if it.article_id not in gone]
    explained = explain(placed, slate.names(placed, articles), heads.coefficients("p_play"))
    # written down before it is sent
    counts = counted(by_source, [*refused, *beaten], explained)
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
