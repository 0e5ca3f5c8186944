"""What one showing of a topic does to simulated readers: estimated as on a real site, and as it truly is.

The estimate sees what a site logs, and nothing else: ranking/replay/growth.py. The truth comes from twin worlds. The
site and its readers are copied; in one world each reader's next page with a choice has a topic in a horizon place, in
the other it has not, and both go on by themselves, with the same dice. The topic is drawn by p(1-p), so that the truth
is that of the same mixture of topics as the estimate. What is opened counts as the probability with which it was:
chance in opening is noise that a simulator can leave out.
"""

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from ranking.hot.columns import Floats
from ranking.replay import offpolicy
from ranking.replay.growth import WINDOW_DAYS, Growth, Looks, Units, growth
from ranking.replay.offpolicy import Estimate
from ranking.replay.simulation.run import Forced, PageLog, Run
from ranking.types import Policy

WINDOW = timedelta(days=WINDOW_DAYS)


@dataclass(frozen=True, slots=True)
class Pair:
    """A topic of one draw in both worlds: what was looked at of it afterwards, and how much of that was opened."""

    reader: int
    weight: float
    views: tuple[float, float]  # shown, not shown
    plays: tuple[float, float]


def estimate(logs: Sequence[PageLog], *, until: datetime, window: timedelta, seed: int) -> Growth:
    """What one showing brings, from draws early enough that their window ends by `until`."""
    open_units = units(logs).open(until=(until - window).timestamp())
    return growth(open_units, looks(logs), window_s=window.total_seconds(), rng=np.random.default_rng(seed))


def units(logs: Sequence[PageLog]) -> Units:
    """Every topic of every pool."""
    rows = [
        (it.reader, topic, it.at.timestamp(), p, topic in it.exposed())
        for it in logs
        for topic, p in it.chances.items()
    ]
    who, topic, at, p, shown = _columns(rows, 5)
    return Units(who.astype(np.int64), topic.astype(np.int64), at, p, shown)


def looks(logs: Sequence[PageLog]) -> Looks:
    """Every card in a place by rank that was looked at."""
    rows = [
        (it.reader, topic, it.at.timestamp(), done.played)
        for it in logs
        for topic, policy, done in zip(it.topics, it.policies, it.shown, strict=True)
        if done.viewed and policy == Policy.RANK
    ]
    who, topic, at, played = _columns(rows, 4)
    return Looks(who.astype(np.int64), topic.astype(np.int64), at, played)


def _columns(rows: Sequence[tuple[float, ...]], width: int) -> Floats:
    return np.array(rows, dtype=float).reshape(-1, width).T


@dataclass(frozen=True, slots=True)
class Truth:
    """What one showing truly adds, as well as so many pairs of worlds can tell."""

    rate: Estimate
    clicks: Estimate
    pairs: int


def truth(pairs: Sequence[Pair], logs: Sequence[PageLog], *, seed: int) -> Truth:
    """The worlds where it was shown against those where it was not; readers count by their draws."""
    draws = Counter(it.reader for it in logs if it.chances)
    split = Counter(it.reader for it in pairs)
    readers = sorted(split)
    sums = np.zeros((2, 3, len(readers)))
    for it in pairs:
        weight = it.weight * draws[it.reader] / split[it.reader]
        for arm in (0, 1):
            sums[arm, :, readers.index(it.reader)] += (weight * it.plays[arm], weight * it.views[arm], weight)

    def gap(of: int) -> Estimate:
        if not all(arm[of].sum() for arm in sums):
            return Estimate(0.0, -1.0, 1.0, 0.0)
        rng = np.random.default_rng(seed)
        return offpolicy.difference((sums[0, 0], sums[0, of]), (sums[1, 0], sums[1, of]), rng=rng)

    return Truth(gap(1), gap(2), len(pairs))


def twins(run: Run, *, day: int, window: timedelta) -> list[Pair]:
    """For each reader who comes this day, one draw in two worlds that part there."""
    dice = np.random.default_rng([run.seed, 3, day])
    picks = {person.number: float(dice.random()) for person in run.readers}
    shown, hidden = (_world(run, picks, day=day, window=window, is_shown=arm) for arm in (True, False))
    return [
        Pair(key[0], shown[key][0], (shown[key][1], hidden[key][1]), (shown[key][2], hidden[key][2]))
        for key in sorted(shown.keys() & hidden.keys())
    ]


def _world(
    run: Run, picks: dict[int, float], *, day: int, window: timedelta, is_shown: bool
) -> dict[tuple[int, int], tuple[float, float, float]]:
    """By reader and topic: weight, looks and openings in the world where their draw went this way."""
    world = twin(run)
    world.looks = False
    world.readers = world.visitors(day)  # the others would cost as much, and tell nothing
    world.forced = {reader: Forced(pick, is_shown) for reader, pick in picks.items()}
    logs = list(world.day(day))
    world.forced = {}
    logs += [log for number in range(day + 1, day + window.days + 1) for log in world.day(number)]
    return {
        (reader, it.topic): (it.weight, *_after(logs, reader, it.topic, it.at, it.at + window))
        for reader, it in world.drawn.items()
    }


def _after(logs: Sequence[PageLog], reader: int, topic: int, since: datetime, until: datetime) -> tuple[float, float]:
    """Looks at pieces of the topic in places by rank after the draw, and the openings to be expected of them."""
    cards = [
        p
        for it in logs
        if it.reader == reader and since < it.at <= until
        for other, policy, done, p in zip(it.topics, it.policies, it.shown, it.chance, strict=True)
        if done.viewed and policy == Policy.RANK and other == topic
    ]
    return float(len(cards)), float(sum(cards))


def twin(run: Run) -> Run:
    """The same site and readers, free to go on differently; what never changes is shared."""
    fixed = [run.site.corpus, run.site.pieces, *(it for person in run.readers for it in _dice(person))]
    fixed += list(run.site.lessons)
    return copy.deepcopy(run, {id(it): it for it in fixed})


def _dice(person: object) -> list[Floats]:
    return [getattr(person, name) for name in ("draws", "pace", "favourite", "growth")]
