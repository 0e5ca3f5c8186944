"""The site in memory: its own stages over columns, one table of counters, a profile a reader, heads that learn."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import numpy as np

from ranking import params, profiles, sources
from ranking.candidates import NONE, Weighed
from ranking.counting import pairs, trends
from ranking.experiments import Chosen
from ranking.explore import explore
from ranking.features import facts
from ranking.heads.online import OnlineHeads
from ranking.heads.shape import Matrix
from ranking.hot import Counts, Hot, Pieces
from ranking.hot.counts import COLUMNS, TRENDS, nothing
from ranking.models import Event, Profile
from ranking.order import Ordered, order
from ranking.profiles import Act
from ranking.remember import Served, memory
from ranking.remember import Shown as ShownBefore
from ranking.replay.simulation.corpus import START, Corpus
from ranking.rerank import rerank
from ranking.training.labels import Shown, labels
from ranking.types import Memory, Placed, SlotKind, Taste, Visit

ENCODER = "simulated"
KIND = Event.Kind
COUNTED = {"viewed": "views", "played": "plays", "liked": "likes", "commented": "comments", "hidden": "hides"}
SPANS = dict(zip(TRENDS, reversed(params.HEAT_SPANS), strict=True))
TAUGHT = timedelta(days=7)  # of lessons: what the nightly calibration looks back on


@dataclass(slots=True)
class Account:
    """What the site keeps of one reader."""

    profile: Profile
    served: deque[ShownBefore] = field(default_factory=lambda: deque(maxlen=params.MEMORY_ROWS))
    opened: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page as the heads learn from it."""

    at: datetime
    rows: Matrix
    slots: list[int]
    labels: Matrix


