"""The heads that explain many lessons best: Newton's method on all rows, drawn to the priors.

With no rows the result is the priors; with many they give way. A head has 45 numbers: no library is needed.
"""

import numpy as np

from ranking import params
from ranking.heads import shape
from ranking.heads.shape import Matrix

# Standard deviations of what is believed before any data: a coefficient may well be half off, a base rate fourfold,
# a place by a third.
COEFFICIENT_SD, BIAS_SD, PLACE_SD = 0.5, 1.5, 0.3
_STEPS = 30
_LONGEST = 2.0  # log-odds a step: far from the end a whole Newton step can overshoot
_DONE = 1e-6


def fit(features: Matrix, slots: Matrix, labels: Matrix, *, centre: Matrix | None = None) -> Matrix:
    """The weights of all heads (ranking/heads/shape.py), each from the rows of which its label is known."""
    centre = shape.prior() if centre is None else centre
    design, out = shape.design(features, slots), centre.copy()
    for column in range(len(shape.NAMES)):
        known = ~np.isnan(labels[:, column])
        free = shape.allowed()[:, column] > 0
        if known.any():
            one = _linear if column == shape.PLAYTIME else _logistic
            out[free, column] = one(
                design[known][:, free], labels[known, column], centre[free, column], _precision()[free]
            )
    return out


def _precision() -> Matrix:
    out = np.full(shape.ROWS, COEFFICIENT_SD**-2)
    out[shape.BIAS] = BIAS_SD**-2
    out[shape.BIAS + 1 :] = PLACE_SD**-2
    return out


def _logistic(design: Matrix, labels: Matrix, centre: Matrix, precision: Matrix) -> Matrix:
    weights = centre.copy()
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (p - labels) + precision * (weights - centre)
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(precision)
        step = np.clip(np.linalg.solve(curve, slope), -_LONGEST, _LONGEST)
        weights = weights - step
        if np.abs(step).max() < _DONE:
            break
    return weights


def _linear(design: Matrix, seconds: Matrix, centre: Matrix, precision: Matrix) -> Matrix:
    """The log of the seconds, ridge drawn to the centre."""
    target = np.log(np.clip(seconds, 1.0, params.DWELL_CAP_S)) - design @ centre
    noise = params.PLAYTIME_SD**2
    curve = design.T @ design / noise + np.diag(precision)
    found: Matrix = centre + np.linalg.solve(curve, design.T @ target / noise)
    return found
