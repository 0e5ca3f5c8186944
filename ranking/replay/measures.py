"""How well lists were ranked (AUC, MRR, nDCG, hits), and how evenly something is spread (Gini, effective number)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

import numpy as np

from ranking.counting.trends import Column

TOP = 10


@dataclass(slots=True)
class Measured:
    """Sums over lists; `means` divides them."""

    lists: int = 0
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, found: Mapping[str, float]) -> None:
        """One more list."""
        self.lists += 1
        for name, value in found.items():
            self.sums[name] = self.sums.get(name, 0.0) + value

    def means(self) -> dict[str, float]:
        """Each measure, to five digits; empty without lists."""
        return {name: round(total / self.lists, 5) for name, total in self.sums.items()}


def of_list(opened: Column) -> dict[str, float]:
    """The measures of one list, best ranked first, in which some were opened (1) and some were not (0); as MIND's own.

    MRR is the mean over all that were opened; nDCG is against the best order there is.
    """
    places = np.flatnonzero(opened > 0) + 1
    hits, others = len(places), len(opened) - len(places)
    above = places - np.arange(1, hits + 1)  # of those that were not opened, above each that was
    gains = 1 / np.log2(np.arange(2, len(opened) + 2))
    found = {"auc": 1 - float(above.sum()) / (hits * others), "mrr": float((1 / places).mean())}
    for top in (5, TOP):
        found[f"ndcg{top}"] = float(gains[places[places <= top] - 1].sum() / gains[: min(top, hits)].sum())
    found["hit10"] = float(places[0] <= TOP)
    return found


def of_one(found: Column, size: Column) -> dict[str, float]:
    """All measures, as means, of lists of these sizes in which one was opened, at the ranks `found`."""
    gain = 1 / np.log2(found + 1)
    measures = {
        "auc": (size - found) / (size - 1),
        "mrr": 1 / found,
        "ndcg5": np.where(found <= 5, gain, 0),  # noqa: PLR2004
        "ndcg10": np.where(found <= TOP, gain, 0),
        "hit10": found <= TOP,
        "mrr10": np.where(found <= TOP, 1 / found, 0),
    }
    return {name: round(float(np.mean(it)), 5) for name, it in measures.items()}


def gini(counts: Sequence[float]) -> float:
    """Gini's coefficient: 0 where all have alike (or there are fewer than two), near 1 where one has everything."""
    size, total = len(counts), sum(counts)
    if size < 2 or not total:  # noqa: PLR2004  one alone is not uneven
        return 0.0
    return float(sum((2 * rank - size - 1) * it for rank, it in enumerate(sorted(counts), start=1)) / (size * total))


def effective(counts: Sequence[float]) -> float:
    """How many of equal size would be as varied: e to the entropy (Hill's number of order 1); 0 for nothing."""
    total = sum(counts)
    return exp(-sum(it / total * log(it / total) for it in counts if it)) if total else 0.0
