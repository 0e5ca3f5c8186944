"""Figures that say what to expect: inside a set, and on a set never seen."""

from itertools import combinations
from typing import TYPE_CHECKING

from moderation.training.blend import Claims, blend, folds, learn, unseen_parts
from moderation.training.fit import even

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Figures = dict[str, float]
BUDGET = 0.05  # share of articles that reviewers can look at
PREVALENCE = 0.05  # share of dubious ones at which recall under that budget is stated
_BINS = 10  # of the calibration error, as most published figures have it
NEAR_COPY = 0.5  # likeness from which a claim counts as one that another set has too


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


def leave_one_set_out(claims: Claims, *, seed: int) -> tuple[dict[str, dict[str, Figures]], "NDArray[np.float64]"]:
    """Figures of each set by what was learnt on the others only, and again without the claims that another set
    repeats; and what the judges said of each claim.

    The worth of the judges is learnt on the others too, each of those left out in turn.
    """
    import numpy as np

    parts = np.zeros((len(claims.labels), 4))
    p = np.zeros(len(claims.labels))
    inner = _without_two(claims, seed=seed)
    for name in claims.names:
        mine = claims.sets == name
        parts[mine] = learn(claims[~mine]).parts(claims.rows[mine])
        p[mine] = sigmoid(blend(inner[name][~mine], claims[~mine]).logits(parts[mine]))
    is_news = parts[:, 3] < NEAR_COPY
    return {"all": _by_set(claims, p), "without_repetitions": _by_set(claims[is_news], p[is_news])}, parts


def _without_two(claims: Claims, *, seed: int) -> dict[str, "NDArray[np.float64]"]:
    """By the set left out: what judges who saw neither it nor the claim's own set say of each claim of the others."""
    import numpy as np

    inner = {name: np.zeros((len(claims.labels), 4)) for name in claims.names}
    if len(claims.names) == 2:  # noqa: PLR2004  # one set is left to learn from: its near-copies stay together
        for name in claims.names:
            others = claims.sets != name
            inner[name][others] = unseen_parts(claims[others], seed=seed)
        return inner
    for one, other in combinations(claims.names, 2):
        of_one, of_other = claims.sets == one, claims.sets == other
        judges = learn(claims[~(of_one | of_other)])
        inner[one][of_other] = judges.parts(claims.rows[of_other])
        inner[other][of_one] = judges.parts(claims.rows[of_one])
    return inner


def inside_sets(claims: Claims, unseen: "NDArray[np.float64]", *, seed: int) -> dict[str, Figures]:
    """Five-fold figures of each set, where the model saw other claims of the same set; near-copies stay together.

    `unseen` is what judges said of claims of sets they had not seen: the worth of the judges is learnt on it.
    """
    import numpy as np

    p = np.zeros(len(claims.labels))
    for test in folds(claims.groups, seed=seed):
        blended = blend(unseen[~test], claims[~test])
        p[test] = sigmoid(blended.logits(learn(claims[~test]).parts(claims.rows[test])))
    return _by_set(claims, p)


def sigmoid(logits: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Log-odds as probabilities."""
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-logits)))


def _by_set(claims: Claims, p: "NDArray[np.float64]") -> dict[str, Figures]:
    found = {}
    for name in claims.names:
        mine = claims.sets == name
        if claims.labels[mine].any() and not claims.labels[mine].all():
            found[name] = {**figures(p[mine], claims.labels[mine]), "claims": int(mine.sum())}
    return found


def mean(by_set: dict[str, Figures]) -> Figures:
    """The plain mean over sets: a small set counts as much as a large one."""
    keys = [key for key in next(iter(by_set.values()), {}) if key != "claims"]
    return {key: round(sum(one[key] for one in by_set.values()) / len(by_set), 3) for key in keys}
