"""Co-read of the articles that a reader opened last with the candidates, from the window."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ranking.counting import pairs, trends
from ranking.counting.signs import Links, no_links
from ranking.counting.trends import Column
from ranking.hot import Hot


def links(opened: Sequence[int], article_ids: Sequence[int], hot: Hot, now: datetime) -> Links:
    """What is left at `now` of the openings one after the other; none for a reader who opened nothing yet."""
    if not opened or not hot.pairs:
        return no_links(len(article_ids))
    known, at_s = hot.pairs, now.timestamp()

    def left(ways: list[list[float]]) -> Column:
        return trends.left(np.array(ways), at_s=at_s, half_life_s=pairs.HALF_LIFE_S)

    rows = np.array([hot.pieces.row_of.get(it, -1) for it in opened])
    heats = hot.counts.heat(rows, at_s) if len(hot.pieces.ids) else np.zeros(len(rows))
    return Links(
        after=left([[known.get((it, other), trends.NEVER) for other in article_ids] for it in opened]),
        before=left([[known.get((other, it), trends.NEVER) for other in article_ids] for it in opened]),
        heats=np.where(rows >= 0, heats, 0.0),
    )
