"""What a site gains by its decisions, measured: each set in turn is a site that the model has not seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from moderation.training.blend import Claims, blend, joined, learn, unseen_parts
from moderation.training.calibrate import calibrate, errors
from moderation.training.evaluate import PREVALENCE, Figures, mean, recall_under_budget
from moderation.training.local import Decided, learn_locally, said
from moderation.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DECISIONS = 1_000
CALIBRATED_ON = 300
SEEDS = (1, 2, 3, 4, 5)  # draws of decisions: one alone scatters by .02 recall


def lessons(claims: Claims, vectors: "NDArray[np.float32]", *, seeds: Sequence[int] = SEEDS) -> dict[str, Figures]:
    """By set: recall under the budget before and after 1,000 decisions, and how true p is after 300 picked by dice.

    Claims of the set that are decided on, or nearly copy such a one, are not measured. `vectors` has a row a claim;
    without columns the own judge reads the tone alone.
    """
    found = {}
    for name in claims.names:
        mine = claims.sets == name
        others = claims[~mine]
        parts = unseen_parts(others, seed=seeds[0])
        dubious, memory = joined(learn(others), blend(parts, others))
        shipped = Weights("shipped", dubious, dubious, memory)
        encoder = "vectors" if vectors.size else ""
        site = Decided(claims.rows[mine], claims.labels[mine], claims.groups[mine], vectors[mine], encoder)
        found[name] = mean({str(seed): _after(shipped, site, seed=seed) for seed in seeds})
    return {"mean": mean(found), **found}


def _after(shipped: Weights, site: Decided, *, seed: int) -> Figures:
    """The figures of one site, with one draw of decisions."""
    decided = _picked(site.groups, DECISIONS, seed=seed)
    before = said(shipped, site)
    after = said(learn_locally(shipped, site[decided], seed=seed), site[~decided])
    rare = _thinned(site.labels, seed=seed)
    return {
        "recall_before": recall_under_budget(before[~decided], site.labels[~decided]),
        "recall_after_1000": recall_under_budget(after, site.labels[~decided]),
        **_calibration(before, site, seed=seed),
        **{f"{key}_rare": value for key, value in _calibration(before[rare], site[rare], seed=seed).items()},
    }


def _calibration(logits: "NDArray[np.float64]", site: Decided, *, seed: int) -> Figures:
    """The calibration error of all but the 300 that the curve was learnt from."""
    few = _picked(site.groups, CALIBRATED_ON, seed=seed)
    curve = calibrate(logits[few], site.labels[few], seed=seed)
    found = errors(curve.p(logits[~few]), site.labels[~few], seed=seed)
    return {f"{key}_after_300": value for key, value in found.items()}


def _picked(groups: "NDArray[np.str_]", count: int, *, seed: int) -> "NDArray[np.bool_]":
    """About so many rows, drawn by groups of near-copies; never more than four fifths of all."""
    import numpy as np

    names, sizes = np.unique(groups, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    enough = np.cumsum(sizes[order]) <= min(count, 4 * len(groups) // 5)
    return np.isin(groups, names[order[enough]])


def _thinned(labels: "NDArray[np.bool_]", *, seed: int) -> "NDArray[np.bool_]":
    """All sound rows and so few dubious ones that they are as rare as on a news site."""
    import numpy as np

    keep = PREVALENCE / (1 - PREVALENCE) * (~labels).sum() / labels.sum()
    return np.asarray(~labels | (np.random.default_rng(seed).random(len(labels)) < keep))
