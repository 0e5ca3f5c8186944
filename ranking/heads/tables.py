"""Calibration: a table from what a head said to what came true, and how far the two are apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranking.heads.shape import Matrix

_BINS = 15  # equal masses (facts/ranking.md: 10 to 15)
_KNOTS = 40  # of an isotonic table at most: more follow the noise
_PLATT_BELOW = 1000  # positives: under it two numbers are all that can be told (facts/ranking.md, section 6.5)
_PRECISION = 20.0  # of scale 1 and shift 0 before any data: one surprise moves a click rate of .05 to .08
_FAR = 30.0
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Table:
    """A rising, piecewise straight line from log-odds to log-odds (or log seconds to log seconds)."""

    said: tuple[float, ...]
    true: tuple[float, ...]

    def at(self, logits: Matrix) -> Matrix:
        """The corrected log-odds. Beyond the ends the line goes on with slope 1, so that no order is lost there."""
        x, y = np.asarray(self.said), np.asarray(self.true)
        inside = np.interp(logits, x, y)
        return np.asarray(inside + np.minimum(0, logits - x[0]) + np.maximum(0, logits - x[-1]))


def fit(logits: Matrix, labels: Matrix, *, is_probability: bool = True) -> Table | None:
    """The table of one head from its raw log-odds and what happened; None while there is nothing to learn from.

    Isotonic, or Platt's two numbers below 1,000 positives. Seconds (`is_probability` false) are told by their means.
    """
    if not len(labels):
        return None
    if not is_probability:
        return _isotonic(logits, labels) if len(labels) >= _PLATT_BELOW else _shifted(logits, labels)
    positives = min(labels.sum(), (1 - labels).sum())
    return _isotonic(logits, labels) if positives >= _PLATT_BELOW else _platt(logits, labels)


def ece(said: Matrix, labels: Matrix) -> float:
    """Expected calibration error over 15 bins of equal mass: the mean distance of what was said and what came true."""
    if not len(labels):
        return 0.0
    gaps = [abs(float((said[rows] - labels[rows]).sum())) for rows in bins(said, _BINS)]
    return sum(gaps) / len(labels)


def bins(said: Matrix, count: int = _BINS) -> list[NDArray[np.intp]]:
    """Row numbers in bins of equal mass, lowest predictions first; no bin is empty."""
    return [rows for rows in np.array_split(np.argsort(said, kind="stable"), count) if len(rows)]


def _platt(logits: Matrix, labels: Matrix) -> Table:
    """Scale and shift by Newton's method, drawn to 1 and 0."""
    theta, centre = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    x = np.stack([logits, np.ones(len(logits))], axis=1)
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -_FAR, _FAR)))
        slope = x.T @ (p - labels) + _PRECISION * (theta - centre)
        curve = (x * (p * (1 - p))[:, None]).T @ x + _PRECISION * np.eye(2)
        step = np.linalg.solve(curve, slope)
        theta = theta - np.clip(step, -1, 1)
        if np.abs(step).max() < _LEAST:
            break
    scale = max(0.05, float(theta[0]))  # a falling line would turn the order of the page round
    return Table((-_FAR, _FAR), (float(theta[1]) - _FAR * scale, float(theta[1]) + _FAR * scale))


def _shifted(logits: Matrix, labels: Matrix) -> Table:
    """Seconds while they are few: one factor, drawn to 1 as by 20 readings."""
    told, true = float(np.exp(logits).sum()), float(labels.sum())
    mean = max(_LEAST, told / len(labels))
    shift = float(np.log((true + 20 * mean) / (told + 20 * mean)))
    return Table((0.0,), (shift,))


def _isotonic(logits: Matrix, labels: Matrix) -> Table:
    """Neighbouring bins are joined until rates rise (pool adjacent violators); each joined bin is one knot."""
    is_share = bool(labels.max() <= 1)
    pools: list[tuple[float, float, int]] = []  # sum of log-odds, sum of labels, rows
    for rows in bins(logits, _KNOTS):
        pools.append((float(logits[rows].sum()), float(labels[rows].sum()), len(rows)))
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last, before = pools.pop(), pools.pop()
            pools.append((last[0] + before[0], last[1] + before[1], last[2] + before[2]))
    said = np.array([total / n for total, _, n in pools])
    rates = np.array([total / n for _, total, n in pools])
    if is_share:
        # half a case more in each pool: a pool in which nothing ever happened is rare, not impossible
        rates = np.array([(total + 0.5) / (n + 1) for _, total, n in pools])
        true = np.log(rates / (1 - rates))
    else:
        true = np.log(np.maximum(rates, _LEAST))
    keep = np.concatenate([[True], np.diff(said) > _LEAST])
    return Table(tuple(said[keep].tolist()), tuple(np.maximum.accumulate(true[keep]).tolist()))
