"""Readers whose tastes are known: features as pages store them, and what these readers then do."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ranking import params
from ranking.heads import shape
from ranking.heads.shape import Matrix

AT = {name: i for i, name in enumerate(params.FEATURES)}


def rows(count: int, rng: np.random.Generator) -> Matrix:
    """Features in the ranges of a real page."""
    out = np.zeros((count, shape.BIAS))
    for name in ("cos_long", "cos_short", "cos_recent"):
        out[:, AT[name]] = np.clip(rng.normal(0.2, 0.15, count), 0, 1)
    for name in ("topic_taste", "feed_taste", "click_rate", "length"):
        out[:, AT[name]] = rng.normal(0, 0.6, count)
    for name in ("follows_topic", "follows_author"):
        out[:, AT[name]] = rng.random(count) < 0.1
    for name in ("heat", "topic_today", "author_today"):
        out[:, AT[name]] = rng.exponential(1, count)
    out[:, AT["freshness"]] = rng.random(count)
    out[:, AT["p_bait"]] = rng.beta(1, 6, count)
    out[:, AT["dwell_ratio"]] = 1.0
    return out


def truth() -> Matrix:
    """Heads that differ from the priors: likenesses matter twice as much, heat not at all, lower places less."""
    weights = shape.prior()
    weights[AT["cos_long"], shape.PLAY] = 3.0
    weights[AT["heat"], shape.PLAY] = 0.0
    weights[shape.BIAS, shape.PLAY] = -3.0
    weights[shape.BIAS + 1 :, shape.PLAY] = 0.6 - 0.06 * np.arange(shape.SLOTS)
    return weights


def acts(features: Matrix, slots: NDArray[Any], weights: Matrix, rng: np.random.Generator) -> Matrix:
    """Labels as the learner gets them: unknown what follows an opening where there was none."""
    logits = shape.design(features, slots) @ weights
    labels = (rng.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(float)
    seconds = np.exp(logits[:, shape.PLAYTIME] + rng.normal(0, params.PLAYTIME_SD, len(logits)))
    labels[:, shape.PLAYTIME] = np.clip(seconds, 1, params.DWELL_CAP_S)
    labels[labels[:, shape.PLAY] == 0, shape.PLAYTIME] = np.nan
    labels[labels[:, shape.PLAY] == 0, shape.QUICK_BACK] = np.nan
    return labels


def lived(count: int, *, seed: int, weights: Matrix | None = None) -> tuple[Matrix, NDArray[Any], Matrix]:
    """Features, slots and labels of so many views."""
    rng = np.random.default_rng(seed)
    features, slots = rows(count, rng), rng.integers(0, shape.SLOTS, count)
    return features, slots, acts(features, slots, truth() if weights is None else weights, rng)
