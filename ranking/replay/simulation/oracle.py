"""What a page is truly worth to a reader, and what it could be worth to a site that knew them."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ranking import params
from ranking.candidates import Weighed
from ranking.hot.columns import Floats, Ints
from ranking.replay.simulation import people
from ranking.replay.simulation.people import Person
from ranking.replay.simulation.site import Site
from ranking.rerank import rerank
from ranking.types import Candidate, Features, Placed, Scores, Valued, Visit

_UNKNOWN = Features(tuple(0.0 for _ in params.FEATURES))
_NOTHING = Scores(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def looked_at(size: int) -> Floats:
    """The probability that each place of a page is seen."""
    return np.asarray(people.GOES_ON ** np.arange(size))


def worth(site: Site, person: Person, pieces: Ints) -> float:
    """What a page of these pieces (rows of the corpus) is worth: the true acts of the reader, weighed by the site."""
    true = people.worth(person, site.corpus, pieces, weights=dict(params.WEIGHTS))
    return float(looked_at(len(pieces)) @ true)


def clicks(site: Site, person: Person, pieces: Ints) -> float:
    """How many pieces of such a page the reader is expected to open."""
    return float(looked_at(len(pieces)) @ people.p_play(person, site.corpus, pieces, bored=False))


def best(site: Site, person: Person, *, now: datetime) -> Ints:
    """The page of somebody who knows the reader, by the same re-rank and memory, from all that is new to them."""
    rows = _new_to(site, person, now)
    true = people.worth(person, site.corpus, rows, weights=dict(params.WEIGHTS))
    top = np.argsort(-true, kind="stable")[: params.RERANK_DEPTH]
    valued = [_valued(site, int(rows[at]), float(true[at]), now) for at in top]
    memory = site.memory(Visit(person.number, "", now))
    placed, _beaten = rerank(Weighed.of(valued), fixed={}, memory=memory, weights=params.WEIGHTS)
    return rows_of(placed)


def rows_of(placed: Sequence[Placed]) -> Ints:
    """The pieces of a page as rows of the corpus."""
    return np.array([it.valued.candidate.article_id - 1 for it in placed], dtype=np.int64)


def _new_to(site: Site, person: Person, now: datetime) -> Ints:
    account = site.account(person.number)
    known = account.opened | account.hidden | {it.article for it in account.served if it.is_viewed}
    ids = site.pieces.ids[site.pieces.recent(now, params.WINDOW)]
    return np.asarray(ids[~np.isin(ids, list(known))] - 1)


def _valued(site: Site, row: int, value: float, now: datetime) -> Valued:
    topic, feed = int(site.corpus.topic[row]), int(site.corpus.feed[row])
    candidate = Candidate(row + 1, frozenset(), topic, feed, None, None, now, 0, None, site.corpus.vectors[row])
    return Valued(candidate, _UNKNOWN, _NOTHING, {"play": value}, value)
