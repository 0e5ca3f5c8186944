"""Fit the gate "is it about health?": claims against background, as wide as the recall we want."""

from typing import TYPE_CHECKING

from moderation.grams import SLOTS
from moderation.params import HEALTH_AT
from moderation.tone import NAMES
from moderation.training.blend import folds
from moderation.training.dataset import Dataset
from moderation.training.fit import calibrated, even, fit, logits
from moderation.training.matrix import Matrix, matrix
from moderation.weights import Head, load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEALTH_SLOTS = SLOTS // 4  # the gate is an easy question: a quarter of the slots lost no recall
RECALL = 0.955  # of claims in sets it has not seen; .95 is asked for, and the sets scatter by half a point
# The gate may use these alone: the others tell tweets from headlines, not health from the rest.
_TONE = frozenset({"strong_health", "weak_health", "is_about_health"})
_FEWEST_BACKGROUND = 500  # sentences; below that the shipped gate is the better one

Figures = dict[str, float | str]


def gate(data: Dataset, *, seed: int) -> tuple[Head, Figures]:
    """The head "about health" and its figures; the shipped one when there is no background text to learn from."""
    import numpy as np

    if len(data.background) < _FEWEST_BACKGROUND:
        return load().health, {"kept": f"the shipped gate: {len(data.background)} sentences of background are too few"}
    rows = matrix([*data.texts, *data.background], slots=HEALTH_SLOTS)
    count = len(data.background)
    sets = np.concatenate([data.sets, np.full(count, "")])
    groups = np.concatenate([data.groups, np.array([f"background {at}" for at in range(count)])])
    is_health = sets != ""
    inside = np.zeros(len(sets))
    for test in folds(groups, seed=seed):
        inside[test] = logits(_fitted(rows[~test], is_health[~test], sets[~test]), rows[test])
    unseen = inside.copy()
    for name in data.names:
        others = sets != name
        unseen[~others] = logits(_fitted(rows[others], is_health[others], sets[others]), rows[~others])
    final = _fitted(rows, is_health, sets)
    head = calibrated(final, inside, is_health, _weight(is_health, sets))
    shift = _wide_enough(unseen[is_health] * head.scale, data.sets)
    head = Head(head.grams, head.rarity, head.features, head.scale, final.offset * head.scale + shift)
    return head, _figures(inside * head.scale + shift, unseen * head.scale + shift, sets)


def _fitted(rows: Matrix, is_health: "NDArray[np.bool_]", sets: "NDArray[np.str_]") -> Head:
    import numpy as np

    usable = np.array([name in _TONE for name in NAMES])
    return fit(rows, is_health, sets, _weight(is_health, sets), tone=usable)


def _weight(is_health: "NDArray[np.bool_]", sets: "NDArray[np.str_]") -> "NDArray[np.float64]":
    """Half for the claims, each set the same, and half for the background."""
    import numpy as np

    weight = even(is_health, sets)
    weight[is_health] *= weight[~is_health].sum() / weight[is_health].sum()
    return np.asarray(weight)


def _wide_enough(scaled: "NDArray[np.float64]", sets: "NDArray[np.str_]") -> float:
    """The offset with which RECALL of the claims pass at HEALTH_AT, each set counting the same."""
    import numpy as np

    weight = even(np.ones(len(sets), dtype=bool), sets)
    order = np.argsort(scaled)
    lost = np.cumsum(weight[order]) / weight.sum()
    lowest = scaled[order][np.searchsorted(lost, 1 - RECALL)]
    return float(np.log(HEALTH_AT / (1 - HEALTH_AT)) - lowest)


def _figures(inside: "NDArray[np.float64]", unseen: "NDArray[np.float64]", sets: "NDArray[np.str_]") -> Figures:
    """Recall by set from log-odds, and the share of background that passes."""
    import numpy as np

    least = np.log(HEALTH_AT / (1 - HEALTH_AT))
    names = sorted(set(sets.tolist()) - {""})
    said: Figures = {"background_let_through": round(float((inside[sets == ""] >= least).mean()), 3)}
    for title, logit in (("recall_inside", inside), ("recall_unseen", unseen)):
        by_set = {name: float((logit[sets == name] >= least).mean()) for name in names}
        said[title] = round(sum(by_set.values()) / len(by_set), 3)
        said |= {f"{title}_{name}": round(recall, 3) for name, recall in by_set.items()}
    return said
