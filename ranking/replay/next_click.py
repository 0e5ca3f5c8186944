"""What will a session open next? Every click in the order of time, among what others opened within the hour.

Each list holds the article that was opened and 50 others, drawn from the clicks of the last hour (so that popular ones
come up more often), distinct and not read in the session. The first day is only learnt from.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from time import perf_counter

import numpy as np

from ranking import profiles
from ranking.counting import signs
from ranking.counting.signs import Links
from ranking.counting.trends import Column
from ranking.models import Event, Profile
from ranking.replay import measures
from ranking.replay.clicks import Clicks
from ranking.replay.listwise import HeadsOfSite, Listwise
from ranking.replay.memory import Counters

OTHERS = 50
WINDOW_S = 3600.0
WARM_UP_S = 86_400.0
FEATURES = ("heat", "heat_10m", "heat_1h", "rising", "freshness", "co_next", "co_recent", "co_readers")
WHOLE = "whole"
_DRAWN_AT_ONCE = 64  # of them about 45 are distinct and unread
_DRAWS_MOST = 20  # times that: a night hour may not hold 50 articles


@dataclass(slots=True)
class Hour:
    """The articles opened in the last hour, one entry a click."""

    times: list[float] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    start: int = 0

    def add(self, article_id: int, at_s: float) -> None:
        """One more; those older than an hour are forgotten."""
        self.times.append(at_s)
        self.articles.append(article_id)
        while self.times[self.start] < at_s - WINDOW_S:
            self.start += 1
        if self.start > len(self.times) // 2:
            del self.times[: self.start], self.articles[: self.start]
            self.start = 0

    def draw(self, rng: Random, *, read: Sequence[int], at_s: float) -> list[int]:
        """Up to 50 articles that are not in `read`, each as likely as it was opened often."""
        while self.start < len(self.times) and self.times[self.start] < at_s - WINDOW_S:
            self.start += 1
        width, found = len(self.times) - self.start, dict.fromkeys(read)
        wanted = OTHERS + len(found)
        for _ in range(_DRAWS_MOST if width else 0):
            drawn = [self.articles[self.start + int(rng.random() * width)] for _ in range(_DRAWN_AT_ONCE)]
            found.update(dict.fromkeys(drawn))
            if len(found) >= wanted:
                break
        return list(found)[wanted - OTHERS : wanted]


class NextClick:
    """One pass over a log: rank each click before it is learnt from."""

    def __init__(self, articles: int, *, rng: Random, with_heads: bool = False) -> None:
        self.counters = Counters(articles)
        self.learners: dict[str, Listwise | HeadsOfSite] = {"heads": HeadsOfSite(FEATURES)} if with_heads else {}
        self.learners[WHOLE] = Listwise(len(FEATURES))
        self.ranks: dict[str, list[float]] = {}
        self.sizes: list[int] = []
        self._rng, self._hour = rng, Hour()
        self._sessions: dict[int, tuple[int, ...]] = {}
        self._readers: dict[int, Profile] = {}
        self._first_s = np.full(articles, np.inf)

    def click(self, article_id: int, *, reader: int, session: int, at_s: float, is_ranked: bool) -> None:
        """Rank it if it is the next of a session, then count it and teach the reader's profile."""
        read = self._sessions.get(session, ())
        profile = self._readers.get(reader)
        if profile is None:
            profile = self._readers[reader] = Profile(reader_id=reader)
        if is_ranked and read and article_id not in read:
            others = self._hour.draw(self._rng, read=(*read, article_id), at_s=at_s)
            if others:
                self._rank([article_id, *others], recent=profile.recent, read=read, at_s=at_s)
        self.counters.opened(article_id, recent=profile.recent, at_s=at_s)
        act = profiles.Act(Event.Kind.PLAY, article_id, None, "")
        profiles.teach(profile, [act], vectors={}, encoder="", now=datetime.fromtimestamp(at_s, UTC))
        self._sessions[session] = (*read, article_id)
        self._hour.add(article_id, at_s)
        self._first_s[article_id] = min(self._first_s[article_id], at_s)

    def _rank(self, candidates: list[int], *, recent: list[int], read: tuple[int, ...], at_s: float) -> None:
        """Where each ranker puts the first of the candidates; then learn that it was the one."""
        spans = self.counters.heats(candidates, at_s)
        links = self.counters.links(recent, candidates, at_s)
        rows = self._rows(candidates, spans, links, at_s)
        scores = dict(self._alone(spans, _within(links, recent, read)))
        scores |= {name: learner.scores(rows) for name, learner in self.learners.items()}
        table = np.stack(list(scores.values()))
        own = table[:, :1]
        found = 1 + (table > own).sum(axis=1) + ((table == own).sum(axis=1) - 1) / 2
        for name, rank in zip(scores, found.tolist(), strict=True):
            self.ranks.setdefault(name, []).append(rank)
        self.sizes.append(len(candidates))
        for learner in self.learners.values():
            learner.learn(rows, np.eye(1, len(candidates))[0])

    def _rows(self, candidates: list[int], spans: Column, links: Links, at_s: float) -> Column:
        """The features of the site that a log without texts can tell, in the order of FEATURES."""
        days = (at_s - self._first_s[candidates]) / 86_400
        columns = {
            "heat": np.log1p(spans[:, 2]),
            "freshness": np.exp2(-np.maximum(0.0, np.nan_to_num(days, neginf=0.0))),
            **signs.heat_signs(spans),
            **signs.co_read_signs(links, spans),
        }
        return np.stack([columns[name] for name in FEATURES], axis=1)

    def _alone(self, spans: Column, links: Links) -> Mapping[str, Column]:
        """What each source would say by itself."""
        alone = signs.co_read_signs(links, spans)
        return {
            "random": np.array([self._rng.random() for _ in range(len(spans))]),
            "popular": spans[:, 1],
            "co_read": signs.together(links),
            "item_knn": alone["co_readers"],
            "sequential": alone["co_recent"],
        }


