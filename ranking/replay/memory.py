"""The counters of the site without a database: the same arithmetic over arrays and dictionaries."""

from collections.abc import Sequence

import numpy as np

from ranking import params
from ranking.counting import pairs
from ranking.counting.signs import Links
from ranking.counting.trends import NEVER, Column, left, raised

SPANS_S = np.array([it.total_seconds() for it in params.HEAT_SPANS])


class Counters:
    """Heat of every span and co-read of articles numbered from 0; `at_s` are seconds and never go back far."""

    def __init__(self, articles: int) -> None:
        self._heats = np.full((articles, len(SPANS_S)), NEVER)
        self._partners: list[dict[int, float]] = [{} for _ in range(articles)]

    def opened(self, article_id: int, *, recent: Sequence[int], at_s: float) -> None:
        """An opening, after those of `recent` (newest first) by the same reader."""
        row = self._heats[article_id]
        row[:] = [
            raised(trend, amount=1.0, at_s=at_s, half_life_s=span)
            for trend, span in zip(row.tolist(), SPANS_S.tolist(), strict=True)
        ]
        for earlier, amount in pairs.steps(recent, article_id).items():
            self._partners[earlier] = pairs.counted(self._partners[earlier], article_id, amount=amount, at_s=at_s)

    def heats(self, article_ids: Sequence[int], at_s: float) -> Column:
        """What is left of the openings of each (rows) over each span (columns)."""
        return left(self._heats[np.asarray(article_ids, dtype=int)], at_s=at_s, half_life_s=SPANS_S)

    def links(self, recent: Sequence[int], article_ids: Sequence[int], at_s: float) -> Links:
        """Co-read of what a reader opened last with each of these."""
        partners = self._partners
        after = [[partners[it].get(other, NEVER) for other in article_ids] for it in recent]
        before = [[partners[other].get(it, NEVER) for other in article_ids] for it in recent]
        shape = (len(recent), len(article_ids))
        return Links(
            _now(np.reshape(np.array(after), shape), at_s),
            _now(np.reshape(np.array(before), shape), at_s),
            self.heats(recent, at_s)[:, -1],
        )


def _now(trends: Column, at_s: float) -> Column:
    return left(trends, at_s=at_s, half_life_s=pairs.HALF_LIFE_S)
