"""RE-RANK: the order on the page, chosen place by place against boredom. Moves and drops, never loses.

Hard: no two of a story; distressing pieces never three in a row and at most four on a page.
Kept wherever anything fits: at least four topics, two of an author in ten places, no topic next to itself.
Soft: an author's pieces build on each other until fatigue, a topic seen often today fades, likeness to what stands
above costs (MMR). Places in `fixed` were filled by exploration and stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np

from ranking import params, pipeline
from ranking.candidates import NONE, Bools, Candidates, Floats, Ints, Weighed, coded, name_of
from ranking.types import Memory, Placed, SlotKind, Valued

_AUTHOR_TERM, _TOPIC_TERM = "same_author_seen", "same_tag_today"


def rerank(
    weighed: Weighed,
    *,
    fixed: Mapping[int, Placed],
    memory: Memory,
    weights: Mapping[str, float],
    size: int = params.PAGE_SIZE,
) -> tuple[list[Placed], dict[int, str]]:
    """The page in slot order, and why what is not on it is not, by article id. A page that cannot be filled closes its
    gaps.
    """
    rows = {slot: _row_of(weighed, it) for slot, it in fixed.items()}
    order = np.argsort(-weighed.value, kind="stable")
    free = _others(weighed, order, list(rows.values()))
    met = _Met(memory, weights)
    pool = _Pool(weighed, _in_reach(free, weighed.candidates.topic), met)
    page = _Page(weighed, size)
    for slot, row in rows.items():
        page.put(slot, row)
        pool.note(row)
    for slot in range(size):
        if page.rows[slot] is None and (chosen := _choose(pool, page, slot)) is not None:
            page.put(slot, chosen)
            pool.note(chosen)
        if (stands := page.rows[slot]) is not None:
            pool.pass_by(stands)
    return _closed(page, fixed, _Met(memory, weights)), _beaten(free, page)


def is_distressing(it: Valued) -> bool:
    """Whether it tells of despair or self-harm, as `Weighed.is_distressing` says of all."""
    return it.features.values[params.FEATURES.index("p_distress")] >= params.DISTRESSING


def _row_of(weighed: Weighed, it: Placed) -> int:
    return int(np.flatnonzero(weighed.candidates.ids == it.valued.candidate.article_id)[0])


def _others(weighed: Weighed, rows: Ints, these: Sequence[int]) -> Ints:
    """Of these rows all but those. A column of marks is a fifth of the work of `numpy.isin`."""
    is_other = np.ones(len(weighed.candidates), dtype=bool)
    is_other[these] = False
    others: Ints = rows[is_other[rows]]
    return others


def _in_reach(free: Ints, topic: Ints) -> Ints:
    """The best params.RERANK_DEPTH, and the best of each topic that has none among them: a page needs several."""
    _topics, firsts = np.unique(topic[free], return_index=True)
    beyond = np.sort(firsts[firsts >= params.RERANK_DEPTH])
    return np.concatenate([free[: params.RERANK_DEPTH], free[beyond]])


class _Met:
    """Exposures to authors and topics today, and what a piece gains or loses by them."""

    def __init__(self, memory: Memory, weights: Mapping[str, float]) -> None:
        self.memory = memory
        self.author_weight, self.topic_weight = weights.get(_AUTHOR_TERM, 0.0), weights.get(_TOPIC_TERM, 0.0)
        self.above: dict[tuple[str, int], int] = {}

    def add(self, author: int, topic: int) -> None:
        """One more of each stands above."""
        for key in ((_AUTHOR_TERM, author), (_TOPIC_TERM, topic)):
            self.above[key] = self.above.get(key, 0) + 1

    def gains(self, them: Candidates) -> Floats:
        """What each gains by its author, while nothing stands above."""
        seen = [self.memory.authors_today.get(name, 0.0) for name in them.author_names]
        return them.authors.spread([self.author_weight * pipeline.same_author_seen(it) if it else 0.0 for it in seen])

    def gain(self, author: int) -> float:
        """What a piece gains by its author."""
        if author == NONE:
            return 0.0
        seen = self.memory.authors_today.get(name_of(author), 0.0) + self.above.get((_AUTHOR_TERM, author), 0)
        return self.author_weight * pipeline.same_author_seen(seen) if seen else 0.0

    def loss(self, topic: int) -> float:
        """The share of what speaks for a piece that it loses by its topic."""
        if topic == NONE:
            return 0.0
        seen = self.memory.topics_today.get(topic, 0.0) + self.above.get((_TOPIC_TERM, topic), 0)
        return self.topic_weight * pipeline.same_tag_today(seen)


class _Page:
    """The places as they fill: rows of `weighed`. Looked at place by place, so what is looked at are lists."""

    def __init__(self, weighed: Weighed, size: int) -> None:
        self.weighed, self.rows = weighed, list[int | None]([None] * size)
        self.topic: list[int] = weighed.candidates.topic.tolist()
        self.author: list[int] = weighed.candidates.author.tolist()
        self.is_distressing: list[bool] = weighed.is_distressing.tolist()
        self.places: dict[int, list[int]] = {}  # of each author

    def put(self, slot: int, row: int) -> None:
        """Fill a place."""
        self.rows[slot] = row
        if (author := self.author[row]) != NONE:
            self.places.setdefault(author, []).append(slot)

    def topics(self, slots: Sequence[int] | None = None) -> set[int]:
        """The topics of these places, or of all; an article without a topic is like no other."""
        rows = [self.rows[at] for at in (range(len(self.rows)) if slots is None else slots)]
        return {self.topic[row] for row in rows if row is not None} - {NONE}

    def topics_beside(self, slot: int) -> set[int]:
        """Topics of the two neighbours."""
        return self.topics([at for at in (slot - 1, slot + 1) if 0 <= at < len(self.rows)])

    def needs_other_topics(self) -> bool:
        """Whether the places left are just enough for the topics that a page has at least."""
        left = self.rows.count(None)
        return left <= params.TOPICS_LEAST and left <= params.TOPICS_LEAST - len(self.topics())

    def tired_authors(self, slot: int) -> list[int]:
        """Authors of whom one more at `slot` would make too many within params.AUTHOR_SPAN places."""
        tired = []
        for author, places in self.places.items():
            if len(places) >= params.AUTHOR_CAP:
                near = [it for it in places if abs(it - slot) < params.AUTHOR_SPAN]
                if _too_close(sorted([*near, slot])):
                    tired.append(author)
        return tired

    def has_enough_distress(self, slot: int) -> bool:
        """Whether one more distressing piece at `slot` would be too much; gaps do not count, for they close."""
        before, after = self._distress(self.rows[:slot]), self._distress(self.rows[slot:])
        run = len(list(takewhile(bool, reversed(before)))) + 1 + len(list(takewhile(bool, after)))
        return run > params.DISTRESSING_RUN or sum(before) + sum(after) >= params.DISTRESSING_PAGE

    def _distress(self, rows: Sequence[int | None]) -> list[bool]:
        return [self.is_distressing[row] for row in rows if row is not None]


class _Pool:
    """What may still be chosen, in columns: which rows of `weighed`, and what each is worth at the next place."""

    def __init__(self, weighed: Weighed, rows: Ints, met: _Met) -> None:
        self.weighed, self.rows, self.met = weighed, rows, met
        them = weighed.candidates
        self.topic, self.author, self.story = them.topic[rows], them.author[rows], them.story[rows]
        self.vectors = them.vectors[rows]
        self.is_distressing = weighed.is_distressing[rows]
        self.has_distress = bool(self.is_distressing.any())
        self.is_left = np.ones(len(rows), dtype=bool)
        self.value = weighed.value[rows]
        self.good = np.maximum(0.0, weighed.terms[rows, : params.GOOD_TERMS].sum(axis=1))
        self.gain = met.gains(them)[rows]
        self.gain[self.is_distressing] = np.minimum(0.0, self.gain[self.is_distressing])
        self.loss = coded(self.topic).each(met.loss)
        self.likeness = np.zeros(len(rows), dtype=np.float32)  # to the most similar piece on the page

    def note(self, row: int) -> None:
        """A piece is on the page now: neither it nor another of its story is left, and what is like it fades."""
        story = self.weighed.candidates.story[row]
        self.is_left &= self.rows != row
        if story != NONE:
            self.is_left &= self.story != story
        self.likeness = np.maximum(self.likeness, self.vectors @ self.weighed.candidates.vectors[row])

    def pass_by(self, row: int) -> None:
        """A piece stands above the next place: its author and its topic were met once more."""
        author, topic = int(self.weighed.candidates.author[row]), int(self.weighed.candidates.topic[row])
        self.met.add(author, topic)
        gain = self.met.gain(author)
        by_author = self.author == author
        self.gain[by_author] = gain
        if gain > 0 and self.has_distress:
            self.gain[by_author & self.is_distressing] = 0.0
        self.loss[self.topic == topic] = self.met.loss(topic)

    def best(self, options: Bools) -> int:
        """The row of the best of these."""
        on_page = (self.value + self.gain - self.loss * self.good) / max(abs(self.value[0]), 1e-6)
        worth = params.MMR_THETA * on_page - (1 - params.MMR_THETA) * self.likeness
        return int(self.rows[np.argmax(np.where(options, worth, -np.inf))])


def _choose(pool: _Pool, page: _Page, slot: int) -> int | None:
    """The best of those that fit; first the topic rule gives way, then the author rule, story and distress never."""
    fit = pool.is_left
    if pool.has_distress and page.has_enough_distress(slot):
        fit = fit & ~pool.is_distressing
    if not fit.any():
        return None
    rested = _without(fit, pool.author, page.tired_authors(slot))
    calm = _without(rested, pool.topic, page.topics_beside(slot))
    options = calm if calm.any() else rested if rested.any() else fit
    if page.needs_other_topics() and (other := _without(fit, pool.topic, page.topics())).any():
        options = options & other if (options & other).any() else other
    return pool.best(options)


def _without(among: Bools, column: Ints, keys: Sequence[int] | set[int]) -> Bools:
    for key in keys:
        among = among & (column != key)
    return among


def _too_close(slots: Sequence[int]) -> bool:
    over = params.AUTHOR_CAP
    return any(slots[i + over] - slots[i] < params.AUTHOR_SPAN for i in range(len(slots) - over))


def _beaten(free: Ints, page: _Page) -> dict[int, str]:
    """Why each of these that is not on the page is not."""
    them, placed = page.weighed.candidates, [row for row in page.rows if row is not None]
    rows = _others(page.weighed, free, placed)
    reasons = dict.fromkeys(them.ids[rows].tolist(), "ranked_lower")
    if page.has_enough_distress(len(page.rows)):
        distressing = rows[page.weighed.is_distressing[rows]]
        reasons.update(dict.fromkeys(them.ids[distressing].tolist(), "distress"))
    told = set(them.story[placed].tolist()) - {NONE}
    of_story = rows[them.story[rows] != NONE]  # one in twenty
    for article, story in zip(them.ids[of_story].tolist(), them.story[of_story].tolist(), strict=True):
        if story in told:
            reasons[article] = "same_story"
    return reasons


def _closed(page: _Page, fixed: Mapping[int, Placed], met: _Met) -> list[Placed]:
    """The filled places without gaps, their values complete with the two terms that only the page decides."""
    filled = [(slot, row) for slot, row in enumerate(page.rows) if row is not None]
    valued = _complete(page, [row for _slot, row in filled], met)
    return [
        replace(fixed[slot], slot=at, valued=it) if slot in fixed else Placed(it, at, SlotKind.PERSONAL)
        for at, ((slot, _row), it) in enumerate(zip(filled, valued, strict=True))
    ]


def _complete(page: _Page, rows: Sequence[int], met: _Met) -> list[Valued]:
    """These rows from the top down, each with what it gains and loses by those above."""
    good = np.maximum(0.0, page.weighed.terms[rows, : params.GOOD_TERMS].sum(axis=1)).tolist()
    complete = []
    for it, row, speaks in zip(page.weighed.some(rows), rows, good, strict=True):
        author, topic = page.author[row], page.topic[row]
        gain = met.gain(author)
        page_terms = {
            _AUTHOR_TERM: min(0.0, gain) if page.is_distressing[row] else gain,
            _TOPIC_TERM: -met.loss(topic) * speaks,
        }
        terms = {**it.terms, **page_terms}
        complete.append(Valued(it.candidate, it.features, it.scores, terms, sum(terms.values())))
        met.add(author, topic)
    return complete