def _within(links: Links, recent: Sequence[int], read: Sequence[int]) -> Links:
    """Only what this session read: the sources alone know no other day of the reader."""
    rows = [place for place, it in enumerate(recent) if it in read]
    return replace(links, after=links.after[rows], before=links.before[rows], heats=links.heats[rows])


def replay(
    clicks: Clicks, *, rng: Random, tell: Callable[[str], None], with_heads: bool = False
) -> dict[str, dict[str, float]]:
    """Measures by ranker; `tell` hears of every day that is done. The heads of the site cost half of the speed."""
    run, began_s = NextClick(clicks.article_count, rng=rng, with_heads=with_heads), perf_counter()
    started = clicks.at_s[0]
    day = 0
    for at_s, reader, session, article_id in _each(clicks):
        is_ranked = at_s - started >= WARM_UP_S
        run.click(article_id, reader=reader, session=session, at_s=at_s, is_ranked=is_ranked)
        if at_s - started >= (day + 1) * 86_400:
            day = int((at_s - started) // 86_400)
            tell(f"day {day}: {len(run.sizes)} lists ranked, {perf_counter() - began_s:.0f} s")
    seconds = perf_counter() - began_s
    costs = {
        "impressions": len(run.sizes),
        "clicks": len(clicks.at_s),
        "seconds": round(seconds, 3),
        "clicks_per_s": round(len(clicks.at_s) / seconds, 1),
    }
    sizes = np.array(run.sizes)
    return {name: {**measures.of_one(np.array(found), sizes), **costs} for name, found in run.ranks.items()}


def _each(clicks: Clicks) -> Iterator[tuple[float, int, int, int]]:
    return zip(clicks.at_s, clicks.readers, clicks.sessions, clicks.articles, strict=True)
