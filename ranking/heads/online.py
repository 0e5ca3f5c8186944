"""Learning from each act: one AdaGrad step on the stored features, held near the anchor. Works without a database.

What keeps a burst of acts from wrecking the heads: no step is longer than STEP_MOST, no coefficient is ever further
than RADIUS from the anchor, and every row pulls it back a little (L2 towards the anchor, which the night refits).
"""

import numpy as np

from ranking import params
from ranking.heads import shape, tables
from ranking.heads.curves import Heads, raw
from ranking.heads.shape import Matrix, Rows, Slots
from ranking.heads.tables import Table

RATE = 0.1  # of .05 to .4 the least log-loss after 2,000 and after 100,000 made-up views (docs/ranking.md)
SQUARES = 4.0  # what AdaGrad has seen at the start: the first like moves its bias by .04, not by .1
CHUNK = 20  # rows a step: one page
STEP_MOST = 0.05  # log-odds a step and coefficient
RADIUS = 2.0  # log-odds: a click rate of .04 may move to .24 or .006 between two nights, no further
PULL = 4e-4  # a row: a prior with a standard deviation of .5 (precision 4), spread over 10,000 rows
# Of the evidence behind a fit. With none a fit of 20,000 views loses .0076 nats in the next 200, with this .0003; when
# tastes turn, 2,000 views later it is as near to them as with none (docs/ranking.md).
KEPT = 0.3
_SURPRISE = 2.5  # standard deviations of a playtime: an open tab teaches no more than that


class OnlineHeads:
    """Heads that learn. Labels are a row a lesson and a column a head (shape.NAMES): 0 or 1, seconds for the playtime,
    NaN for what is not known.
    """

    def __init__(
        self,
        heads: Heads | None = None,
        *,
        weights: Matrix | None = None,
        squares: Matrix | None = None,
        lessons: int = 0,
    ) -> None:
        """Start from the anchor `heads`, by default the priors. The others bring back what was learnt since."""
        start = heads or Heads()
        self.weights: Matrix = (start.weights if weights is None else weights).copy()
        self.centre: Matrix = start.weights.copy()
        self.tables: dict[str, Table] = dict(start.tables)
        behind = start.squares if squares is None else squares
        self.squares: Matrix = np.full_like(self.weights, SQUARES) if behind is None else np.maximum(behind, SQUARES)
        self.version = start.version
        self.lessons = lessons

    def heads(self) -> Heads:
        """What pages score with now."""
        version = f"{self.version}+{self.lessons}" if self.lessons else self.version
        return Heads(version, self.weights.copy(), dict(self.tables))

    def scores(self, rows: Rows, slots: Slots | None = None) -> Matrix:
        """As a page uses them; with `slots`, as they will be observed there."""
        return self.heads().as_served(rows) if slots is None else self.heads().observed(rows, slots)

    def learn(self, rows: Rows, labels: Matrix, *, slots: Slots | None = None, taught: Matrix | None = None) -> None:
        """One step a page of rows, in their order. `slots` leaves out NOWHERE (forced places).

        `taught`: the labels that the same rows brought earlier (NaN where none). A row whose label turned, as when a
        like comes after the view was taken for a miss, takes the earlier step back.
        """
        design, targets = shape.design(rows, slots), targets_of(labels)
        earlier = np.full_like(targets, np.nan) if taught is None else targets_of(taught)
        for start in range(0, len(design), CHUNK):
            part = slice(start, start + CHUNK)
            self._step(design[part], targets[part], earlier[part])
        self.lessons += len(design)

    def anchor(self, heads: Heads) -> None:
        """Start anew from these heads: a version was published, or rolled back."""
        self.__init__(heads)  # type: ignore[misc]  # everything that was learnt since the last anchor goes

    def calibrate(self, rows: Rows, labels: Matrix, *, slots: Slots | None = None) -> None:
        """Fit the table of each head to what came of these rows; a head without labels keeps its table."""
        self.tables |= fit_tables(self.weights, shape.design(rows, slots), labels)

    def _step(self, design: Matrix, targets: Matrix, earlier: Matrix) -> None:
        gaps = _gaps(design @ self.weights, targets, earlier)
        slope = (design.T @ gaps) * shape.allowed()
        self.squares += ((design**2).T @ gaps**2) * shape.allowed()
        rate = RATE / np.sqrt(self.squares)
        known = (~np.isnan(targets)).sum(axis=0)
        back = np.minimum(0.5, rate * PULL * known) * (self.weights - self.centre)
        self.weights -= np.clip(rate * slope, -STEP_MOST, STEP_MOST) + back
        np.clip(self.weights, self.centre - RADIUS, self.centre + RADIUS, out=self.weights)


def _gaps(logits: Matrix, targets: Matrix, earlier: Matrix) -> Matrix:
    """What was said less what happened; where something was taught before, what was taught less what happened."""
    told = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    told[:, shape.PLAYTIME] = logits[:, shape.PLAYTIME]
    gaps = np.nan_to_num(np.where(np.isnan(earlier), told, earlier) - targets)
    seconds = gaps[:, shape.PLAYTIME] / params.PLAYTIME_SD
    gaps[:, shape.PLAYTIME] = np.clip(seconds, -_SURPRISE, _SURPRISE) / params.PLAYTIME_SD
    return gaps


def evidence(weights: Matrix, design: Matrix, labels: Matrix) -> Matrix:
    """What AdaGrad starts with after a fit to these rows: KEPT of what it would have counted there."""
    targets = targets_of(labels)
    gaps = _gaps(design @ weights, targets, np.full_like(targets, np.nan))
    squares: Matrix = SQUARES + KEPT * ((design**2).T @ gaps**2) * shape.allowed()
    return squares


def targets_of(labels: Matrix) -> Matrix:
    """Labels as the curves see them: seconds by their logarithm, none below one second."""
    targets = np.array(labels, dtype=float)
    targets[:, shape.PLAYTIME] = np.log(np.clip(targets[:, shape.PLAYTIME], 1.0, params.DWELL_CAP_S))
    return targets


def fit_tables(weights: Matrix, design: Matrix, labels: Matrix) -> dict[str, Table]:
    """A calibration table for each head that has labels."""
    logits, found = raw(weights, design), {}
    for column, name in enumerate(shape.NAMES):
        known = ~np.isnan(labels[:, column])
        table = tables.fit(logits[known, column], labels[known, column], is_probability=column != shape.PLAYTIME)
        if table is not None:
            found[name] = table
    return found
