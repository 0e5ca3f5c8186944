"""How alike an article and a story are, and whether that is enough to be one event."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from feeds.stories.members import Members, Vector

# The figures behind each are in docs/stories.md.
WORDS_SHARE = 0.4  # of the likeness; the rest is the vectors'. Neither alone reaches what both do
NEAREST_SHARE = 0.6  # of the likeness, of the nearest articles; the rest is that of the story's mean
SAME_EVENT = 0.19  # likeness to a large story, whose mean has lost what is peculiar to each article
LONGER = 0.018  # more is asked for each word of the square root of the length: long texts of one subject are alike
OF_TWO = 0.15  # more is asked the fewer articles a story has: two of 100,000 articles are easily a little alike
ONE_EVENT = 0.22  # more is asked of two large stories than of an article and a large story, which one of one is like
HOPELESS = 0.15  # less than is asked of the mean: no nearest article makes up for it, and they are not looked at


@dataclass(frozen=True, slots=True)
class Sketch:
    """What grouping knows of one article: its normalised vector, its words weighed to length 1.

    `breadth` is the square root of how many words the encoder read.
    """

    vector: Vector
    words: Mapping[str, float]
    breadth: float = 0.0


@dataclass(slots=True)
class Profile:
    """The sum of a story's articles, whose direction is their mean, and the newest of them."""

    vector: Vector | None = None
    words: dict[str, float] = field(default_factory=dict)
    square: float = 0.0  # of the length of `words`, kept up as articles join
    breadths: float = 0.0
    size: int = 0
    members: Members = field(default_factory=Members)

    @classmethod
    def of(cls, sketches: Sequence[Sketch]) -> "Profile":
        """That of these articles, the newest last; in half the time of letting in one by one."""
        profile, words = cls(), defaultdict[str, float](float)
        for sketch in sketches:
            for word, weight in sketch.words.items():
                words[word] += weight
            profile.members.add(sketch.vector, sketch.words)
        profile.vector = np.sum([sketch.vector for sketch in sketches], axis=0) if sketches else None
        profile.words, profile.square = dict(words), sum(weight * weight for weight in words.values())
        profile.breadths, profile.size = sum(sketch.breadth for sketch in sketches), len(sketches)
        return profile

    def add(self, sketch: Sketch) -> None:
        """Let one article in."""
        self._sum(sketch.vector, sketch.words, sum(weight * weight for weight in sketch.words.values()))
        self.breadths += sketch.breadth
        self.size += 1
        self.members.add(sketch.vector, sketch.words)

    def take_in(self, other: "Profile") -> None:
        """Let all articles of another story in."""
        if other.vector is not None:
            self._sum(other.vector, other.words, other.square)
        self.breadths += other.breadths
        self.size += other.size
        self.members.take_in(other.members)

    def margin(self, sketch: Sketch) -> float:
        """By how much the article is alike enough to be of this story; below 0 it is not."""
        likeness = self._likeness(sketch.vector, sketch.words, 1.0)
        asked = self._asked(sketch.breadth) + OF_TWO / max(self.size, 1)
        if self.size > 1 and likeness > asked - HOPELESS:
            likeness = (1 - NEAREST_SHARE) * likeness + NEAREST_SHARE * self._nearness(sketch)
        return likeness - asked

    def is_one_with(self, other: "Profile") -> bool:
        """Two stories, both of which an article belongs to, tell of one event."""
        if other.vector is None:
            return False
        likeness = self._likeness(other.vector, other.words, other.square)
        smaller, larger = sorted((max(self.size, 1), max(other.size, 1)))
        more = ONE_EVENT * (1 - 1 / smaller) + OF_TWO / larger
        return likeness >= self._asked(other.breadths / max(other.size, 1)) + more

    def _likeness(self, vector: Vector, words: Mapping[str, float], square: float) -> float:
        """How near the means are: 0 for nothing in common, 1 for the same vector and words."""
        if self.vector is None:
            return 0.0
        cosine = float(self.vector @ vector) / (sqrt(float(self.vector @ self.vector) * float(vector @ vector)) or 1.0)
        shared = _shared(self.words, words) / (sqrt(self.square * square) or 1.0)
        return (1 - WORDS_SHARE) * cosine + WORDS_SHARE * shared

    def _nearness(self, sketch: Sketch) -> float:
        """How near the articles are that are nearest, in the middle."""
        near = [
            (1 - WORDS_SHARE) * cosine + WORDS_SHARE * _shared(sketch.words, words)
            for cosine, words in self.members.nearest(sketch.vector)
        ]
        return sum(near) / len(near)

    def _asked(self, breadth: float) -> float:
        return SAME_EVENT + LONGER * (breadth + self.breadths / max(self.size, 1)) / 2

    def _sum(self, vector: Vector, words: Mapping[str, float], square: float) -> None:
        self.square += 2 * _shared(self.words, words) + square
        for word, weight in words.items():
            self.words[word] = self.words.get(word, 0.0) + weight
        self.vector = vector if self.vector is None else self.vector + vector


def _shared(some: Mapping[str, float], others: Mapping[str, float]) -> float:
    fewer, more = (some, others) if len(some) < len(others) else (others, some)
    return sum(weight * more[word] for word, weight in fewer.items() if word in more)
