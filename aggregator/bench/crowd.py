"""Articles of known stories, and a crowd of others that resemble them in part: words and vectors, not encoded."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from feeds.stories import Arrival, Vector, words_of

EVENTS, TOLD = 60, 20  # made-up stories and articles of each
SIZE = 384  # numbers of a vector, as many as the encoder's
WORDS, TABLE = 60_000, 4_000  # words of the crowd, drawn by rank, and directions they share
# Words of a crowd's title: its own, and those taken from known stories, their commonest words most often.
OWN, BORROWED = 6, 2
NOISE = 0.8  # of an article's vector beside its event's: cosines of .6 within a story, as real headlines have


@dataclass(frozen=True, slots=True)
class Told:
    """An article, and which story it belongs to."""

    arrival: Arrival
    story: str


def made_up() -> list[Told]:
    """Stories of five words each, of which an article uses three beside four of the crowd's."""
    rng, dice = np.random.default_rng(7), random.Random(7)  # noqa: S311 -- the same every time
    centres = _directions(rng, EVENTS)
    told = []
    for number in range(EVENTS * TOLD):
        event = number % EVENTS
        words = dice.sample([f"event{event}part{part}" for part in range(5)], 3)
        vector = _normal(centres[event] + NOISE * _directions(rng, 1)[0])
        told.append(Told(Arrival(" ".join([*words, *(_word(dice)[1] for _ in range(4))]), "", vector), str(event)))
    return told


class Crowd:
    """Articles of nobody's story: their titles are mixed of words of known stories and of others.

    The direction of a known word is the mean of the articles that have it, so that the crowd lies between the stories.
    """

    def __init__(self, known: Sequence[Told]) -> None:
        self._dice = random.Random(11)  # noqa: S311 -- the same every time
        rng = np.random.default_rng(11)
        size = len(known[0].arrival.vector)
        self._table = _directions(rng, TABLE, size)
        having: defaultdict[str, list[Vector]] = defaultdict(list)
        used: Counter[str] = Counter()
        for one in known:
            for word in words_of(one.arrival.title, one.arrival.text):
                having[word].append(np.asarray(one.arrival.vector, dtype=np.float32))
                used[word] += 1
        self._means = {word: _normal(np.mean(vectors, axis=0)) for word, vectors in having.items()}
        self._words, self._shares = list(used), list(used.values())

    def articles(self, count: int) -> Iterator[Arrival]:
        """That many, other ones with each call."""
        for borrowed in (self._dice.choices(self._words, self._shares, k=BORROWED) for _ in range(count)):
            own = [_word(self._dice) for _ in range(OWN)]
            parts = [self._means[word] for word in borrowed] + [self._table[rank % TABLE] for rank, _word in own]
            yield Arrival(" ".join([*borrowed, *(word for _rank, word in own)]), "", _normal(np.sum(parts, axis=0)))


def _word(dice: random.Random) -> tuple[int, str]:
    rank = int(WORDS ** dice.random())
    return rank, f"word{rank}"


def _directions(rng: np.random.Generator, count: int, size: int = SIZE) -> Vector:
    rows = rng.standard_normal((count, size)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _normal(vector: Vector) -> Vector:
    return np.asarray(vector / (np.linalg.norm(vector) or 1.0), dtype=np.float32)
