"""Learning from each act: known tastes are found, a burst wrecks nothing, a label that turns is taken back."""

import numpy as np
import pytest

from ranking import params
from ranking.heads import online, shape
from ranking.heads.curves import Heads
from ranking.heads.online import OnlineHeads
from tests.ranking.heads import world

PLAYED = np.array([[1.0, 0, 0, 0, np.nan, np.nan, 0]])
MISSED = np.array([[0.0, 0, 0, 0, np.nan, np.nan, 0]])
LIKED = np.array([[1.0, 1, 0, 0, np.nan, np.nan, 0]])


def one(**given: float) -> list[tuple[float, ...]]:
    return [tuple(given.get(name, 0.0) for name in params.FEATURES)]


def log_loss(heads: Heads, features: np.ndarray, slots: np.ndarray, labels: np.ndarray) -> float:
    p, y = heads.observed(features, slots)[:, shape.PLAY], labels[:, shape.PLAY]
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def test_heads_learnt_from_each_act_recover_what_readers_want() -> None:
    features, slots, labels = world.lived(60_000, seed=1)
    heads = OnlineHeads()
    heads.learn(features, labels, slots=slots)
    learnt, true = heads.weights[: shape.BIAS + 1, shape.PLAY], world.truth()[: shape.BIAS + 1, shape.PLAY]
    assert learnt[world.AT["cos_long"]] == pytest.approx(3.0, abs=0.75)  # from 1.2; the three cosines are alike
    assert learnt[world.AT["heat"]] == pytest.approx(0.0, abs=0.1)
    assert np.corrcoef(learnt, true)[0, 1] > 0.95


def test_two_thousand_views_close_most_of_the_gap_to_the_truth() -> None:
    heads = OnlineHeads()
    features, slots, labels = world.lived(2000, seed=2)
    heads.learn(features, labels, slots=slots)
    unseen = world.lived(40_000, seed=3)
    prior, truth = log_loss(Heads(), *unseen), log_loss(Heads("t", world.truth()), *unseen)
    assert log_loss(heads.heads(), *unseen) - truth < 0.5 * (prior - truth)


def test_places_are_learnt_and_left_out_of_what_a_page_uses() -> None:
    features, slots, labels = world.lived(60_000, seed=4)
    heads = OnlineHeads()
    heads.learn(features, labels, slots=slots)
    first, last = heads.scores(features[:100], [0] * 100), heads.scores(features[:100], [19] * 100)
    assert (first[:, shape.PLAY] > 1.2 * last[:, shape.PLAY]).all()
    effects = heads.weights[shape.BIAS + 1 :, shape.PLAY]
    assert effects[0] - effects[19] == pytest.approx(1.14, abs=0.5)


def test_forced_places_teach_nothing_of_places() -> None:
    heads = OnlineHeads()
    heads.learn(one(freshness=1) * 50, np.repeat(PLAYED, 50, axis=0), slots=[shape.NOWHERE] * 50)
    assert not heads.weights[shape.BIAS + 1 :].any()
    assert heads.weights[shape.BIAS, shape.PLAY] > shape.prior()[shape.BIAS, shape.PLAY]


def test_nothing_changes_without_lessons() -> None:
    heads = OnlineHeads()
    assert heads.heads().version == params.HEADS_VERSION
    np.testing.assert_array_equal(heads.heads().weights, shape.prior())


def test_one_click_raises_the_chance_of_the_like_and_little_else() -> None:
    heads = OnlineHeads()
    before = heads.scores(one(topic_taste=1.0))
    heads.learn(one(topic_taste=1.0), PLAYED)
    after = heads.scores(one(topic_taste=1.0))
    assert before[0, shape.PLAY] < after[0, shape.PLAY] < 1.2 * before[0, shape.PLAY]
    assert heads.heads().version == f"{params.HEADS_VERSION}+1"


def test_a_burst_of_a_hundred_thousand_clicks_cannot_leave_the_neighbourhood_of_the_anchor() -> None:
    heads = OnlineHeads()
    burst = np.repeat(one(topic_taste=3.0, heat=8.0), 100_000, axis=0)
    heads.learn(burst, np.repeat(PLAYED, 100_000, axis=0))
    assert np.abs(heads.weights - heads.centre).max() <= online.RADIUS
    heads.anchor(Heads())
    np.testing.assert_array_equal(heads.weights, shape.prior())


def test_one_page_never_moves_a_coefficient_by_more_than_a_step() -> None:
    heads = OnlineHeads()
    heads.learn(np.full((online.CHUNK, shape.BIAS), 8.0), np.repeat(PLAYED, online.CHUNK, axis=0))
    assert np.abs(heads.weights - heads.centre).max() <= online.STEP_MOST + 1e-9


def test_a_like_that_comes_late_takes_back_that_there_was_none() -> None:
    late, at_once = OnlineHeads(), OnlineHeads()
    late.learn(one(), PLAYED)
    late.learn(one(), LIKED, taught=PLAYED)
    at_once.learn(one(), LIKED)
    like = shape.NAMES.index("p_like")
    assert late.weights[shape.BIAS, like] == pytest.approx(at_once.weights[shape.BIAS, like], abs=0.01)
    assert late.weights[shape.BIAS, shape.PLAY] == pytest.approx(at_once.weights[shape.BIAS, shape.PLAY], abs=1e-4)


def test_what_is_not_known_teaches_nothing() -> None:
    heads = OnlineHeads()
    heads.learn(one(p_bait=1.0), np.full((1, len(shape.NAMES)), np.nan))
    np.testing.assert_array_equal(heads.weights, shape.prior())


def test_a_reading_of_an_open_tab_teaches_no_more_than_a_long_one() -> None:
    labels = PLAYED.copy()
    labels[0, shape.PLAYTIME] = 1e9
    heads = OnlineHeads()
    heads.learn(one(), labels)
    assert 0 < heads.weights[shape.BIAS, shape.PLAYTIME] - heads.centre[shape.BIAS, shape.PLAYTIME] <= online.STEP_MOST


def test_a_miss_lowers_what_a_click_raises() -> None:
    heads = OnlineHeads()
    heads.learn(one(freshness=1.0) * 20, np.repeat(MISSED, 20, axis=0))
    assert heads.scores(one(freshness=1.0))[0, shape.PLAY] < Heads().as_served(one(freshness=1.0))[0, shape.PLAY]


def test_what_was_fitted_to_much_is_not_shaken_by_the_next_acts() -> None:
    features, slots, labels = world.lived(20_000, seed=8)
    behind = online.evidence(world.truth(), shape.design(features, slots), labels)
    sure, unsure = OnlineHeads(Heads("t", world.truth(), squares=behind)), OnlineHeads(Heads("t", world.truth()))
    for heads in (sure, unsure):
        heads.learn(features[:200], labels[:200], slots=slots[:200])
    assert np.abs(sure.weights - sure.centre).max() < 0.3 * np.abs(unsure.weights - unsure.centre).max()
