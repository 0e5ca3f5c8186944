"""What heads are worth on pages they have not seen: log-loss, AUC, calibration. Pure."""

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from ranking import params
from ranking.heads import shape, tables
from ranking.heads.curves import Heads
from ranking.heads.shape import Matrix

_SURE = 1e-9


class Figures(TypedDict):
    """Of one head. `ece` of the playtime is a share of its mean; its `auc` compares long with short readings."""

    rows: int
    positives: int
    mean: float
    said: float
    log_loss: float
    auc: float
    ece: float
    bins: list[list[float]]  # mean said, mean true, rows


def figures(heads: Heads, features: Matrix, slots: Matrix, labels: Matrix) -> dict[str, Figures]:
    """Of every head that some row tells of, against what was observed at these places."""
    said, found = heads.observed(features, slots), {}
    for column, name in enumerate(shape.NAMES):
        known = ~np.isnan(labels[:, column])
        if known.any():
            found[name] = _of(said[known, column], labels[known, column], is_time=column == shape.PLAYTIME)
    return found


def _of(said: Matrix, labels: Matrix, *, is_time: bool) -> Figures:
    mean = float(labels.mean())
    error = tables.ece(said, labels)
    high = labels > np.median(labels) if is_time else labels > 0
    return Figures(
        rows=len(labels),
        positives=int(high.sum()),
        mean=round(mean, 6),
        said=round(float(said.mean()), 6),
        log_loss=round(_surprise_of_time(said, labels) if is_time else log_loss(said, labels), 6),
        auc=round(auc(said, high), 4),
        ece=round(error / max(mean, _SURE) if is_time else error, 5),
        bins=[
            [round(float(said[rows].mean()), 5), round(float(labels[rows].mean()), 5), len(rows)]
            for rows in tables.bins(said)
        ],
    )


def log_loss(said: Matrix, labels: Matrix) -> float:
    """Mean surprise in nats."""
    p = np.clip(said, _SURE, 1 - _SURE)
    return float(-np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p)))


def _surprise_of_time(said: Matrix, seconds: Matrix) -> float:
    """The same for a log-normal whose mean was said."""
    median = np.log(np.maximum(said, _SURE)) - params.PLAYTIME_SD**2 / 2
    gap = (np.log(np.maximum(seconds, 1.0)) - median) / params.PLAYTIME_SD
    return float(np.mean(gap**2) / 2 + np.log(params.PLAYTIME_SD * np.sqrt(2 * np.pi)))


def auc(said: Matrix, is_positive: NDArray[np.bool_]) -> float:
    """How often a positive was said higher than a negative; ties count half; .5 without one of each."""
    positives = int(is_positive.sum())
    negatives = len(said) - positives
    if not positives or not negatives:
        return 0.5
    _values, place, count = np.unique(said, return_inverse=True, return_counts=True)
    ranks = np.cumsum(count) - (count - 1) / 2
    return float((ranks[place][is_positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))
