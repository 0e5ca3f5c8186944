"""What of a list that was shown is opened? Every list in the order of time, ranked before it is learnt from.

Features are those of the site (features.rows) over counters, co-read and profiles that are taught act by act; category
and subcategory take the places of topic and feed. News are as old as their first sight in the log.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from time import perf_counter

import numpy as np

from ranking import params, profiles
from ranking.candidates import Candidates, Facts
from ranking.counting.trends import Column
from ranking.features import rows
from ranking.models import Event, Profile
from ranking.profiles.learning import unit
from ranking.replay import measures
from ranking.replay.listwise import HeadsOfSite, Listwise
from ranking.replay.measures import Measured
from ranking.replay.memory import Counters
from ranking.replay.mind import Log, Piece, Shown
from ranking.types import ArticleFacts, Candidate, Memory, Taste

WHOLE, WITHOUT_TEXT = "whole", "whole_without_text"
WARM_UP = 1_000  # lists, at most a fifth of all: as in the figures of facts/ranking.md, section 2b
HISTORY = 50  # of what a reader opened before the log began: older acts have faded anyway
BEFORE = timedelta(days=1)  # when that was is not known
_ALONE = {
    "popular": ("click_rate",),
    "fresh": ("freshness",),
    "topics": ("topic_taste", "feed_taste"),
    "co_read": ("co_recent",),
}
_TEXT = ("cos_long", "cos_short", "cos_recent")
_WORDS = 400  # of every article: the log does not tell, and all alike says nothing
_ENCODER = "replay"  # vectors of one pass are of one encoder, whichever
Vectors = Mapping[str, Sequence[float]]


class ShownLists:
    """One pass over a log."""

    def __init__(self, log: Log, *, vectors: Vectors, rng: np.random.Generator) -> None:
        names = {name for it in log.shown for name in (*it.articles, *it.history[-HISTORY:])}
        self._number = {name: number for number, name in enumerate(sorted(names))}
        self._pieces = [log.pieces.get(name, Piece()) for name in self._number]
        self._topics = _numbers(it.category for it in self._pieces)
        self._feeds = _numbers(f"{it.category}/{it.subcategory}" for it in self._pieces)
        self._vectors = {self._number[name]: it for name, it in vectors.items() if name in self._number}
        self._units = {key: np.array(unit(it), dtype=np.float32) for key, it in self._vectors.items() if any(it)}
        self._counters = Counters(len(names))
        self._views, self._plays = np.zeros(len(names)), np.zeros(len(names))
        self._first: dict[int, datetime] = {}
        self._readers: dict[str, Profile] = {}
        self._rng = rng
        self.learners: dict[str, Listwise | HeadsOfSite] = {"heads": HeadsOfSite(), WHOLE: _learner(())}
        if self._units:
            self.learners[WITHOUT_TEXT] = _learner(_TEXT)
        self.measured: dict[str, Measured] = {}

    def show(self, it: Shown, *, is_measured: bool) -> None:
        """Rank a list, then learn from it; one of which nothing or all was opened has no order to measure."""
        ids = [self._number[name] for name in it.articles]
        for key in ids:
            self._first.setdefault(key, it.at)
        profile = self._profile(it)
        opened = np.array(it.opened, dtype=float)
        if 0 < opened.sum() < len(opened):
            table = self._features(ids, profile, it.at)
            if is_measured:
                self._measure(table, opened)
            for learner in self.learners.values():
                learner.learn(table, opened)
        self._learn(ids, it.opened, profile, it.at)

    def _measure(self, table: Column, opened: Column) -> None:
        place = {name: number for number, name in enumerate(params.FEATURES)}
        alone = {**_ALONE, "similar": ("cos_long",)} if self._units else _ALONE
        scores = {name: table[:, [place[it] for it in features]].sum(axis=1) for name, features in alone.items()}
        scores |= {name: learner.scores(table) for name, learner in self.learners.items()}
        dice = self._rng.random(len(opened))  # who tie are told apart by chance
        for name, score in {"random": np.zeros(len(opened)), **scores}.items():
            found = measures.of_list(opened[np.lexsort((dice, -score))])
            self.measured.setdefault(name, Measured()).add(found)

    def _features(self, ids: list[int], profile: Profile, at: datetime) -> Column:
        """The rows that a page would store."""
        taste = self._taste(profile, at)
        heats = self._counters.heats(ids, at.timestamp())
        links = self._counters.links(taste.opened, ids, at.timestamp())
        candidates = [self._candidate(key) for key in ids]
        facts = [
            ArticleFacts(
                views=int(self._views[key]), plays=int(self._plays[key]), heat=day, heat_1h=hour, heat_10m=minutes
            )
            for key, (minutes, hour, day) in zip(ids, heats.tolist(), strict=True)
        ]
        return rows(Candidates.of(candidates), facts=Facts.of(facts), taste=taste, memory=Memory(), links=links, now=at)

    def _candidate(self, key: int) -> Candidate:
        first, vector = self._first[key], self._units.get(key)
        return Candidate(
            key, frozenset(), self._topics[key], self._feeds[key], None, None, first, _WORDS, None, vector=vector
        )

    def _taste(self, profile: Profile, at: datetime) -> Taste:
        recent = tuple(self._units[it] for it in profile.recent if it in self._units)
        return profiles.taste_of(profile, recent=recent, encoder=_ENCODER, now=at)

    def _profile(self, it: Shown) -> Profile:
        """The reader's, taught what they opened before the log began when they are met first."""
        profile = self._readers.get(it.reader)
        if profile is None:
            profile = self._readers[it.reader] = Profile(reader_id=len(self._readers) + 1, encoder=_ENCODER)
            earlier = [self._act(Event.Kind.PLAY, self._number[name]) for name in it.history[-HISTORY:]]
            self._teach(profile, earlier, it.at - BEFORE)
        return profile

    def _learn(self, ids: list[int], opened: Sequence[bool], profile: Profile, at: datetime) -> None:
        """Counters, co-read and the profile, as the events of the site move them."""
        self._views[ids] += 1
        acts = [self._act(Event.Kind.VIEW, key) for key in ids]
        recent = list(profile.recent)
        for key in (key for key, was in zip(ids, opened, strict=True) if was):
            self._plays[key] += 1
            self._counters.opened(key, recent=recent, at_s=at.timestamp())
            recent.insert(0, key)
            acts.append(self._act(Event.Kind.PLAY, key))
        self._teach(profile, acts, at)

    def _act(self, kind: Event.Kind, key: int) -> profiles.Act:
        return profiles.Act(kind, key, self._topics[key], f"feed-{self._feeds[key]}")

    def _teach(self, profile: Profile, acts: list[profiles.Act], at: datetime) -> None:
        read = {it.article_id: self._vectors[it.article_id] for it in acts if it.article_id in self._vectors}
        profiles.teach(profile, acts, vectors=read, encoder=_ENCODER, now=at)


