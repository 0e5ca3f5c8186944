"""The fresh place: a new piece, or one of a small creator, that has had no chance yet."""

from datetime import datetime
from math import ceil, sqrt

import numpy as np

from ranking import params
from ranking.candidates import NONE, Bools, Candidates, Facts, Ints, Weighed
from ranking.explore.chances import Member, pool, squarecb
from ranking.types import Taste


def fresh_pool(weighed: Weighed, rows: Ints, *, facts: Facts, taste: Taste, now: datetime) -> list[Member]:
    """Of these rows new pieces that few were shown: by SquareCB on what is known, each at least params.FLOOR."""
    order = rows[np.argsort(-weighed.value[rows], kind="stable")][: ceil(len(rows) * params.FRESH_KEEP)]
    new = order[_is_fresh(weighed.candidates, facts, now)[order]][: params.FRESH_POOL]
    if not len(new):
        return []
    views, plays = facts.column("views")[new], facts.column("plays")[new]
    n = np.maximum(views, plays) + params.FRESH_PRIOR
    mean = np.minimum(0.99, (plays + params.FRESH_PRIOR * weighed.score("p_play")[new]) / n)
    estimates = mean + params.BONUS_SD * np.sqrt(mean * (1 - mean) / (n + 1))
    return pool(new.tolist(), squarecb(estimates.tolist(), gamma=params.GAMMA * sqrt(taste.events + 1)))


def _is_fresh(them: Candidates, facts: Facts, now: datetime) -> Bools:
    creators_s, others_s = params.FRESH_AGE_CREATOR.total_seconds(), params.FRESH_AGE.total_seconds()
    is_young = now.timestamp() - them.published < np.where(them.creator == NONE, others_s, creators_s)
    fresh: Bools = is_young & (facts.column("views") < params.FRESH_VIEWS)
    return fresh
