"""Day by day: who comes, what page they get, what they do with it, what the site learns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from ranking.heads.shape import Matrix
from ranking.hot.columns import Floats, Ints
from ranking.order import Ordered
from ranking.replay.simulation import oracle, people
from ranking.replay.simulation.corpus import START, Corpus
from ranking.replay.simulation.people import Person
from ranking.replay.simulation.site import Site
from ranking.training.labels import QUICK_BACK_S, Shown, labels
from ranking.types import Placed, Policy

SECOND_PAGE = 0.3  # of visits
LOOKS = 4  # one page in so many is compared with the best possible one: that costs as much as the page
OPENS, CLOSES = 6.0, 23.0  # hours of the day
TRIES = 400  # seeds to find a draw that a twin world asks for: a chance of .01 is found 98 times in 100
SHARE_LEAST = 1e-6  # of p(1-p): a topic that chance does not decide cannot be forced either way


@dataclass(frozen=True, slots=True)
class Forced:
    """In a twin world the reader's next page with a choice has one topic of its pool in a horizon place, or has not.

    `pick`, from 0 to 1, says which, by p(1-p): the pools of both worlds are the same until then.
    """

    pick: float
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """When it happened, of which topic, and how much the draw counts: the sum of p(1-p) over its pool."""

    at: datetime
    topic: int
    weight: float


@dataclass(frozen=True, slots=True)
class PageLog:
    """One page and what became of it. `reachable`, `unexplored`: NaN on pages that were not looked at so closely.

    `pieces` are rows of the corpus. `chances`: of each topic of the pool to be in a horizon place, empty without one.
    `true`: how likely each is opened once looked at, without boredom. `chance`: how likely it was, 0 if not looked at.
    """

    reader: int
    at: datetime
    pieces: Ints
    topics: Sequence[int]
    policies: Sequence[str]
    chances: Mapping[int, float]
    shown: Sequence[Shown]
    said: Matrix
    known: Matrix
    clicks_before: int
    worth: float
    reachable: float
    clicks: float
    unexplored: float
    true: Floats
    chance: Floats

    def exposed(self) -> set[int]:
        """The topics in horizon places."""
        return {topic for topic, policy in zip(self.topics, self.policies, strict=True) if policy == Policy.HORIZON}


@dataclass(slots=True)
class DayLog:
    """A reader's day, and whether they came the next one."""

    reader: int
    day: int
    acts: Mapping[str, float]
    came_again: bool = False


