"""The fit: no data is the priors, much data is the truth; the figures say which is which."""

import numpy as np
import pytest

from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.heads.shape import Matrix
from ranking.training.evaluate import auc, figures
from ranking.training.fit import fit
from tests.ranking.heads import world


def lived(count: int, *, seed: int, head: int, weights: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """So many views of which one head alone tells: the others cost a fit each and say nothing here."""
    features, slots, labels = world.lived(count, seed=seed, weights=weights)
    labels[:, np.arange(labels.shape[1]) != head] = np.nan
    return features, slots, labels


def test_no_data_gives_the_priors() -> None:
    nothing = fit(np.zeros((0, shape.BIAS)), np.zeros(0, dtype=int), np.zeros((0, len(shape.NAMES))))
    np.testing.assert_array_equal(nothing, shape.prior())


def test_much_data_gives_what_readers_want() -> None:
    true = world.truth()[:, shape.PLAY]
    learnt = fit(*lived(40_000, seed=1, head=shape.PLAY, weights=world.truth()))[:, shape.PLAY]
    assert learnt[world.AT["cos_long"]] == pytest.approx(3.0, abs=0.3)
    assert learnt[world.AT["heat"]] == pytest.approx(0.0, abs=0.05)
    assert learnt[shape.BIAS + 1] - learnt[-1] == pytest.approx(true[shape.BIAS + 1] - true[-1], abs=0.25)


def test_a_handful_of_rows_stays_near_the_priors() -> None:
    assert np.abs(fit(*world.lived(20, seed=2)) - shape.prior()).max() < 0.6


def test_how_long_pieces_are_read_is_learnt_with_their_length() -> None:
    true = world.truth()
    true[world.AT["length"], shape.PLAYTIME] = 0.6  # twice the prior
    weights = fit(*lived(20_000, seed=3, head=shape.PLAYTIME, weights=true))
    assert weights[world.AT["length"], shape.PLAYTIME] == pytest.approx(0.6, abs=0.1)


def test_how_long_it_is_read_does_not_depend_on_its_place() -> None:
    features, slots, labels = lived(2000, seed=5, head=shape.PLAYTIME, weights=world.truth())
    labels[:, shape.PLAYTIME] += 10.0 * slots  # as if pieces further down were read longer
    assert not fit(features, slots, labels)[shape.BIAS + 1 :, shape.PLAYTIME].any()


def test_figures_prefer_the_truth_and_say_how_far_off_the_priors_are() -> None:
    unseen = world.lived(30_000, seed=4)
    prior, truth = figures(Heads(), *unseen), figures(Heads("t", world.truth()), *unseen)
    assert truth["p_play"]["log_loss"] < prior["p_play"]["log_loss"]
    assert truth["p_play"]["auc"] > prior["p_play"]["auc"]
    assert truth["p_play"]["ece"] < 0.01 < prior["p_play"]["ece"]
    assert len(truth["p_play"]["bins"]) == 15


def test_auc_counts_pairs_in_the_right_order_and_ties_half() -> None:
    said, came = np.array([0.1, 0.2, 0.2, 0.9]), np.array([False, False, True, True])
    assert auc(said, came) == pytest.approx(3.5 / 4)
    assert auc(said, np.zeros(4, dtype=bool)) == 0.5
