"""Growth after being shown a topic, in a made-up log where one showing adds exactly LIFT to the click rate."""

import numpy as np
import pytest

from ranking.replay.growth import Growth, Looks, Units, after, growth

READERS, TOPICS, DAYS, WINDOW = 24, 5, 60, 14
DAY_S, LIFT = 86_400.0, 0.004


def log(seed: int, *, lift: float = LIFT) -> tuple[Units, Looks]:
    """Readers who are shown two topics a day, those they like more often; each showing lifts them for WINDOW days."""
    rng = np.random.default_rng(seed)
    liking = np.clip(0.05 + 0.02 * rng.normal(size=(READERS, TOPICS)), 0.005, 0.3)
    hopes = np.exp(40 * liking + np.cumsum(0.3 * rng.normal(size=(DAYS, READERS, TOPICS)), axis=0))
    p = 0.03 + (1 - 0.03 * TOPICS) * hopes / hopes.sum(axis=2, keepdims=True)
    order = np.argsort(-np.log(p) + np.log(rng.exponential(size=p.shape)), axis=2)  # two drawn without replacement
    shown = np.zeros_like(p)
    np.put_along_axis(shown, order[:, :, :2], 1, axis=2)
    chance = p * (1 + sum((p / (1 - p))[:, :, [other]] * (np.arange(TOPICS) != other) for other in range(TOPICS)))
    so_far = np.concatenate([np.zeros((1, READERS, TOPICS)), np.cumsum(shown, axis=0)])
    lately = np.stack([so_far[day] - so_far[max(0, day - WINDOW)] for day in range(DAYS)])
    views = rng.poisson(2.0, size=p.shape)
    plays = rng.binomial(views, np.clip(liking + lift * lately, 0, 1))
    day, who, topic = (it.ravel() for it in np.meshgrid(*map(np.arange, p.shape), indexing="ij"))
    many = np.repeat(np.arange(p.size), views.ravel())
    nth = np.arange(len(many)) - np.repeat(np.cumsum(views.ravel()) - views.ravel(), views.ravel())
    # the cards of a day are looked at just before the draw of that day
    looks = Looks(who[many], topic[many], day[many] * DAY_S - 1, (nth < plays.ravel()[many]).astype(float))
    units = Units(who, topic, day * DAY_S, chance.ravel(), shown.ravel())
    return units.open(until=(DAYS - WINDOW) * DAY_S), looks


def estimated(seed: int, *, lift: float = LIFT) -> Growth:
    units, looks = log(seed, lift=lift)
    return growth(units, looks, window_s=WINDOW * DAY_S, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("weighing", ["rate", "everybody"])
@pytest.mark.parametrize("lift", [0.0, LIFT])
def test_the_interval_holds_what_one_showing_truly_adds(weighing: str, lift: float) -> None:
    many = [getattr(estimated(seed, lift=lift), weighing) for seed in range(30)]
    assert sum(it.holds(lift) for it in many) >= 26
    assert np.mean([it.value for it in many]) == pytest.approx(lift, abs=0.0012)


def test_who_forgets_the_chances_takes_liking_for_growth() -> None:
    units, looks = log(1)
    views, plays = after(units, looks, window_s=WINDOW * DAY_S)
    shown = units.shown > 0
    naive = plays[shown].sum() / views[shown].sum() - plays[~shown].sum() / views[~shown].sum()
    assert naive > 3 * LIFT


def test_only_the_same_reader_and_topic_within_the_window_count() -> None:
    units = Units(np.array([1]), np.array([7]), np.array([0.0]), np.array([0.5]), np.array([1.0]))
    who, topic = np.array([1, 1, 1, 2, 1, 1]), np.array([7, 7, 7, 7, 8, 7])
    at, played = np.array([0.0, 1.0, 10.0, 5.0, 5.0, 10.5]), np.array([1.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    views, plays = after(units, Looks(who, topic, at, played), window_s=10.0)
    assert (views.tolist(), plays.tolist()) == ([2.0], [1.0])


def test_a_topic_that_chance_did_not_decide_is_no_unit() -> None:
    two = np.array([1, 1])
    units = Units(two, two, two * 0.0, np.array([1.0, 0.6]), np.array([1.0, 1.0]))
    assert units.open(until=1.0).chance.tolist() == [0.6]


def test_without_anything_to_compare_any_growth_is_possible() -> None:
    nothing, whole = np.zeros(0), np.zeros(0, dtype=np.int64)
    found = growth(
        Units(whole, whole, nothing, nothing, nothing),
        Looks(whole, whole, nothing, nothing),
        window_s=1.0,
        rng=np.random.default_rng(0),
    )
    assert (found.rate.low, found.rate.high, found.units) == (-1.0, 1.0, 0)
