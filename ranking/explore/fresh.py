"""The fresh place: a new piece, or one of a small creator, that has had no chance yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil, sqrt

from ranking import params
from ranking.explore.chances import Member, pool, squarecb
from ranking.types import ArticleFacts, Taste, Valued


def fresh_pool(
    valued: Sequence[Valued], *, facts: Mapping[int, ArticleFacts], taste: Taste, now: datetime
) -> list[Member]:
    """New pieces that few were shown, by SquareCB on what is known of them, each at least params.FLOOR."""
    order = sorted(valued, key=lambda it: -it.value)[: ceil(len(valued) * params.FRESH_KEEP)]
    new = [it for it in order if _is_fresh(it, facts, now)][: params.FRESH_POOL]
    if not new:
        return []
    estimates = []
    for it in new:
        seen = facts[it.candidate.article_id]
        a = seen.plays + params.FRESH_PRIOR * it.scores.p_play
        n = max(seen.views, seen.plays) + params.FRESH_PRIOR
        mean = min(0.99, a / n)
        estimates.append(mean + params.BONUS_SD * sqrt(mean * (1 - mean) / (n + 1)))
    p = squarecb(estimates, gamma=params.GAMMA * sqrt(taste.events + 1))
    return pool(list(zip(new, p, strict=True)))


def _is_fresh(it: Valued, facts: Mapping[int, ArticleFacts], now: datetime) -> bool:
    limit = params.FRESH_AGE if it.candidate.creator_id is None else params.FRESH_AGE_CREATOR
    known = facts[it.candidate.article_id]
    return now - it.candidate.published_at < limit and known.views < params.FRESH_VIEWS
