"""All candidates at once, as columns: a row a candidate. Stages compute whole columns; objects are made of what is
shown. Five hundred candidates as objects cost 25 ms a page, as columns 5. Asks nobody.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ranking import params
from ranking.types import ArticleFacts, Candidate, Features, Scores, SourceName, Valued, author_of

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Matrix: TypeAlias = NDArray[np.float32]

NONE = 0  # no topic, feed, creator or story: keys of rows begin at 1
NO_ROWS: Ints = np.zeros(0, dtype=np.int64)
BIT: Mapping[SourceName, int] = {name: 1 << place for place, name in enumerate(SourceName)}


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of few distinct keys: `codes` points into `keys`."""

    keys: Sequence[int]
    codes: Ints

    def each(self, number: Callable[[int], float]) -> Floats:
        """A number a row, asked once a key."""
        return self.spread([number(key) for key in self.keys])

    def spread(self, numbers: Sequence[float]) -> Floats:
        """A number a row, given those of `keys`."""
        return np.array(numbers, dtype=float)[self.codes]


def coded(column: Ints) -> Coded:
    """A column by its distinct keys."""
    keys, codes = np.unique(column, return_inverse=True)
    return Coded(keys.tolist(), codes)


def authors(feed: Ints, creator: Ints) -> Ints:
    """The key of each author: see `name_of`."""
    return np.where(feed != NONE, feed, -creator)


@lru_cache(maxsize=50_000)  # of every author: a page asks for 400, and to put a name together takes longer than a look
def name_of(author: int) -> str:
    """The name of an author's key, as `Candidate.author` has it: feeds above 0, creators below, nobody at 0."""
    return author_of(author if author > NONE else None, -author if author < NONE else None)


@lru_cache(maxsize=1 << len(BIT))  # all that there are
def _named(sources: int) -> frozenset[SourceName]:
    return frozenset(name for name, bit in BIT.items() if sources & bit)


