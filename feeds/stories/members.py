"""The newest articles of a story: the ones a new article resembles most say more than the story's mean alone."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

# The figures behind each are in docs/stories.md.
MEMBERS = 40  # the newest: they say what the story is about by now, and bound what an article is compared with
NEAREST_MEMBERS = 3  # of them; with five and with eight NMI of titles alone is .001 and .002 lower

Vector = NDArray[np.float32]
Words = Mapping[str, float]


class Members:
    """Vectors and words of a story's newest articles."""

    def __init__(self) -> None:
        self.vectors: list[Vector] = []
        self.words: list[Words] = []
        self._rows: Vector | None = None  # the vectors as one array, made when it is asked for

    def __len__(self) -> int:
        return len(self.vectors)

    def add(self, vector: Vector, words: Words) -> None:
        """Let one in; the oldest leaves."""
        self._rows = None
        self.vectors.append(vector)
        self.words.append(words)
        del self.vectors[:-MEMBERS], self.words[:-MEMBERS]

    def take_in(self, other: "Members") -> None:
        """Let those of another story in."""
        for vector, words in zip(other.vectors, other.words, strict=True):
            self.add(vector, words)

    def nearest(self, vector: Vector) -> Iterable[tuple[float, Words]]:
        """The nearest few by their vectors: cosine and words of each."""
        if self._rows is None:
            self._rows = np.stack(self.vectors)
        cosines = self._rows @ vector
        first = max(0, len(cosines) - NEAREST_MEMBERS)
        return [(float(cosines[row]), self.words[row]) for row in np.argpartition(cosines, first)[first:]]
