"""Real articles as an endless newsroom: each day some of them appear as new pieces, a little different each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from ranking.hot.columns import Floats, Ints, Matrix, Pieces, basis_of

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday; nothing hangs on it
A_DAY = 120  # pieces: what a page of 20 and a reader who never sees a piece twice ask for, with choice left
BEFORE = 3  # days of the newsroom before the first reader comes
FEEDS = 24  # publishers: five pieces a day each, so that two an author in ten places is no bottleneck
LIKE_ANOTHER = 0.9  # cosine of a piece to the text it was made from: a follow-up of the same event lies there
QUALITY_SD = 0.4  # log-odds by which pieces differ for everybody
KEPT = timedelta(days=9)  # the window of the site and two days


@dataclass(frozen=True, slots=True)
class Texts:
    """What the newsroom has: a unit vector, a topic and a length each. Topics count from 1."""

    vectors: Matrix
    topics: Ints
    words: Floats
    names: tuple[str, ...]

    @property
    def topic_count(self) -> int:
        """How many topics there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every piece of the simulated days in the order of appearance; its number is its row, from 0."""

    topic: Ints
    feed: Ints
    published: Floats  # seconds since 1970
    words: Floats
    vectors: Matrix
    quality: Floats
    topic_count: int

    def window(self, day: datetime) -> Pieces:
        """The pieces that may be on a page of this day, newest first; ids count from 1, as those of rows do."""
        until = (day + timedelta(days=1)).timestamp()
        first, end = np.searchsorted(self.published, [until - KEPT.total_seconds(), until])
        rows = np.arange(end - 1, first - 1, -1)
        nothing = np.zeros(len(rows), dtype=np.int64)
        basis = basis_of(self.vectors[rows])
        return Pieces(
            ids=rows + 1,
            topic=self.topic[rows],
            feed=self.feed[rows],
            creator=nothing,
            story=nothing,
            published=self.published[rows],
            words=self.words[rows],
            doubts=np.zeros((len(rows), 3)),
            vectors=self.vectors[rows],
            sketches=self.vectors[rows] @ basis,
            basis=basis,
        )


def texts(vectors: Sequence[Sequence[float]], topics: Sequence[str], words: Sequence[int]) -> Texts:
    """The newsroom's stock; topics in the order of their names."""
    names = tuple(sorted(set(topics)))
    rows = np.asarray(vectors, dtype=np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return Texts(rows, np.array([names.index(it) + 1 for it in topics]), np.asarray(words, dtype=float), names)


def appear(stock: Texts, *, days: int, rng: np.random.Generator) -> Corpus:
    """A_DAY pieces a day for `days` days and BEFORE, evenly over the topics so that none is out of the news."""
    count = A_DAY * (days + BEFORE)
    wanted = rng.integers(1, stock.topic_count + 1, size=count)
    of_topic = [np.flatnonzero(stock.topics == topic) for topic in range(1, stock.topic_count + 1)]
    drawn = np.array([rng.choice(of_topic[topic - 1]) for topic in wanted])
    noise = rng.normal(size=(count, stock.vectors.shape[1])).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    vectors = LIKE_ANOTHER * stock.vectors[drawn] + (1 - LIKE_ANOTHER**2) ** 0.5 * noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    begin = START.timestamp() - BEFORE * 86_400
    return Corpus(
        topic=wanted,
        feed=rng.integers(1, FEEDS + 1, size=count),
        published=np.sort(begin + rng.random(count) * 86_400 * (days + BEFORE)),
        words=stock.words[drawn],
        vectors=vectors.astype(np.float32),
        quality=rng.normal(scale=QUALITY_SD, size=count),
        topic_count=stock.topic_count,
    )
