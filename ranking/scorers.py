"""SCORES: what the reader would do, as probabilities, from the features. One logistic curve a head."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ranking import params
from ranking.types import Features, Scores

_ORDER = ("p_play", "p_like", "p_comment", "p_hide", "p_quick_back", "playtime_s", "p_report")


def scores(features: Sequence[Features]) -> list[Scores]:
    """The predictions for each row, in its order. Seconds of playtime are capped at params.DWELL_CAP_S."""
    if not features:
        return []
    coefficients, biases = _heads()
    raw = np.asarray([row.values for row in features]) @ coefficients + biases
    time = _ORDER.index("playtime_s")
    out = 1 / (1 + np.exp(-np.clip(raw, -30, 30)))
    # the mean of a log-normal lies above its median by sd^2 / 2
    out[:, time] = np.minimum(params.DWELL_CAP_S, np.exp(np.clip(raw[:, time], -5, 10) + params.PLAYTIME_SD**2 / 2))
    return [Scores(*row) for row in out.tolist()]


@cache
def _heads() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (
        np.array([[_head(name).get(feature, 0.0) for name in _ORDER] for feature in params.FEATURES]),
        np.array([_head(name)["bias"] for name in _ORDER]),
    )


def _head(name: str) -> Mapping[str, float]:
    return params.HEADS[name]
