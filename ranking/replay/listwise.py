"""A scorer that learns which of a list is opened: softmax over the list, one AdaGrad step a list."""

from collections.abc import Sequence

import numpy as np

from ranking.counting.trends import Column

RATE = 0.1  # as the heads of the site (ranking/heads/online.py); .05 learnt as well, slower
SQUARES = 1e-2  # the first step moves each weight by about RATE


class Listwise:
    """Linear weights over features."""

    def __init__(self, features: int, *, start: Sequence[float] = (), without: Sequence[int] = ()) -> None:
        """Begin with the weights `start` (zeros when left out); those of the places `without` never move."""
        self.weights: Column = np.array(start, dtype=float) if len(start) else np.zeros(features)
        self._squares: Column = np.full(features, SQUARES)
        self._moves: Column = np.ones(features)
        self._moves[list(without)] = 0

    def scores(self, rows: Column) -> Column:
        """The higher, the likelier opened."""
        return np.asarray(rows @ self.weights)

    def learn(self, rows: Column, opened: Column) -> None:
        """One step: `opened` is 1 for the rows that were opened, of at least one."""
        logits = self.scores(rows)
        likely = np.exp(logits - logits.max())
        likely /= likely.sum()
        slope = self._moves * ((likely - opened / opened.sum()) @ rows)
        self._squares += slope**2
        self.weights -= RATE * slope / np.sqrt(self._squares)
