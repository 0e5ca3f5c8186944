"""Scorers that learn which of a list is opened, one step a list: softmax over the list, and the heads of the site."""

from collections.abc import Sequence

import numpy as np

from ranking import params
from ranking.counting.trends import Column
from ranking.heads import shape
from ranking.heads.online import OnlineHeads

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


class HeadsOfSite:
    """P(play) of the site's own online heads, taught each article by itself: opened or not."""

    def __init__(self, features: Sequence[str] = params.FEATURES) -> None:
        """The rows hold these features; what the site knows besides is 0."""
        self._heads = OnlineHeads()
        self._places = [params.FEATURES.index(it) for it in features]

    def scores(self, rows: Column) -> Column:
        """The higher, the likelier opened."""
        return np.asarray(self._heads.scores(self._whole(rows))[:, shape.PLAY])

    def learn(self, rows: Column, opened: Column) -> None:
        """One step a page of twenty."""
        labels = np.full((len(rows), len(shape.NAMES)), np.nan)
        labels[:, shape.PLAY] = opened
        self._heads.learn(self._whole(rows), labels)

    def _whole(self, rows: Column) -> Column:
        found: Column = np.zeros((len(rows), len(params.FEATURES)))
        found[:, self._places] = rows
        return found
