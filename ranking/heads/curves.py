"""From features to what a reader would do: a logistic curve a head, a log-normal for the seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ranking import params
from ranking.heads import shape
from ranking.heads.shape import Matrix, Rows, Slots
from ranking.heads.tables import Table

_MOST = 30.0  # log-odds: beyond it floats say 0 or 1


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads at one moment: their name, their matrix (see shape), their calibration by head; what is behind them, as
    AdaGrad counts it (see online), None for nothing.
    """

    version: str = params.HEADS_VERSION
    weights: Matrix = field(default_factory=shape.prior)
    tables: Mapping[str, Table] = field(default_factory=dict)
    squares: Matrix | None = None

    def as_served(self, rows: Rows) -> Matrix:
        """What each head says if the piece is looked at, at no place in particular; seconds of a piece of usual length.

        P(quick back) is said for a piece that was opened.
        """
        features = shape.padded(rows)
        weights = self.weights * shape.served()
        return self._said(features @ weights[: shape.BIAS] + weights[shape.BIAS])

    def observed(self, rows: Rows, slots: Slots | None = None) -> Matrix:
        """What will be seen to happen at these places, with pieces of this length: what calibration is held against."""
        return self._said(raw(self.weights, shape.design(rows, slots)))

    def coefficients(self, head: str) -> dict[str, float]:
        """Coefficients by feature, as a page uses them."""
        column = (self.weights * shape.served())[: shape.BIAS, shape.NAMES.index(head)]
        return dict(zip(params.FEATURES, column.tolist(), strict=True))

    def _said(self, logits: Matrix) -> Matrix:
        for column, name in enumerate(shape.NAMES):
            if name in self.tables:
                logits[:, column] = self.tables[name].at(logits[:, column])
        return said(logits)


def raw(weights: Matrix, design: Matrix) -> Matrix:
    """Log-odds, and for the playtime the log of its mean: a log-normal's mean lies above its median by sd^2 / 2."""
    logits = np.clip(design @ weights, -_MOST, _MOST)
    logits[:, shape.PLAYTIME] += params.PLAYTIME_SD**2 / 2
    return logits


def said(logits: Matrix) -> Matrix:
    """Probabilities, and seconds of at most params.DWELL_CAP_S."""
    out: Matrix = 1 / (1 + np.exp(-np.clip(logits, -_MOST, _MOST)))
    seconds = np.exp(np.clip(logits[:, shape.PLAYTIME], -5.0, 10.0))
    out[:, shape.PLAYTIME] = np.minimum(params.DWELL_CAP_S, seconds)
    return out
