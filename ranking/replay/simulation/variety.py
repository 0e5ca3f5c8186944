"""How broad the pages are, and how much of what is published finds readers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ranking import params
from ranking.hot.columns import Floats
from ranking.replay.measures import gini
from ranking.replay.simulation.corpus import Corpus
from ranking.replay.simulation.run import PageLog
from ranking.types import Policy

# An article is found with this many organic clicks within 48 h. Ten on a site of readers; a simulated site has a
# hundredth of them, and an article is worth two there.
FOUND_CLICKS, FOUND_HOURS = 2, 48


def pages(logs: Sequence[PageLog], corpus: Corpus) -> dict[str, float]:
    """Means over pages: likeness within (ILD), topics by entropy, and how far topics are from what the reader opens."""
    opened = _opened(logs, corpus)
    ild, effective, distance = [], [], []
    for it in logs:
        shares = np.bincount(corpus.topic[it.pieces] - 1, minlength=corpus.topic_count) / len(it.pieces)
        vectors = corpus.vectors[it.pieces]
        ild.append(1 - float((vectors @ vectors.T)[np.triu_indices(len(it.pieces), k=1)].mean()))
        effective.append(float(np.exp(_entropy(shares))))
        distance.append(_divergence(shares, opened[it.reader]))
    distinct = [len(set(it.topics)) for it in logs]
    return {
        "ild": round(float(np.mean(ild)), 4),
        "effective_topics": round(float(np.mean(effective)), 3),
        "calibration_js": round(float(np.mean(distance)), 4),
        "least_topics": min(distinct, default=0),
        "pages_under_four_topics": sum(n < 4 for n in distinct),  # noqa: PLR2004  the goal of the issue
    }


def discoverable(logs: Sequence[PageLog], corpus: Corpus) -> dict[str, Any]:
    """Articles with FOUND_CLICKS organic clicks within FOUND_HOURS, and how unevenly publishers are shown (Gini)."""
    clicks: Counter[int] = Counter()
    shown = np.zeros(int(corpus.feed.max()) + 1)
    for it in logs:
        for row, policy, done in zip(it.pieces.tolist(), it.policies, it.shown, strict=True):
            shown[corpus.feed[row]] += 1
            is_early = it.at.timestamp() - corpus.published[row] <= FOUND_HOURS * 3600
            clicks[row] += done.played and is_early and policy == Policy.RANK
    found = sum(int(n) >= FOUND_CLICKS for n in clicks.values())
    return {"articles": found, "clicks": FOUND_CLICKS, "hours": FOUND_HOURS, "gini": round(gini(shown[1:].tolist()), 4)}


def _opened(logs: Sequence[PageLog], corpus: Corpus) -> dict[int, Floats]:
    """The shares of topics among what each reader opened."""
    counts: dict[int, Floats] = {}
    for it in logs:
        mine = counts.setdefault(it.reader, np.full(corpus.topic_count, params.BASE_RATE["play"]))
        for topic, done in zip(it.topics, it.shown, strict=True):
            mine[topic - 1] += done.played
    return {reader: mine / mine.sum() for reader, mine in counts.items()}


def _entropy(p: Floats) -> float:
    known = p[p > 0]
    return float(-(known * np.log(known)).sum())


def _divergence(p: Floats, q: Floats) -> float:
    """Jensen-Shannon, in nats: 0 for the same shares, ln 2 for none in common."""
    middle = (p + q) / 2
    return _entropy(middle) - (_entropy(p) + _entropy(q)) / 2
