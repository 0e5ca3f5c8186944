"""RE-RANK: the order on the page, chosen place by place against boredom. Moves and drops, never loses.

Hard: no two of a story. Kept wherever anything fits: at most two of an author in ten places, no topic next to itself.
Soft: an author's pieces build on each other until fatigue, a topic seen often today fades, likeness to what stands
above costs (MMR). Places in `fixed` were filled by exploration and stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ranking import params, pipeline
from ranking.types import Candidate, Dropped, Memory, Placed, SlotKind, Valued, Vector

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
    pool = _Pool(free[: params.RERANK_DEPTH])
    for it in fixed.values():
        pool.note(it.valued.candidate.vector)
    for slot in range(size):
        if page.places[slot] is None and (chosen := _choose(pool, page, slot)) is not None:
            page.put(Placed(chosen, slot, SlotKind.PERSONAL))
            pool.take(chosen)
    dropped = [
        Dropped(it.candidate, "same_story" if it.candidate.story_id in page.stories else "ranked_lower")
        for it in free
        if it.candidate.article_id not in page.articles
    ]
    return page.closed(), dropped


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
        page_terms = {
            "same_author_seen": self.gain(it.valued.candidate, authors),
            "same_tag_today": -self.loss(it.valued.candidate, topics) * _good(it.valued),
        }
        terms = {**it.valued.terms, **page_terms}
        return replace(it.valued, terms=terms, value=sum(terms.values()))

    def gain(self, candidate: Candidate, authors: Mapping[str, float]) -> float:
        """What the author's earlier pieces of today add."""
        met = authors.get(candidate.author, 0.0) if candidate.author else 0.0
        return self.weights.get("same_author_seen", 0.0) * pipeline.same_author_seen(met)

    def loss(self, candidate: Candidate, topics: Mapping[int, float]) -> float:
        """The share of what speaks for a piece that its topic's earlier pieces of today take away."""
        met = topics.get(candidate.topic_id, 0.0) if candidate.topic_id is not None else 0.0
        return self.weights.get("same_tag_today", 0.0) * pipeline.same_tag_today(met)


class _Pool:
    """The candidates left, with the cosine of each to the most similar piece on the page (0 without a vector)."""

    def __init__(self, valued: Sequence[Valued]) -> None:
        self.left = dict(enumerate(valued))
        self.good = [_good(it) for it in valued]
        self.top = max((it.value for it in valued), default=0.0) or 1.0
        size = next((len(it.candidate.vector) for it in valued if it.candidate.vector is not None), 1)
        blank = np.zeros(size, dtype=np.float32)
        rows = [blank if (v := it.candidate.vector) is None or len(v) != size else v for it in valued]
        self._rows = np.array(rows, dtype=np.float32).reshape(len(valued), size)
        self.likeness = np.zeros(len(valued), dtype=np.float32)

    def note(self, vector: Vector | None) -> None:
        """A piece with this vector is on the page now."""
        if vector is not None and len(vector) == self._rows.shape[1]:
            self.likeness = np.maximum(self.likeness, self._rows @ vector)

    def take(self, chosen: Valued) -> None:
        """Move it from the pool to the page."""
        self.left = {i: it for i, it in self.left.items() if it is not chosen}
        self.note(chosen.candidate.vector)


def _choose(pool: _Pool, page: _Page, slot: int) -> Valued | None:
    """The best of those that fit; first the topic rule gives way, then the author rule, the story rule never."""
    fit = {i: it for i, it in pool.left.items() if it.candidate.story_id not in page.stories}
    if not fit:
        return None
    tired, beside = page.tired_authors(slot), page.topics_beside(slot)
    rested = {i: it for i, it in fit.items() if it.candidate.author not in tired}
    calm = {i: it for i, it in rested.items() if it.candidate.topic_id not in beside}
    options = calm or rested or fit
    authors, topics = page.met(slot)

    def worth(i: int) -> float:
        it = options[i]
        on_page = it.value + page.gain(it.candidate, authors) - page.loss(it.candidate, topics) * pool.good[i]
        return params.MMR_THETA * on_page / abs(pool.top) - (1 - params.MMR_THETA) * float(pool.likeness[i])

    return options[max(options, key=worth)]


def _good(it: Valued) -> float:
    return max(0.0, sum(it.terms.get(name, 0.0) for name in GOOD))


def _too_close(slots: Sequence[int]) -> bool:
    over = params.AUTHOR_CAP
    return any(slots[i + over] - slots[i] < params.AUTHOR_SPAN for i in range(len(slots) - over))