@dataclass(slots=True)
class Run:
    """One site with its readers."""

    site: Site
    readers: list[Person]
    seed: int
    forced: dict[int, Forced] = field(default_factory=dict)
    drawn: dict[int, Drawn] = field(default_factory=dict)  # what was forced, once it was served
    looks: bool = True
    clicks: dict[int, int] = field(default_factory=dict)
    days: list[DayLog] = field(default_factory=list)

    def day(self, number: int) -> Iterator[PageLog]:
        """Serve every visit of this day, in the order of time."""
        day = START + timedelta(days=number)
        self.site.open_day(day)
        came = []
        for hour, person in self._visits(number):
            came.append(person.number)
            logs = list(self._visit(person, number, day + timedelta(hours=hour)))
            self.days.append(DayLog(person.number, number, _acts(logs)))
            person.satisfied(sum(it.played for log in logs for it in log.shown))
            yield from logs
        for log in self.days:
            if log.day == number - 1 and log.reader in came:
                log.came_again = True

    def visitors(self, number: int) -> list[Person]:
        """Who comes on this day, as it stands when it begins."""
        return [person for _hour, person in self._visits(number)]

    def _visits(self, number: int) -> list[tuple[float, Person]]:
        """Who comes when. A reader has the same dice every day in every world."""
        found = []
        for person in self.readers:
            comes, hour = np.random.default_rng([self.seed, 1, person.number, number]).random(2)
            if comes < person.comes:
                found.append((OPENS + (CLOSES - OPENS) * float(hour), person))
        return sorted(found, key=lambda it: (it[0], it[1].number))

    def _visit(self, person: Person, number: int, now: datetime) -> Iterator[PageLog]:
        person.seen_today = np.zeros(self.site.corpus.topic_count)
        dice = np.random.default_rng([self.seed, 2, person.number, number])
        pages = 1 + int(dice.random() < SECOND_PAGE)
        for page in range(pages):
            yield self._page(person, now + timedelta(minutes=5 * page), page, dice)

    def _page(self, person: Person, now: datetime, page: int, dice: np.random.Generator) -> PageLog:
        first = int(dice.integers(2**62))
        ordered = self._ordered(person, now, page, first)
        pieces = oracle.rows_of(ordered.placed)
        worth, clicks = oracle.worth(self.site, person, pieces), oracle.clicks(self.site, person, pieces)
        reachable = unexplored = float("nan")
        if self.looks and first % LOOKS == 0:
            reachable = oracle.worth(self.site, person, oracle.best(self.site, person, now=now))
            plain = self.site.unexplored(person.number, ordered.weighed, now=now, page=page)
            unexplored = oracle.clicks(self.site, person, oracle.rows_of(plain))
        rows = np.array([it.valued.features.values for it in ordered.placed])
        said = self.site.heads.scores(rows, [it.slot for it in ordered.placed])
        true = people.p_play(person, self.site.corpus, pieces, bored=False)
        shown, chance = people.read(person, self.site.corpus, pieces.tolist(), dice=dice)
        before = self.clicks.get(person.number, 0)
        self.clicks[person.number] = before + sum(it.played for it in shown)
        self.site.learn(person.number, ordered.placed, shown, now=now, page=page)
        known = labels(shown, is_over=True)
        return PageLog(
            reader=person.number,
            at=now,
            pieces=pieces,
            topics=self.site.corpus.topic[pieces].tolist(),
            policies=[it.policy for it in ordered.placed],
            chances=chances(ordered.placed),
            shown=shown,
            said=said,
            known=known,
            clicks_before=before,
            worth=worth,
            reachable=reachable,
            clicks=clicks,
            unexplored=unexplored,
            true=true,
            chance=chance,
        )

    def _ordered(self, person: Person, now: datetime, page: int, seed: int) -> Ordered:
        """The page; in a twin world drawn until its horizon places are as it was asked for."""
        ordered = self.site.page(person.number, now=now, page=page, seed=seed)
        wish = self.forced.get(person.number)
        shares = {topic: p * (1 - p) for topic, p in sorted(chances(ordered.placed).items())}
        if wish is None or sum(shares.values()) < SHARE_LEAST:
            return ordered
        del self.forced[person.number]
        upto = np.cumsum(list(shares.values()))
        topic = list(shares)[int(np.searchsorted(upto, wish.pick * upto[-1], side="right"))]
        draw = self.site.drawing(person.number, ordered.weighed, now=now, page=page)
        wanted = (it for it in range(seed, seed + TRIES) if (topic in exposed(draw(it))) is wish.is_shown)
        if (found := next(wanted, None)) is None:
            return ordered
        self.drawn[person.number] = Drawn(now, topic, float(upto[-1]))
        return self.site.page(person.number, now=now, page=page, seed=found)


def chances(placed: Iterable[Placed]) -> Mapping[int, float]:
    """The chance of each topic to be in a horizon place of this page; empty where there was no choice."""
    return next((it.chances for it in placed if it.policy == Policy.HORIZON), {})


def exposed(placed: Iterable[Placed]) -> set[int | None]:
    """The topics in horizon places of a page."""
    return {it.valued.candidate.topic_id for it in placed if it.policy == Policy.HORIZON}


def started(corpus: Corpus, readers: list[Person], *, seed: int, explores: bool) -> Run:
    """A new site before its first day."""
    return Run(Site(corpus, explores=explores), readers, seed, looks=explores)


def _acts(logs: Sequence[PageLog]) -> dict[str, float]:
    """What a day was like, for what predicts the next."""
    cards = [it for log in logs for it in zip(log.topics, log.policies, log.shown, strict=True)]
    played = [(topic, policy, done) for topic, policy, done in cards if done.played]
    return {
        "plays": float(len(played)),
        "minutes": sum(done.seconds or 0.0 for _, _, done in played) / 60,
        "horizon_plays": float(sum(policy == Policy.HORIZON for _, policy, _ in played)),
        "quick_backs": float(sum((done.seconds or 0.0) < QUICK_BACK_S for _, _, done in played)),
        "hides": float(sum(done.hidden for _, _, done in cards)),
        "topics": float(len({topic for topic, _, _ in played})),
    }
