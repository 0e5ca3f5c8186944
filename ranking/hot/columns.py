"""Articles as columns, newest first. Asks nobody; a change makes new columns, so that a page reads one state."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ranking.candidates import NONE, Coded, authors, coded
from ranking.types import Direction

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = NDArray[np.float32]

EXACT = 4_096  # so many vectors of 384 numbers are 6 MB: reading them all takes 1 ms
# A longer window is searched by its 64 strongest directions (2.3 ms for 20,000, where all 384 take 7.4), and the best
# twenty times as many as are wanted are measured whole: 99 % of the true nearest 60 on vectors in clusters, 87 % with
# six times as many. `bench home` prints the share.
SKETCH, SAMPLE = 64, 4_096
OVERSAMPLE = 20


@dataclass(frozen=True)
class Pieces:
    """One row an article. `vectors` have length 1, or 0 where there is none.

    `doubts` are p_bait, p_dubious, p_distress; `sketches` the vectors along the directions of `basis`.
    """

    ids: Ints
    topic: Ints
    feed: Ints
    creator: Ints
    story: Ints
    published: Floats  # seconds since 1970
    words: Floats
    doubts: Floats
    vectors: Matrix
    sketches: Matrix
    basis: Matrix

    @cached_property
    def row_of(self) -> dict[int, int]:
        """The row of each article."""
        return dict(zip(self.ids.tolist(), range(len(self.ids)), strict=True))

    @cached_property
    def author(self) -> Ints:
        """The key of each author, as `Candidates.author`."""
        return authors(self.feed, self.creator)

    @cached_property
    def rows_of_topic(self) -> dict[int, Ints]:
        """The rows of each topic, newest first; those without one under NONE."""
        return {int(topic): np.flatnonzero(self.topic == topic) for topic in np.unique(self.topic)}

    @cached_property
    def story_sizes(self) -> Floats:
        """For each article how many of these its story has, itself included."""
        stories = coded(self.story)
        sizes = np.bincount(stories.codes)[stories.codes]
        return np.where(self.story == NONE, 1.0, sizes)

    @cached_property
    def is_first(self) -> NDArray[np.bool_]:
        """Which came first of a story that others took up."""
        stories = coded(self.story)
        firsts = np.full(len(stories.keys), np.inf)
        np.minimum.at(firsts, stories.codes, self.published)
        return (self.story_sizes > 1) & (self.published <= firsts[stories.codes])

    @cached_property
    def feeds(self) -> Coded:
        """The feeds by their distinct keys."""
        return coded(self.feed)

    def recent(self, now: datetime, window: timedelta) -> slice:
        """The rows published within `window` before `now`, none from the future."""
        until = now.timestamp()
        newest_first = -self.published
        first = int(np.searchsorted(newest_first, -until, side="left"))
        return slice(first, int(np.searchsorted(newest_first, -(until - window.total_seconds()), side="left")))

    def output(self, now: datetime, window: timedelta) -> Floats:
        """How many pieces came within `window`, by the codes of `feeds`."""
        return np.bincount(self.feeds.codes[self.recent(now, window)], minlength=len(self.feeds.keys)).astype(float)

    def nearest(self, interests: Sequence[Direction], *, rows: Ints | slice, limit: int) -> list[Ints]:
        """For each interest (of length 1) the rows nearest to it by cosine, nearest first; no row without one."""
        size = self.vectors.shape[1]
        asked = np.array([it for it in interests if len(it) == size], dtype=np.float32).reshape(-1, size)
        among = np.arange(len(self.ids))[rows]
        if not len(asked) or not len(among):
            return []
        if len(self.ids) <= EXACT:
            rough, wanted = self.vectors[rows] @ asked.T, limit
        else:
            rough, wanted = self.sketches[rows] @ (asked @ self.basis).T, OVERSAMPLE * limit
        # The interests of one reader are alike: the rows that any of them asks for are read once for all.
        is_near = np.zeros(len(among), dtype=bool)
        for column in rough.T:
            is_near |= column >= _least_of_largest(column, wanted)
        near = among[is_near]
        vectors = self.vectors.take(near, axis=0)
        # One interest after the other: as one product of matrices so narrow it takes twice as long.
        return [_best(near, vectors @ each, limit) for each in asked]

    def without(self, ids: Collection[int]) -> "Pieces":
        """The columns without these articles."""
        return self._taken(np.flatnonzero(~np.isin(self.ids, list(ids))))

    def joined(self, other: "Pieces") -> "Pieces":
        """The columns with those of `other`, newest first; sketched along the directions of this one."""
        sketches = other.vectors @ self.basis
        values = {
            it.name: np.concatenate([getattr(self, it.name), getattr(other, it.name)])
            for it in fields(Pieces)
            if it.name not in {"basis", "sketches"}
        }
        both = Pieces(**values, sketches=np.concatenate([self.sketches, sketches]), basis=self.basis)
        return both._taken(newest_first(both.ids, both.published))

    def _taken(self, rows: Ints) -> "Pieces":
        return Pieces(
            **{it.name: getattr(self, it.name)[rows] for it in fields(Pieces) if it.name != "basis"}, basis=self.basis
        )


def newest_first(ids: Ints, published: Floats) -> Ints:
    """The order of rows: by time, then by id, both falling."""
    return np.lexsort((-ids, -published))


def basis_of(vectors: Matrix) -> Matrix:
    """The directions along which these vectors differ most, strongest first; any, of so few that none are needed."""
    if len(vectors) <= EXACT:
        return np.eye(vectors.shape[1], SKETCH, dtype=np.float32)
    # Spread over all, never every second row: what comes in turns would be seen in part.
    sample = vectors[np.linspace(0, len(vectors) - 1, SAMPLE).astype(np.int64)]
    _spread, directions = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(directions[:, ::-1][:, :SKETCH], dtype=np.float32)


def _least_of_largest(column: NDArray[Any], count: int) -> float:
    """The least of the `count` largest."""
    at = max(0, len(column) - count)
    return float(np.partition(column, at)[at])


def _best(rows: Ints, cosines: NDArray[Any], limit: int) -> Ints:
    """The rows of the largest cosines, the largest first."""
    best = np.flatnonzero(cosines >= _least_of_largest(cosines, limit))
    order = best[np.argsort(-cosines[best], kind="stable")][:limit]
    found: Ints = rows[order[cosines[order] != 0]]
    return found