@dataclass(frozen=True)
class Candidates:
    """Articles that may be shown, in the order in which they were named; `Candidate` says what the columns are.

    `sources` are bits of BIT, `published` is in seconds since 1970; `vectors_of[rows]` has zeros where no vector is.
    """

    ids: Ints
    sources: Ints
    topic: Ints
    feed: Ints
    creator: Ints
    story: Ints
    published: Floats
    words: Floats
    followed: Ints
    rows: Ints
    vectors_of: Matrix

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def author(self) -> Ints:
        """The key of each author: see `name_of`."""
        return authors(self.feed, self.creator)

    @cached_property
    def topics(self) -> Coded:
        """The topics by their distinct keys."""
        return coded(self.topic)

    @cached_property
    def authors(self) -> Coded:
        """The authors by their distinct keys."""
        return coded(self.author)

    @cached_property
    def author_names(self) -> list[str]:
        """The names of `authors.keys`."""
        return [name_of(author) for author in self.authors.keys]

    @cached_property
    def vectors(self) -> Matrix:
        """The vector of each."""
        found: Matrix = self.vectors_of[self.rows]
        return found

    def named_by(self, source: SourceName) -> Bools:
        """Which ones this source named."""
        named: Bools = (self.sources & BIT[source]) != 0
        return named

    def taken(self, at: Ints | Bools) -> Self:
        """These rows only, in this order."""
        columns = {it.name: getattr(self, it.name)[at] for it in fields(self) if it.name != "vectors_of"}
        return type(self)(**columns, vectors_of=self.vectors_of)

    def without(self, ids: Collection[int]) -> Self:
        """All others."""
        return self.taken(~np.isin(self.ids, list(ids)))

    def one(self, at: int) -> Candidate:
        """A row as a value."""
        return self.some([at])[0]

    def some(self, rows: Sequence[int]) -> list[Candidate]:
        """These rows as values: column by column, for a number of numpy's by itself takes .1 us, and a row has ten."""
        keys = (self.ids, self.sources, self.topic, self.feed, self.creator, self.story, self.followed)
        columns = [column[rows].tolist() for column in (*keys, self.published, self.words)]
        return [
            Candidate(
                article_id=article,
                sources=_named(sources),
                topic_id=topic or None,
                feed_id=feed or None,
                creator_id=creator or None,
                story_id=story or None,
                published_at=datetime.fromtimestamp(published, UTC),
                word_count=int(words),
                followed_feed_id=followed or None,
                vector=vector if vector.any() else None,
            )
            for (article, sources, topic, feed, creator, story, followed, published, words), vector in zip(
                zip(*columns, strict=True), self.vectors_of[self.rows[rows]], strict=True
            )
        ]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Self:
        """The same of values; a vector of another length than the first one counts as none."""

        def ints(column: list[int | None]) -> Ints:
            return np.array([it or NONE for it in column], dtype=np.int64)

        size = next((len(it.vector) for it in candidates if it.vector is not None), 0)
        blank = np.zeros(size, dtype=np.float32)
        vectors = [blank if it.vector is None or len(it.vector) != size else it.vector for it in candidates]
        return cls(
            ids=np.array([it.article_id for it in candidates], dtype=np.int64),
            sources=np.array([sum(BIT[name] for name in it.sources) for it in candidates], dtype=np.int64),
            topic=ints([it.topic_id for it in candidates]),
            feed=ints([it.feed_id for it in candidates]),
            creator=ints([it.creator_id for it in candidates]),
            story=ints([it.story_id for it in candidates]),
            published=np.array([it.published_at.timestamp() for it in candidates], dtype=float),
            words=np.array([it.word_count for it in candidates], dtype=float),
            followed=ints([it.followed_feed_id for it in candidates]),
            rows=np.arange(len(candidates)),
            vectors_of=np.array(vectors, dtype=np.float32).reshape(len(candidates), size),
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each candidate: a column a field of `ArticleFacts`."""

    table: Floats

    def column(self, name: str) -> Floats:
        """One field of all."""
        return self.table[:, ArticleFacts._fields.index(name)]

    @classmethod
    def of(cls, facts: Sequence[ArticleFacts]) -> Self:
        """The same of values."""
        return cls(np.array(facts, dtype=float).reshape(len(facts), len(ArticleFacts._fields)))


@dataclass(frozen=True)
class Weighed:
    """Candidates with their features (params.FEATURES), scores (`Scores`), terms (params.TERMS), and their sum."""

    candidates: Candidates
    features: Floats
    scores: Floats
    terms: Floats
    value: Floats

    @cached_property
    def is_distressing(self) -> Bools:
        """Which tell of despair or self-harm: few on a page, none by chance, none lifted."""
        found: Bools = self.features[:, _DISTRESS] >= params.DISTRESSING
        return found

    def score(self, name: str) -> Floats:
        """One prediction for all."""
        return self.scores[:, Scores._fields.index(name)]

    def one(self, at: int) -> Valued:
        """A row as a value."""
        return self.some([at])[0]

    def some(self, rows: Sequence[int]) -> list[Valued]:
        """These rows as values."""
        columns = (column[rows].tolist() for column in (self.features, self.scores, self.terms, self.value))
        found = []
        for candidate, features, scores, terms, value in zip(self.candidates.some(rows), *columns, strict=True):
            named = dict(zip(params.TERMS, terms, strict=True))
            found.append(Valued(candidate, Features(tuple(features)), Scores(*scores), named, value))
        return found

    @classmethod
    def of(cls, valued: Sequence[Valued]) -> Self:
        """The same of values; a term that one lacks is 0."""

        def table(rows: list[Any], width: int) -> Floats:
            return np.array(rows, dtype=float).reshape(len(rows), width)

        return cls(
            Candidates.of([it.candidate for it in valued]),
            table([it.features.values for it in valued], len(params.FEATURES)),
            table([it.scores for it in valued], len(Scores._fields)),
            table([[it.terms.get(name, 0.0) for name in params.TERMS] for it in valued], len(params.TERMS)),
            np.array([it.value for it in valued], dtype=float),
        )


_DISTRESS = params.FEATURES.index("p_distress")
