"""The heads as one matrix: a row for each feature, one for the bias, one for each place on the page; a column a head.

The places are learnt and left out when a page is made: what counts there is how well a piece does once it is looked at,
wherever it stands (PAL, Guo et al. 2019). The length is left out of the playtime the same way: readers spend longer on
a long piece, and that alone must not lift it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ranking import params

Matrix: TypeAlias = NDArray[np.float64]
Rows: TypeAlias = Sequence[Sequence[float]] | NDArray[Any]
Slots: TypeAlias = Sequence[int] | NDArray[Any]

NAMES = ("p_play", "p_like", "p_comment", "p_hide", "p_quick_back", "playtime_s", "p_report")
PLAYTIME, QUICK_BACK, PLAY = NAMES.index("playtime_s"), NAMES.index("p_quick_back"), NAMES.index("p_play")
SLOTS = params.PAGE_SIZE
BIAS = len(params.FEATURES)
ROWS = BIAS + 1 + SLOTS
NOWHERE = -1  # a slot that teaches nothing of places: the forced one
FEATURE_MOST = 8.0  # the largest honest value is heat, log(1 + 2,000 openings); beyond it something is broken


def prior() -> Matrix:
    """The heads before the site has data of its own: params.HEADS, no place better than another."""
    return from_words(params.HEADS)


def from_words(heads: Mapping[str, Mapping[str, float]], slots: Mapping[str, Sequence[float]] | None = None) -> Matrix:
    """The matrix of named coefficients; features that a head does not name count 0, unknown names are passed over.

    Raises KeyError when a head is missing, ValueError or TypeError when a coefficient is no finite number.
    """
    weights = np.zeros((ROWS, len(NAMES)))
    for column, name in enumerate(NAMES):
        weights[:BIAS, column] = [heads[name].get(feature, 0.0) for feature in params.FEATURES]
        weights[BIAS, column] = heads[name]["bias"]
        places = (slots or {}).get(name, ())[:SLOTS]
        weights[BIAS + 1 : BIAS + 1 + len(places), column] = places
    if not np.isfinite(weights).all():
        raise ValueError("A coefficient is not a finite number.")
    return weights * allowed()


def to_words(weights: Matrix) -> tuple[dict[str, dict[str, float]], dict[str, list[float]]]:
    """Coefficients by head and feature, effects of the places by head: stored by name, for features are added."""
    heads = {
        name: {
            feature: round(float(value), 6)
            for feature, value in zip((*params.FEATURES, "bias"), weights[: BIAS + 1, column], strict=True)
        }
        for column, name in enumerate(NAMES)
    }
    slots = {name: [round(float(it), 6) for it in weights[BIAS + 1 :, i]] for i, name in enumerate(NAMES)}
    return heads, slots


def allowed() -> Matrix:
    """1 where a head may have a coefficient. What follows an opening does not depend on the place any more."""
    mask = np.ones((ROWS, len(NAMES)))
    mask[BIAS + 1 :, [PLAYTIME, QUICK_BACK]] = 0
    return mask


def served() -> Matrix:
    """1 where a coefficient counts when a page is made: not the places, not the length in the playtime."""
    mask = allowed()
    mask[BIAS + 1 :] = 0
    mask[params.FEATURES.index("length"), PLAYTIME] = 0
    return mask


def padded(rows: Rows) -> Matrix:
    """Stored features as a matrix: features are only ever appended, so an older, shorter row lacks zeros at its end."""
    if isinstance(rows, np.ndarray) and rows.ndim == 2 and rows.shape[1] == BIAS:  # noqa: PLR2004  rows and columns
        return np.clip(rows.astype(np.float64, copy=False), -FEATURE_MOST, FEATURE_MOST)
    out = np.zeros((len(rows), BIAS))
    for i, row in enumerate(rows):
        known = min(len(row), BIAS)
        out[i, :known] = row[:known]
    return np.clip(np.nan_to_num(out), -FEATURE_MOST, FEATURE_MOST)


def design(rows: Rows, slots: Slots | None = None) -> Matrix:
    """Rows of features with their bias and their place: the slot from 0, NOWHERE (or `slots` left out) for none."""
    features = padded(rows)
    out = np.zeros((len(features), ROWS))
    out[:, :BIAS], out[:, BIAS] = features, 1.0
    if slots is not None:
        at = np.asarray(slots, dtype=int)
        here = np.flatnonzero(at >= 0)
        out[here, BIAS + 1 + np.minimum(at[here], SLOTS - 1)] = 1.0
    return out
