"""Figures of what was learnt from comments, each with the interval that 95 of 100 other draws of threads fall into."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from moderation.remarks import tidy
from moderation.training.discussions import Discussions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Interval = dict[str, float | list[float]]
_DRAWS = 500  # of threads, with replacement: ends of the interval scatter by .001


def doubt_figures(unseen: "NDArray[np.float64]", data: Discussions, *, seed: int) -> dict[str, object]:
    """Doubt against rest by five folds of threads; and again without comments that stand in several threads."""
    import numpy as np

    texts = [tidy(remark) for remark in data.remarks]
    often = Counter(texts)
    once = np.array([often[text] == 1 for text in texts])
    return {
        "comments": len(texts),
        "doubting": int(data.doubts.sum()),
        "threads": len(set(data.thread_of.tolist())),
        **auroc([unseen], data.doubts, data.thread_of, seed=seed),
        "without_copies": auroc([unseen[once]], data.doubts[once], data.thread_of[once], seed=seed),
    }


def thread_figures(
    unseen: Mapping[str, Sequence["NDArray[np.float64]"]], data: Discussions, *, seed: int
) -> dict[str, object]:
    """True against false threads with comments by five folds, near-copies together: means of several divisions."""
    return {
        "threads": len(data.false),
        "false": int(data.false.sum()),
        **{name: auroc(found, data.false, data.groups, seed=seed) for name, found in unseen.items()},
    }


def auroc(
    found: Sequence["NDArray[np.float64]"], labels: "NDArray[np.bool_]", groups: "NDArray[np.str_]", *, seed: int
) -> Interval:
    """The mean AUROC of several log-odds of the same rows, and its interval: groups are drawn with replacement."""
    import numpy as np

    names, of_row = np.unique(groups, return_inverse=True)
    rng = np.random.default_rng(seed)
    areas = [_area(one, labels) for one in found]
    drawn = []
    for _ in range(_DRAWS):
        weight = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[of_row]
        if min(weight[labels].sum(), weight[~labels].sum()) > 0:
            drawn.append(np.mean([area(weight) for area in areas]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    mean = float(np.mean([area(np.ones(len(labels))) for area in areas]))
    return {"auroc": round(mean, 3), "auroc_95": [round(float(low), 3), round(float(high), 3)]}


def _area(found: "NDArray[np.float64]", labels: "NDArray[np.bool_]") -> Callable[["NDArray[Any]"], float]:
    """The AUROC of these log-odds as a function of what each row weighs: sorted once for all draws."""
    import numpy as np

    values, place = np.unique(found, return_inverse=True)

    def area(weight: "NDArray[Any]") -> float:
        yes = np.bincount(place[labels], weight[labels], minlength=len(values))
        no = np.bincount(place[~labels], weight[~labels], minlength=len(values))
        return float((yes * (np.cumsum(no) - no / 2)).sum() / (yes.sum() * no.sum()))

    return area