def _numbers(names: Iterable[str]) -> list[int]:
    """A number from 1 for each different name."""
    known: dict[str, int] = {}
    return [known.setdefault(name, len(known) + 1) for name in names]


def _learner(without: Sequence[str]) -> Listwise:
    """It begins where the site does: with the priors of P(play); features in `without` stay out."""
    prior = [params.HEADS["p_play"].get(name, 0.0) * (name not in without) for name in params.FEATURES]
    return Listwise(len(prior), start=prior, without=[params.FEATURES.index(name) for name in without])


def replay(
    log: Log, *, vectors: Vectors, rng: np.random.Generator, tell: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """Measures by ranker; `tell` hears of every ten thousand lists."""
    run, began_s = ShownLists(log, vectors=vectors, rng=rng), perf_counter()
    warm_up = min(WARM_UP, len(log.shown) // 5)
    for number, it in enumerate(log.shown):
        run.show(it, is_measured=number >= warm_up)
        if number % 10_000 == 9_999:  # noqa: PLR2004  as the line says
            tell(f"{number + 1} of {len(log.shown)} lists, {perf_counter() - began_s:.0f} s")
    seconds = round(perf_counter() - began_s, 3)
    return {
        name: {**found.means(), "impressions": found.lists, "seconds": seconds}
        for name, found in sorted(run.measured.items(), key=lambda it: it[0].startswith(WHOLE))
    }
