"""How well lists were ranked: AUC, MRR, nDCG, hits. Ties are ranked in the middle, so that a constant gains nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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


def ranks(scores: Column) -> Column:
    """The rank of each, 1 for the highest; the middle of their ranks for those that tie."""
    ordered = np.sort(scores)
    low = len(scores) - np.searchsorted(ordered, scores, side="right")
    high = len(scores) - np.searchsorted(ordered, scores, side="left")
    return np.asarray((low + 1 + high) / 2)


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
