"""Co-read of the articles that a reader opened last with the candidates, from the window."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ranking.counting import pairs, trends
from ranking.counting.signs import Links, no_links
from ranking.hot import Hot


def links(opened: Sequence[int], article_ids: Sequence[int], hot: Hot, now: datetime) -> Links:
    """What is left at `now` of the openings one after the other; none for a reader who opened nothing yet."""
    if not opened or not hot.pairs:
        return no_links(len(article_ids))
    at_s = now.timestamp()
    row = {article_id: n for n, article_id in enumerate(opened)}
    column = {article_id: n for n, article_id in enumerate(article_ids)}
    counted = np.array(list(hot.pairs.values()))
    left = trends.left(counted, at_s=at_s, half_life_s=pairs.HALF_LIFE_S).tolist()
    # Filled by the few pairs that there are: to look for each of the 3,500 that there could be took .7 ms a page.
    after, before = np.zeros((2, len(opened), len(article_ids)))
    for (earlier, later), count in zip(hot.pairs, left, strict=True):
        if earlier in row and later in column:
            after[row[earlier], column[later]] = count
        if later in row and earlier in column:
            before[row[later], column[earlier]] = count

    rows = np.array([hot.pieces.row_of.get(it, -1) for it in opened])
    heats = hot.counts.heat(rows, at_s) if len(hot.pieces.ids) else np.zeros(len(rows))
    return Links(after=after, before=before, heats=np.where(rows >= 0, heats, 0.0))
