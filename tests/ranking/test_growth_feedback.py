"""Growth where everything answers everything: a showing moves a taste, a taste opens cards, the site shows more of what
was opened and draws by it. The truth comes from twin worlds of thousands of readers that part at one draw.
"""

from dataclasses import dataclass, field

import numpy as np
import pytest

from ranking.replay.growth import Growth, Looks, Units, growth

TOPICS, DAYS, WINDOW, CARDS = 4, 40, 14, 3
LIFT, FORGETS, PLACES = 0.05, 0.9, 2
Array = np.ndarray


@dataclass
class World:
    """`taste` in log-odds and what was `opened` lately, by reader and topic."""

    seed: int
    readers: int
    taste: Array = field(init=False)
    opened: Array = field(init=False)
    rows: list[tuple[Array, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = np.random.default_rng(self.seed)
        self.taste = self.dice.normal(-2.5, 0.5, size=(self.readers, TOPICS))
        self.opened = np.zeros((self.readers, TOPICS))

    def chances(self) -> Array:
        """Of each topic for the first place: the more was opened, the likelier, and never below .05."""
        hopes = np.exp(self.opened)
        return np.asarray(0.05 + (1 - 0.05 * TOPICS) * hopes / hopes.sum(axis=1, keepdims=True))

    def drawn(self, dice: np.random.Generator) -> Array:
        keys = np.log(dice.exponential(size=(self.readers, TOPICS))) - np.log(self.chances())
        return np.asarray(np.argsort(np.argsort(keys, axis=1), axis=1) < PLACES)

    def forced(self, topic: Array, *, is_shown: bool) -> Array:
        """Draws until each reader's topic is shown, or is not: what a twin world asks for."""
        dice, everybody = np.random.default_rng([self.seed, 1]), np.arange(self.readers)
        shown = self.drawn(dice)
        while (wrong := shown[everybody, topic] != is_shown).any():
            shown[wrong] = self.drawn(dice)[wrong]
        return shown

    def live(self, shown: Array, dice: np.random.Generator) -> tuple[Array, Array, Array]:
        """A showing lifts the taste; then a day of places by rank: cards looked at, opened, and expected to be."""
        self.taste = self.taste + LIFT * shown
        share = (1 + self.opened) / (1 + self.opened).sum(axis=1, keepdims=True)
        looked = dice.random((self.readers, TOPICS, CARDS)) < np.minimum(1, 2 * share)[..., None]
        p = 1 / (1 + np.exp(-self.taste))
        plays = (looked & (dice.random(looked.shape) < p[..., None])).sum(axis=2)
        self.opened = FORGETS * self.opened + plays
        return looked.sum(axis=2), plays, looked.sum(axis=2) * p


def on_page(p: Array) -> Array:
    """The chance to be in either place."""
    return np.asarray(
        p + sum(p[:, [other]] * p / (1 - p[:, [other]]) * (np.arange(TOPICS) != other) for other in range(4))
    )


def follow(world: World) -> tuple[Units, Looks, list[tuple[int, World]]]:
    """The log of a world, and the world as it was on some mornings."""
    mornings, units, looks = [], [], []
    who, topic = (it.ravel() for it in np.meshgrid(np.arange(world.readers), np.arange(TOPICS), indexing="ij"))
    for day in range(DAYS):
        if day % 5 == 0 and day <= DAYS - WINDOW:
            twin = World(world.seed + day, world.readers)
            twin.taste, twin.opened = world.taste, world.opened
            mornings.append((day, twin))
        chance, shown = on_page(world.chances()), world.drawn(world.dice)
        units.append((np.full(len(who), float(day)), chance.ravel(), shown.ravel().astype(float)))
        views, plays, _ = world.live(shown, world.dice)
        many = np.repeat(np.arange(len(who)), views.ravel())
        first = np.repeat(np.cumsum(views.ravel()) - views.ravel(), views.ravel())
        opened = np.arange(len(many)) - first < plays.ravel()[many]
        looks.append((who[many], topic[many], np.full(len(many), day + 0.5), opened.astype(float)))
    at, p, hit = (np.concatenate(it) for it in zip(*units, strict=True))
    days = len(units)
    log = Units(np.tile(who, days), np.tile(topic, days), at, p, hit).open(until=float(DAYS - WINDOW))
    return log, Looks(*(np.concatenate(it) for it in zip(*looks, strict=True))), mornings


def truth(mornings: list[tuple[int, World]]) -> tuple[float, float]:
    """Of click rate and of clicks: each reader's topic drawn by p(1-p), shown in one world and not in the other."""
    sums = np.zeros((2, 3))
    for _day, morning in mornings:
        shares = (chance := on_page(morning.chances())) * (1 - chance)
        pick = np.random.default_rng(morning.seed).random(morning.readers) * shares.sum(axis=1)
        topic = np.minimum((np.cumsum(shares, axis=1) <= pick[:, None]).sum(axis=1), TOPICS - 1)
        for arm, is_shown in enumerate((False, True)):
            sums[arm] += lived(morning, topic, shares.sum(axis=1), is_shown=is_shown)
    rate, clicks = sums[:, 0] / sums[:, 1], sums[:, 0] / sums[:, 2]
    return float(rate[1] - rate[0]), float(clicks[1] - clicks[0])


def lived(morning: World, topic: Array, weight: Array, *, is_shown: bool) -> tuple[float, float, float]:
    """Expected openings, looks and readers, weighed, of a fortnight after the draw that was forced."""
    world = World(morning.seed, morning.readers)
    world.taste, world.opened = morning.taste, morning.opened
    mine, dice = (np.arange(world.readers), topic), np.random.default_rng([morning.seed, 2])
    shown, expected, looks = world.forced(topic, is_shown=is_shown), 0.0, 0.0
    for _day in range(WINDOW):
        views, _plays, hoped = world.live(shown, dice)
        expected, looks = expected + float(weight @ hoped[mine]), looks + float(weight @ views[mine])
        shown = world.drawn(dice)
    return expected, looks, float(weight.sum())


@pytest.fixture(scope="module")
def known() -> tuple[float, float]:
    return truth(follow(World(99, 4_000))[2])


@pytest.fixture(scope="module")
def estimated() -> list[Growth]:
    found = []
    for seed in range(20):
        units, looks, _ = follow(World(seed, 60))
        found.append(growth(units, looks, window_s=float(WINDOW), rng=np.random.default_rng(seed)))
    return found


def test_a_showing_does_something_in_this_world(known: tuple[float, float]) -> None:
    rate, clicks = known
    assert rate > 0.001
    assert clicks > 0.02


def test_intervals_hold_the_truth_of_click_rates(known: tuple[float, float], estimated: list[Growth]) -> None:
    assert sum(it.rate.holds(known[0]) for it in estimated) >= 17
    assert np.mean([it.rate.value for it in estimated]) == pytest.approx(known[0], abs=0.004)


def test_intervals_hold_the_truth_of_clicks(known: tuple[float, float], estimated: list[Growth]) -> None:
    assert sum(it.clicks.holds(known[1]) for it in estimated) >= 17
    assert np.mean([it.clicks.value for it in estimated]) == pytest.approx(known[1], abs=0.06)
