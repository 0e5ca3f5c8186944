"""Figures that say what to expect: inside a set, and on a set never seen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from moderation.training.fit import calibrated, even, fit, logits
from moderation.training.matrix import Matrix
from moderation.weights import Head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Figures = dict[str, float]
BUDGET = 0.05  # share of articles that reviewers can look at
PREVALENCE = 0.05  # share of dubious ones at which recall under that budget is stated
_BINS = 10  # of the calibration error, as most published figures have it
_FOLDS = 5


def figures(p: "NDArray[np.float64]", labels: "NDArray[np.bool_]") -> Figures:
    """Macro-F1 at .5, AUROC, calibration error at even odds, and recall when reviewers look at 5 % of items."""
    import numpy as np
    from sklearn.metrics import f1_score, roc_auc_score

    weight = even(labels, np.full(len(labels), ""))
    return {
        "macro_f1": round(float(f1_score(labels, p > 0.5, average="macro")), 3),  # noqa: PLR2004  # even odds
        "auroc": round(float(roc_auc_score(labels, p)), 3),
        "ece": round(calibration_error(p, labels, weight), 3),
        "recall_at_5_percent": round(recall_under_budget(p, labels), 3),
    }


def calibration_error(p: "NDArray[np.float64]", labels: "NDArray[np.bool_]", weight: "NDArray[np.float64]") -> float:
    """Mean distance of what was said and what was true, over ten bins of p, weighted."""
    import numpy as np

    bins = np.minimum((p * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((weight * (p - labels))[bins == one].sum())) for one in range(_BINS)]
    return sum(gaps) / float(weight.sum())


def recall_under_budget(p: "NDArray[np.float64]", labels: "NDArray[np.bool_]") -> float:
    """Share of the dubious ones among the top 5 %, if 5 % of all were dubious: rows are weighted to that share."""
    import numpy as np

    share = np.where(labels, PREVALENCE / labels.sum(), (1 - PREVALENCE) / (~labels).sum())
    order = np.argsort(-p, kind="stable")
    looked_at = np.cumsum(share[order]) <= BUDGET
    return float(share[order][looked_at & labels[order]].sum() / PREVALENCE)


def leave_one_set_out(
    data: Matrix, labels: "NDArray[np.bool_]", sets: "NDArray[np.str_]"
) -> tuple[dict[str, Figures], "NDArray[np.float64]"]:
    """Figures of each set under a model that saw the others only, and the raw logits of all rows by such models."""
    import numpy as np

    raw = np.zeros(len(labels))
    by_set: dict[str, Figures] = {}
    for name in sorted(set(sets.tolist())):
        seen = sets != name
        head = fit(data[seen], labels[seen], even(labels[seen], sets[seen]))
        raw[~seen] = logits(head, data[~seen])
    for name in sorted(set(sets.tolist())):
        # calibrated on the other sets' logits, so that the figures of this one are not its own
        others = sets != name
        plain_head = calibrated(_identity(), raw[others], labels[others], even(labels[others], sets[others]))
        p = 1 / (1 + np.exp(-(plain_head.scale * raw[~others] + plain_head.offset)))
        by_set[name] = figures(p, labels[~others])
    return by_set, raw


def inside_sets(
    data: Matrix, labels: "NDArray[np.bool_]", sets: "NDArray[np.str_]", groups: "NDArray[np.str_]", *, seed: int
) -> dict[str, Figures]:
    """Five-fold figures of each set, where the model saw other claims of the same set; near-copies stay together."""
    import numpy as np

    raw = np.zeros(len(labels))
    for test in folds(groups, seed=seed):
        seen = ~test
        head = fit(data[seen], labels[seen], even(labels[seen], sets[seen]))
        raw[test] = logits(head, data[test])
    head = calibrated(_identity(), raw, labels, even(labels, sets))
    p = 1 / (1 + np.exp(-(head.scale * raw + head.offset)))
    return {name: figures(p[sets == name], labels[sets == name]) for name in sorted(set(sets.tolist()))}


def mean(by_set: dict[str, Figures]) -> Figures:
    """The plain mean over sets: a small set counts as much as a large one."""
    keys = next(iter(by_set.values()))
    return {key: round(sum(one[key] for one in by_set.values()) / len(by_set), 3) for key in keys}


def folds(groups: "NDArray[np.str_]", *, seed: int) -> Iterator["NDArray[np.bool_]"]:
    """The test rows of each of five folds; rows of one group stay together."""
    import numpy as np

    names = np.unique(groups)
    fold = np.random.default_rng(seed).integers(0, _FOLDS, len(names))
    of_row = fold[np.searchsorted(names, groups)]
    for one in range(_FOLDS):
        yield of_row == one


def _identity() -> "Head":
    import numpy as np

    nothing = np.zeros(0, dtype=np.float32)
    return Head(nothing, nothing, nothing, 1.0, 0.0)
