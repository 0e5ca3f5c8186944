"""Fit one linear judgement: naive Bayes over hashed n-grams, and Fisher's discriminant over the tone.

Naive Bayes, because on a set it has not seen it beat logistic regression by .02 macro-F1 and .02 AUROC
(docs/moderation.md): counts of 16,000 short texts are too few to fit 400,000 weights against each other.
"""

from typing import TYPE_CHECKING

from moderation.training.fisher import discriminant
from moderation.training.matrix import Matrix
from moderation.weights import Head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMOOTHING = 0.2  # of .1, .2, .5 and 1 the best AUROC on unseen sets
TONE_SHARE = 0.25  # of .25, .5 and 1: more helps on tweets and harms on headlines


def even(labels: "NDArray[np.bool_]", sets: "NDArray[np.str_]") -> "NDArray[np.float64]":
    """Weights under which every set, and within it both labels, count the same; their mean is 1."""
    import numpy as np

    weight = np.zeros(len(labels))
    for name in set(sets.tolist()):
        for label in (False, True):
            mine = (sets == name) & (labels == label)
            if mine.any():
                weight[mine] = 1 / mine.sum()
    return np.asarray(weight * len(labels) / weight.sum())


def fit(
    data: Matrix,
    labels: "NDArray[np.bool_]",
    sets: "NDArray[np.str_]",
    weight: "NDArray[np.float64]",
    *,
    tone: "NDArray[np.bool_] | None" = None,
) -> Head:
    """A head, not yet calibrated. `tone` says which features it may use; all by default."""
    import numpy as np
    from scipy import sparse

    seen = np.asarray(data.grams.sum(axis=0)).ravel()
    rarity = np.where(seen > 0, np.log((1 + len(labels)) / (1 + seen)) + 1, 0.0)
    scaled = data.grams @ sparse.diags(rarity)
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    scaled = (sparse.diags(1 / np.maximum(length, 1e-9)) @ scaled).tocsr()
    yes = SMOOTHING + scaled.T @ (weight * labels)
    no = SMOOTHING + scaled.T @ (weight * ~labels)
    ratio = (np.log(yes / yes.sum()) - np.log(no / no.sum())) * (seen > 0)

    usable = data.tone if tone is None else data.tone * tone
    features, offset = discriminant(usable, labels, sets, weight)
    return Head(
        grams=(ratio * rarity).astype(np.float32),
        rarity=rarity.astype(np.float32),
        features=(TONE_SHARE * features).astype(np.float32),
        scale=1.0,
        offset=TONE_SHARE * offset,
    )


def told(head: Head, data: Matrix) -> tuple["NDArray[np.float64]", "NDArray[np.float64]"]:
    """What the n-grams and what the tone of each row say: log-odds are their sum."""
    import numpy as np

    length = np.sqrt(data.grams @ (head.rarity.astype(np.float64) ** 2))
    total = (data.grams @ head.grams.astype(np.float64)) / np.maximum(length, 1e-9)
    return np.asarray(head.scale * total), np.asarray(data.tone @ head.features + head.offset)


def logits(head: Head, data: Matrix) -> "NDArray[np.float64]":
    """The log-odds of each row."""
    grams, tone = told(head, data)
    return grams + tone


def calibrated(
    head: Head, out_of_set: "NDArray[np.float64]", labels: "NDArray[np.bool_]", weight: "NDArray[np.float64]"
) -> Head:
    """Platt's scaling, learnt from logits of sets the model had not seen: it will meet such ones."""
    from sklearn.linear_model import LogisticRegression

    platt = LogisticRegression(C=1e3).fit(out_of_set[:, None], labels, sample_weight=weight)
    a, b = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    return Head(head.grams, head.rarity, head.features * a, head.scale * a, head.offset * a + b)
