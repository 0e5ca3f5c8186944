"""RE-RANK: the order on the page, chosen place by place against boredom. Moves and drops, never loses.

Hard: no two of a story; distressing pieces never three in a row and at most four on a page.
Kept wherever anything fits: at least four topics, two of an author in ten places, no topic next to itself.
Soft: an author's pieces build on each other until fatigue, a topic seen often today fades, likeness to what stands
above costs (MMR). Places in `fixed` were filled by exploration and stay.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ranking import params, pipeline
from ranking.types import Dropped, Memory, Placed, SlotKind, Valued, Vector

DISTRESS = params.FEATURES.index("p_distress")
# What speaks for a piece, its guards included: the part that a topic seen too often today takes away from.
GOOD = ("like", "comment", "playtime", "play", "creator", "story", "bait_guard", "dubious_guard")


def rerank(
    valued: Sequence[Valued],
    *,
    fixed: Mapping[int, Placed],
    memory: Memory,
    weights: Mapping[str, float],
    size: int = params.PAGE_SIZE,
) -> tuple[list[Placed], list[Dropped]]:
    """The page in slot order, and what did not get on it. A page that cannot be filled closes its gaps."""
    page = _Page(memory, weights, [None] * size)
    for it in fixed.values():
        page.put(it)
    free = [it for it in sorted(valued, key=lambda it: -it.value) if it.candidate.article_id not in page.articles]
    pool = _Pool(_in_reach(free))
    for it in fixed.values():
        pool.note(it.valued.candidate.vector)
    for slot in range(size):
        if page.places[slot] is None and (chosen := _choose(pool, page, slot)) is not None:
            page.put(Placed(pool.take(chosen), slot, SlotKind.PERSONAL))
    dropped = [Dropped(it.candidate, _beaten(it, page)) for it in free if it.candidate.article_id not in page.articles]
    return page.closed(), dropped


def _in_reach(free: Sequence[Valued]) -> list[Valued]:
    """The best params.RERANK_DEPTH, and the best of each topic that has none among them: a page needs several."""
    best = list(free[: params.RERANK_DEPTH])
    known = {it.candidate.topic_id for it in best}
    for it in free[params.RERANK_DEPTH :]:
        if it.candidate.topic_id not in known:
            known.add(it.candidate.topic_id)
            best.append(it)
    return best


def is_distressing(it: Valued) -> bool:
    """Whether it tells of despair or self-harm: few on a page, none by chance, none lifted."""
    return it.features.values[DISTRESS] >= params.DISTRESSING


def _beaten(it: Valued, page: "_Page") -> str:
    """Why it is not on the page."""
    if it.candidate.story_id in page.stories:
        return "same_story"
    return "distress" if is_distressing(it) and page.has_enough_distress(len(page.places)) else "ranked_lower"


@dataclass(slots=True)
class _Page:
    """The places as they fill, and what today makes of them."""

    memory: Memory
    weights: Mapping[str, float]
    places: list[Placed | None]
    articles: set[int] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)

    def put(self, placed: Placed) -> None:
        candidate = placed.valued.candidate
        self.places[placed.slot] = placed
        self.articles.add(candidate.article_id)
        if candidate.story_id is not None:
            self.stories.add(candidate.story_id)

    def topics(self) -> set[int | None]:
        """All topics of the page so far."""
        return {it.valued.candidate.topic_id for it in self.places if it is not None}

    def needs_other_topics(self) -> bool:
        """Whether the places left are just enough for the topics that a page has at least."""
        left = sum(it is None for it in self.places)
        return left <= params.TOPICS_LEAST - len(self.topics() - {None})

    def topics_beside(self, slot: int) -> set[int | None]:
        """Topics of the two neighbours; an article without a topic is like no other."""
        beside = [self.places[at] for at in (slot - 1, slot + 1) if 0 <= at < len(self.places)]
        return {it.valued.candidate.topic_id for it in beside if it is not None} - {None}

    def tired_authors(self, slot: int) -> set[str]:
        """Authors of whom one more at `slot` would make too many within params.AUTHOR_SPAN places."""
        at: dict[str, list[int]] = {}
        for it in self.places:
            if it is not None and it.valued.candidate.author and abs(it.slot - slot) < params.AUTHOR_SPAN:
                at.setdefault(it.valued.candidate.author, []).append(it.slot)
        return {author for author, slots in at.items() if _too_close(sorted([*slots, slot]))}

    def has_enough_distress(self, slot: int) -> bool:
        """Whether one more distressing piece at `slot` would be too much; gaps do not count, for they close."""
        before, after = self._distress(self.places[:slot]), self._distress(self.places[slot:])
        run = len(list(takewhile(bool, reversed(before)))) + 1 + len(list(takewhile(bool, after)))
        return run > params.DISTRESSING_RUN or sum(before) + sum(after) >= params.DISTRESSING_PAGE

    @staticmethod
    def _distress(places: Sequence[Placed | None]) -> list[bool]:
        return [is_distressing(it.valued) for it in places if it is not None]

    def met(self, slot: int) -> tuple[dict[str, float], dict[int, float]]:
        """Exposures to authors and topics today, those above `slot` included."""
        authors, topics = dict(self.memory.authors_today), dict(self.memory.topics_today)
        for it in self.places[:slot]:
            if it is not None:
                author, topic = it.valued.candidate.author, it.valued.candidate.topic_id
                authors[author] = authors.get(author, 0.0) + 1
                if topic is not None:
                    topics[topic] = topics.get(topic, 0.0) + 1
        return authors, topics

    def closed(self) -> list[Placed]:
        """The filled places without gaps, their values complete with the two terms that only the page decides."""
        self.places = [replace(it, slot=i) for i, it in enumerate(it for it in self.places if it is not None)]
        return [replace(it, valued=self._complete(it)) for it in self.places if it is not None]

    def _complete(self, it: Placed) -> Valued:
        authors, topics = self.met(it.slot)
        author, topic = it.valued.candidate.author, it.valued.candidate.topic_id
        page_terms = {
            "same_author_seen": self._lift(it.valued, authors.get(author, 0.0)) if author else 0.0,
            "same_tag_today": -self.loss(topics.get(topic, 0.0)) * _good(it.valued) if topic is not None else 0.0,
        }
        terms = {**it.valued.terms, **page_terms}
        return replace(it.valued, terms=terms, value=sum(terms.values()))

    def _lift(self, it: Valued, met: float) -> float:
        return min(0.0, self.gain(met)) if is_distressing(it) else self.gain(met)

    def gain(self, met: float) -> float:
        """What an author gains who was met so often today."""
        return self.weights.get("same_author_seen", 0.0) * pipeline.same_author_seen(met)

    def loss(self, met: float) -> float:
        """The share of what speaks for a piece that it loses when its topic was met so often today."""
        return self.weights.get("same_tag_today", 0.0) * pipeline.same_tag_today(met)


class _Pool:
    """The candidates left, in columns: 20 places x 150 candidates took 13 ms one by one, 2 ms so."""

    def __init__(self, valued: Sequence[Valued]) -> None:
        self.valued = valued
        self.is_left = np.ones(len(valued), dtype=bool)
        self.value = np.array([it.value for it in valued])
        self.good = np.array([_good(it) for it in valued])
        self.author = _coded([it.candidate.author or None for it in valued])
        self.topic = _coded([it.candidate.topic_id for it in valued])
        self.distress = np.array([is_distressing(it) for it in valued], dtype=bool)
        self.story = _coded([it.candidate.story_id for it in valued])
        size = next((len(it.candidate.vector) for it in valued if it.candidate.vector is not None), 1)
        blank = np.zeros(size, dtype=np.float32)
        rows = [blank if (v := it.candidate.vector) is None or len(v) != size else v for it in valued]
        self.vectors = np.array(rows, dtype=np.float32).reshape(len(valued), size)
        self.likeness = np.zeros(len(valued), dtype=np.float32)  # to the most similar piece on the page

    def note(self, vector: Vector | None) -> None:
        """A piece with this vector is on the page now."""
        if vector is not None and len(vector) == self.vectors.shape[1]:
            self.likeness = np.maximum(self.likeness, self.vectors @ vector)

    def take(self, at: int) -> Valued:
        """Move the candidate at this position to the page."""
        self.is_left[at] = False
        self.note(self.valued[at].candidate.vector)
        return self.valued[at]


def _choose(pool: _Pool, page: _Page, slot: int) -> int | None:
    """The best of those that fit; first the topic rule gives way, then the author rule, story and distress never."""
    fit = pool.is_left & ~pool.story.among(page.stories)
    if pool.distress.any() and page.has_enough_distress(slot):
        fit &= ~pool.distress
    if not fit.any():
        return None
    rested = fit & ~pool.author.among(page.tired_authors(slot))
    calm = rested & ~pool.topic.among(page.topics_beside(slot))
    options = calm if calm.any() else rested if rested.any() else fit
    if page.needs_other_topics() and (other := fit & ~pool.topic.among(page.topics())).any():
        options = options & other if (options & other).any() else other
    authors, topics = page.met(slot)
    gain = pool.author.each(lambda author: page.gain(authors.get(author, 0.0)))
    gain = np.where(pool.distress, np.minimum(0.0, gain), gain)
    loss = pool.topic.each(lambda topic: page.loss(topics.get(topic, 0.0)))
    on_page = (pool.value + gain - loss * pool.good) / max(abs(pool.value[0]), 1e-6)
    worth = params.MMR_THETA * on_page - (1 - params.MMR_THETA) * pool.likeness
    return int(np.argmax(np.where(options, worth, -np.inf)))


def _good(it: Valued) -> float:
    return max(0.0, sum(it.terms.get(name, 0.0) for name in GOOD))


def _too_close(slots: Sequence[int]) -> bool:
    over = params.AUTHOR_CAP
    return any(slots[i + over] - slots[i] < params.AUTHOR_SPAN for i in range(len(slots) - over))


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Column(Generic[Key]):
    """A column of few distinct keys: `codes` points into `keys`; the last code stands for none."""

    keys: Sequence[Key]
    codes: NDArray[np.int64]

    def among(self, wanted: Collection[object]) -> NDArray[np.bool_]:
        """Which rows hold one of these keys."""
        return np.array([*(key in wanted for key in self.keys), False])[self.codes]

    def each(self, number: Callable[[Key], float]) -> NDArray[np.float64]:
        """A number a row, asked once a key; 0 for none."""
        return np.array([*map(number, self.keys), 0.0])[self.codes]


def _coded(column: Sequence[Key | None]) -> _Column[Key]:
    keys = list(dict.fromkeys(it for it in column if it is not None))
    at = {key: i for i, key in enumerate(keys)}
    return _Column(keys, np.array([len(keys) if it is None else at[it] for it in column], dtype=np.int64))
