"""What readers did with the articles of the window, as columns in the same order. Asks nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np

from ranking import params
from ranking.counting import trends
from ranking.hot.columns import Floats, Ints, Pieces

COUNTERS = ("views", "plays", "likes", "comments", "hides", "dwells", "dwell_s")
TRENDS = ("trend", "trend_1h", "trend_10m")  # NaN without heat
COLUMNS = (*COUNTERS, "heat", "heat_at", *TRENDS)  # heat as of heat_at, in seconds since 1970
Row = tuple[float, ...]  # article id, then COLUMNS


@dataclass(frozen=True)
class Counts:
    """One row an article, as in `Pieces`; articles that nobody met have zeros."""

    table: Floats

    @cached_property
    def hottest(self) -> Ints:
        """Rows by decayed heat, hottest first; articles that nobody opened are not among them."""
        trend = self.column("trend")
        warm = np.flatnonzero(~np.isnan(trend))
        return warm[np.argsort(-trend[warm], kind="stable")]

    def column(self, name: str) -> Floats:
        """One of COLUMNS."""
        return self.table[:, COLUMNS.index(name)]

    def heat(self, rows: Ints, now: float) -> Floats:
        """The heat of these rows as it is at `now`, in seconds since 1970."""
        age = np.maximum(0.0, now - self.column("heat_at")[rows])
        left: Floats = self.column("heat")[rows] * 0.5 ** (age / params.HEAT_HALF_LIFE.total_seconds())
        return left

    def left(self, name: str, rows: Ints, now: float, half_life: timedelta) -> Floats:
        """What is left at `now` of what one of TRENDS counted."""
        counted = trends.left(self.column(name)[rows], at_s=now, half_life_s=half_life.total_seconds())
        left: Floats = np.nan_to_num(counted)
        return left

    def moved(self, pieces: Pieces, rows: Iterable[Row]) -> "Counts":
        """The columns with these rows anew; those of other articles are passed over."""
        table = self.table.copy()
        for article_id, *numbers in rows:
            if (at := pieces.row_of.get(int(article_id))) is not None:
                table[at] = numbers
        return Counts(table)

    def reordered(self, before: Pieces, after: Pieces) -> "Counts":
        """The same numbers in the rows of other columns; zeros for articles that were not there."""
        table = nothing(len(after.ids))
        at = [before.row_of.get(it, -1) for it in after.ids.tolist()]
        old = np.array(at, dtype=np.int64)
        table[old >= 0] = self.table[old[old >= 0]]
        return Counts(table)


def nothing(count: int) -> Floats:
    """Rows of articles that nobody met."""
    table = np.zeros((count, len(COLUMNS)))
    table[:, [COLUMNS.index(name) for name in TRENDS]] = np.nan
    return table
