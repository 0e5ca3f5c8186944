"""Do horizon places wake interests? Estimated from the logged chances alone, and as it truly is.

A unit is (a draw for the first horizon place of a page, a topic of its pool): shown with the logged chance p, or not.
The outcome is how many pieces of the topic the reader opens in places by rank within the next days. Units that were
shown are weighed by 1/p, the others by 1/(1-p); the difference of the two means is what one showing brings. The truth
comes from twin worlds that differ in one such draw of each reader.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from ranking.hot.columns import Floats
from ranking.replay import offpolicy
from ranking.replay.offpolicy import Estimate
from ranking.replay.simulation.corpus import START
from ranking.replay.simulation.run import Forced, PageLog, Run, horizon_place
from ranking.types import Policy

WINDOW = timedelta(days=7)  # half of what facts/ranking.md asks for: twin worlds cost as much as the site itself


@dataclass(frozen=True, slots=True)
class Unit:
    """One topic of one draw."""

    reader: int
    outcome: float
    chance: float
    is_shown: bool


def estimate(logs: Sequence[PageLog], *, until: datetime, window: timedelta, seed: int) -> Estimate:
    """What one showing brings, from draws early enough that their window ends by `until`."""
    found = units(logs, until=until, window=window)
    readers = sorted({it.reader for it in found})
    if not readers:
        return Estimate(0.0, 0.0, 0.0, 0.0)
    at = {reader: n for n, reader in enumerate(readers)}
    shown, hidden = (_sums([it for it in found if it.is_shown is arm], at) for arm in (True, False))
    return offpolicy.difference(shown, hidden, rng=np.random.default_rng(seed))


def units(logs: Sequence[PageLog], *, until: datetime, window: timedelta) -> list[Unit]:
    """Every topic of every draw that could have gone either way."""
    opened = _organic(logs)
    found = []
    for it in logs:
        place = horizon_place(it.placed)
        if it.at + window > until or place is None or len(place.chances) == 1:
            continue
        for topic, p in place.chances.items():
            outcome = sum(it.at < at <= it.at + window for at in opened.get((it.reader, topic), []))
            found.append(Unit(it.reader, outcome, p, place.valued.candidate.topic_id == topic))
    return found


def _organic(logs: Sequence[PageLog]) -> dict[tuple[int, int], list[datetime]]:
    """When each reader opened pieces of each topic in places by rank."""
    opened: dict[tuple[int, int], list[datetime]] = {}
    for it in logs:
        for place, done in zip(it.placed, it.shown, strict=True):
            if done.played and place.policy == Policy.RANK:
                opened.setdefault((it.reader, place.valued.candidate.topic_id or 0), []).append(it.at)
    return opened


def _sums(found: Sequence[Unit], at: dict[int, int]) -> tuple[Floats, Floats]:
    """Weighted outcomes and weights by reader."""
    rewards, weights = np.zeros(len(at)), np.zeros(len(at))
    for it in found:
        weight = 1 / (it.chance if it.is_shown else 1 - it.chance)
        weights[at[it.reader]] += weight
        rewards[at[it.reader]] += weight * it.outcome
    return rewards, weights


def truth(run: Run, *, day: int, window: timedelta) -> list[float]:
    """For each reader, by how much one showing on this day truly changes the outcome: two worlds, from one state."""
    dice = np.random.default_rng([run.seed, 3, day])
    picks = {person.number: float(dice.random()) for person in run.readers}
    shown, hidden = (_world(run, picks, day=day, window=window, is_shown=arm) for arm in (True, False))
    return [shown[unit] - hidden[unit] for unit in sorted(shown.keys() & hidden.keys())]


def _world(
    run: Run, picks: dict[int, float], *, day: int, window: timedelta, is_shown: bool
) -> dict[tuple[int, int], float]:
    """By reader and topic: what they opened of it within the window, in the world where their draw went this way."""
    world = twin(run)
    world.looks = False
    world.forced = {reader: Forced(pick, is_shown) for reader, pick in picks.items()}
    logs = [log for number in range(day, day + window.days + 1) for log in world.day(number)]
    opened = _organic(logs)
    return {
        (reader, it.topic): float(sum(it.at < at <= it.at + window for at in opened.get((reader, it.topic), [])))
        for reader, it in world.drawn.items()
        if it.at < START + timedelta(days=day + 1)
    }


def twin(run: Run) -> Run:
    """The same site and readers, free to go on differently; what never changes is shared."""
    fixed = [run.site.corpus, run.site.pieces, *(it for person in run.readers for it in _dice(person))]
    fixed += list(run.site.lessons)
    return copy.deepcopy(run, {id(it): it for it in fixed})


def _dice(person: object) -> list[Floats]:
    return [getattr(person, name) for name in ("draws", "pace", "favourite", "growth")]
