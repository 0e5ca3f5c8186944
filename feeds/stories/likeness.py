"""How alike an article and a story are, and whether that is enough to be one event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

# The figures behind each are in docs/stories.md.
WORDS_SHARE = 0.3  # of the likeness; the rest is the vectors'. Neither alone reaches what both do
SAME_EVENT = 0.34  # likeness to a story of many articles: their mean has lost what is peculiar to each of them
OF_TWO = 0.05  # more is asked the fewer articles a story has: two of 100,000 articles are easily a little alike

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What grouping knows of one article: its normalised vector, and its words weighed to length 1."""

    vector: Vector
    words: Mapping[str, float]


@dataclass(slots=True)
class Profile:
    """The sum of a story's articles; its direction is their mean."""

    vector: Vector | None = None
    words: dict[str, float] = field(default_factory=dict)
    square: float = 0.0  # of the length of `words`, kept up as articles join
    size: int = 0

    def add(self, sketch: Sketch) -> None:
        """Let one article in."""
        self.square += 2 * self._shared(sketch) + sum(weight * weight for weight in sketch.words.values())
        for word, weight in sketch.words.items():
            self.words[word] = self.words.get(word, 0.0) + weight
        self.vector = sketch.vector if self.vector is None else self.vector + sketch.vector
        self.size += 1

    def likeness(self, sketch: Sketch) -> float:
        """How near the article is to the mean: 0 for nothing in common, 1 for the same vector and words."""
        if self.vector is None:
            return 0.0
        cosine = float(self.vector @ sketch.vector) / (float(self.vector @ self.vector) ** 0.5 or 1.0)
        return (1 - WORDS_SHARE) * cosine + WORDS_SHARE * self._shared(sketch) / (sqrt(self.square) or 1.0)

    def margin(self, sketch: Sketch) -> float:
        """By how much the article is alike enough to be of this story; below 0 it is not."""
        return self.likeness(sketch) - SAME_EVENT - OF_TWO / max(self.size, 1)

    def _shared(self, sketch: Sketch) -> float:
        mine = self.words
        return sum(weight * mine[word] for word, weight in sketch.words.items() if word in mine)
