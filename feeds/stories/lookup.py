"""Which open stories an article is worth comparing with, found without looking at each of them.

Comparing with all of 100,000 would cost 5 to 70 ms an article. Small stories are found by the rarer words that the
article shares with them: as much likeness as a small story asks for has some. Large ones are found by their means.
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest

import numpy as np

from feeds.stories.likeness import Profile, Sketch
from feeds.stories.members import Vector

# Open stories, the rarest words first. Among 100,000 others 600 miss stories, and 6,000 find no more than 3,000 do.
LOOKED_AT = 3000
COMPARED = 20  # stories compared word by word; the right one is among the first few
LARGE = 4  # articles, from which on a story is found by its mean
NEAREST = 5  # large stories looked at


class Lookup:
    """Open stories by word, and the means of the large ones."""

    def __init__(self) -> None:
        self._with_word: dict[str, set[int]] = {}
        self._means: Vector = np.zeros((0, 0), dtype=np.float32)
        self._row: dict[int, int] = {}
        self._story: list[int] = []  # of each row in use

    def candidates(self, sketch: Sketch) -> set[int]:
        """The stories that may be the article's."""
        shared: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        having = [(stories, sketch.words[word]) for word in sketch.words if (stories := self._with_word.get(word))]
        for stories, weight in sorted(having, key=lambda found: len(found[0])):
            looked_at += len(stories)
            if looked_at > LOOKED_AT and shared:
                break
            for story in stories:
                shared[story] += weight
        by_words = nlargest(COMPARED, shared, key=shared.__getitem__)
        return {*by_words, *self._nearest(sketch)}

    def put(self, story: int, profile: Profile, words: Iterable[str]) -> None:
        """Let a story be found by its new words and, once it is large, by its mean."""
        for word in words:
            self._with_word.setdefault(word, set()).add(story)
        if profile.size >= LARGE and profile.vector is not None:
            row = self._row_of(story, len(profile.vector))
            self._means[row] = profile.vector / (np.linalg.norm(profile.vector) or 1.0)

    def remove(self, story: int, profile: Profile) -> None:
        """Let a story be found no more."""
        for word in profile.words:
            self._with_word[word].discard(story)
            if not self._with_word[word]:
                del self._with_word[word]
        row = self._row.pop(story, None)
        if row is not None:
            last = self._story.pop()
            if last != story:
                self._means[row] = self._means[len(self._story)]
                self._story[row], self._row[last] = last, row

    def _nearest(self, sketch: Sketch) -> list[int]:
        used = len(self._story)
        if used <= NEAREST:
            return list(self._story)
        near = self._means[:used] @ sketch.vector
        return [self._story[row] for row in np.argpartition(near, used - NEAREST)[used - NEAREST :]]

    def _row_of(self, story: int, size: int) -> int:
        if story not in self._row:
            if len(self._story) == len(self._means):
                larger = np.zeros((max(64, 2 * len(self._means)), size), dtype=np.float32)
                larger[: len(self._means)] = self._means.reshape(-1, size) if len(self._means) else 0
                self._means = larger
            self._row[story] = len(self._story)
            self._story.append(story)
        return self._row[story]