class Site:
    """One site; `explores` says whether it has explored places at all."""

    def __init__(self, corpus: Corpus, *, explores: bool) -> None:
        self.corpus, self.explores = corpus, explores
        self.table = nothing(len(corpus.topic))
        self.accounts: dict[int, Account] = {}
        self.heads = OnlineHeads()
        self.lessons: deque[Lesson] = deque()
        self.pairs: dict[int, dict[tuple[int, int], float]] = {}  # by either article of the pair
        self.pieces: Pieces = corpus.window(START)

    def open_day(self, day: datetime) -> None:
        """The window of the day; the heads are calibrated on the last days, as every night."""
        self.pieces = self.corpus.window(day)
        while self.lessons and self.lessons[0].at < day - TAUGHT:
            self.lessons.popleft()
        shown = set(self.pieces.ids.tolist())
        self.pairs = {key: it for key, it in self.pairs.items() if key in shown}
        if self.lessons:
            rows = np.concatenate([it.rows for it in self.lessons])
            known = np.concatenate([it.labels for it in self.lessons])
            slots = np.concatenate([it.slots for it in self.lessons])
            self.heads.calibrate(rows, known, slots=slots)

    def account(self, reader: int) -> Account:
        """Of this reader, made at their first visit."""
        return self.accounts.setdefault(reader, Account(Profile(reader_id=reader)))

    def taste(self, reader: int, now: datetime) -> Taste:
        """What was learnt of the reader."""
        profile = self.account(reader).profile
        recent = tuple(self.corpus.vectors[it - 1] for it in profile.recent)
        return profiles.taste_of(profile, recent=recent, encoder=ENCODER, now=now)

    def memory(self, visit: Visit) -> Memory:
        """What the reader was served and did."""
        account = self.account(visit.reader_id or 0)
        since = (visit.now - params.SEEN_WINDOW).timestamp()
        return memory(
            Served.of([it for it in account.served if it.at_s > since]),
            visit=visit,
            opened=account.opened,
            hidden=account.hidden,
            hidden_stories=frozenset(),
        )

    def hot(self, taste: Taste, now: datetime) -> Hot:
        """The window as of now."""
        co_read = {key: it for opened in taste.opened for key, it in self.pairs.get(opened, {}).items()}
        return Hot(self.pieces, Counts(self.table[self.pieces.ids - 1]), (), now, pairs=co_read)

    def page(self, reader: int, *, now: datetime, page: int, seed: int) -> Ordered:
        """The page for this reader by the site's own stages."""
        visit, taste = Visit(reader, "", now, page), self.taste(reader, now)
        memory, hot = self.memory(visit), self.hot(taste, now)
        candidates, _by_source = sources.named(hot, visit, taste, memory)
        return order(
            candidates,
            hot=hot,
            visit=visit,
            taste=taste,
            memory=memory,
            heads=self.heads.heads(),
            weights=Chosen(params.WEIGHTS, params.WEIGHTS_VERSION),
            seed=seed,
            is_held_out=not self.explores,
        )

    def unexplored(self, reader: int, weighed: Weighed, *, now: datetime, page: int) -> list[Placed]:
        """The page of these pieces as it would be without explored places."""
        placed, _beaten = rerank(
            weighed, fixed={}, memory=self.memory(Visit(reader, "", now, page)), weights=params.WEIGHTS
        )
        return placed

    def drawing(self, reader: int, weighed: Weighed, *, now: datetime, page: int) -> Callable[[int], list[Placed]]:
        """What the explored places of this page would be with another seed, without making the page again."""
        visit, taste = Visit(reader, "", now, page), self.taste(reader, now)
        known = facts(weighed.candidates, self.hot(taste, now), now)

        def drawn(seed: int) -> list[Placed]:
            dice = Random(seed)  # noqa: S311  no secret
            return list(explore(weighed, visit=visit, facts=known, taste=taste, rng=dice).values())

        return drawn

    def learn(self, reader: int, placed: Sequence[Placed], shown: Sequence[Shown], *, now: datetime, page: int) -> None:
        """What the reader did with the page goes into memory, counters, profile and heads."""
        account = self.account(reader)
        for it, done in zip(placed, shown, strict=True):
            candidate = it.valued.candidate
            topic, feed = candidate.topic_id or NONE, candidate.feed_id or NONE
            account.served.appendleft(
                ShownBefore(candidate.article_id, topic, feed, now.timestamp(), page, NONE, done.viewed)
            )
        ids = [it.valued.candidate.article_id for it in placed]
        played = {at for at, done in zip(ids, shown, strict=True) if done.played}
        for at, done in zip(ids, shown, strict=True):
            self._count(at - 1, done, now, is_first=at not in account.opened)
        self._teach(account, placed, shown, now)
        account.opened |= played
        account.hidden |= {at for at, done in zip(ids, shown, strict=True) if done.hidden}
        self._lesson(placed, shown, now)

    def _count(self, row: int, done: Shown, now: datetime, *, is_first: bool) -> None:
        """As ranking.events.counters moves the counters of an article."""
        counters = self.table[row]
        for act, name in COUNTED.items():
            counters[COLUMNS.index(name)] += getattr(done, act)
        if done.seconds is not None:
            counters[COLUMNS.index("dwells")] += 1
            counters[COLUMNS.index("dwell_s")] += done.seconds
        warm = params.HEAT["play"] * done.played * is_first
        warm += params.HEAT["like"] * done.liked + params.HEAT["comment"] * done.commented
        if warm:
            heat, at = COLUMNS.index("heat"), COLUMNS.index("heat_at")
            gone_s = max(0.0, now.timestamp() - counters[at])
            counters[heat] = counters[heat] * 0.5 ** (gone_s / params.HEAT_HALF_LIFE.total_seconds()) + warm
            counters[at] = now.timestamp()
            for name, half_life in SPANS.items():
                counters[COLUMNS.index(name)] = _warmer(counters[COLUMNS.index(name)], warm, now, half_life)

    def _follow(self, account: Account, article_id: int, now: datetime) -> None:
        """Count that it was opened after those: co-read, as the site counts it."""
        for earlier, amount in pairs.steps(account.profile.recent, article_id).items():
            key, at_s = (earlier, article_id), now.timestamp()
            before = self.pairs.get(earlier, {}).get(key, trends.NEVER)
            counted = trends.raised(before, amount=amount, at_s=at_s, half_life_s=pairs.HALF_LIFE_S)
            for either in key:
                self.pairs.setdefault(either, {})[key] = counted

    def _teach(self, account: Account, placed: Sequence[Placed], shown: Sequence[Shown], now: datetime) -> None:
        for it, done in zip(placed, shown, strict=True):
            if not (acts := _acts(it, done)):
                continue
            article_id = it.valued.candidate.article_id
            vectors = {article_id: self.corpus.vectors[article_id - 1].tolist()} if done.played else {}
            if done.played:
                self._follow(account, article_id, now)
            profiles.teach(account.profile, acts, vectors=vectors, encoder=ENCODER, now=now)

    def _lesson(self, placed: Sequence[Placed], shown: Sequence[Shown], now: datetime) -> None:
        rows = np.array([it.valued.features.values for it in placed])
        known, slots = labels(shown, is_over=True), [it.slot for it in placed]
        self.heads.learn(rows, known, slots=slots)
        self.lessons.append(Lesson(now, rows, slots, known))


def _warmer(trend: float, amount: float, now: datetime, half_life: timedelta) -> float:
    """A trend after so much more heat; NaN of an article that had none."""
    before = trends.NEVER if np.isnan(trend) else trend
    return trends.raised(before, amount=amount, at_s=now.timestamp(), half_life_s=half_life.total_seconds())


def _acts(it: Placed, done: Shown) -> list[Act]:
    """The acts on one card, as the events of the site tell of them."""
    candidate = it.valued.candidate
    told: list[tuple[Event.Kind, float]] = [(KIND.VIEW, 1.0)] if done.viewed else []
    if done.played:
        told.append((KIND.PLAY, 1.0))
    if done.seconds is not None:
        asked = min(params.DWELL_CAP_S, max(5.0, candidate.word_count / params.WORDS_A_SECOND))
        told.append((KIND.DWELL, min(1.0, done.seconds / asked)))
    told += [(kind, 1.0) for kind, did in _others(done) if did]
    is_horizon = it.kind is SlotKind.HORIZON
    return [
        Act(kind, candidate.article_id, candidate.topic_id, candidate.author, share, is_horizon=is_horizon)
        for kind, share in told
    ]


def _others(done: Shown) -> list[tuple[Event.Kind, bool]]:
    return [(KIND.LIKE, done.liked), (KIND.COMMENT, done.commented), (KIND.HIDE, done.hidden)]
