"""Calibration: what is said comes true, the order of a page is never lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.heads import shape, tables
from ranking.heads.online import OnlineHeads
from tests.ranking.heads import world


def twisted(count: int, *, bias: float = 0.0, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds that are twice too sure of themselves, and what came true."""
    rng = np.random.default_rng(seed)
    true = rng.normal(-2.0, 1.0, count)
    return 2 * true + bias, (rng.random(count) < 1 / (1 + np.exp(-true))).astype(float)


def sure(logits: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-logits)))


def test_a_head_that_is_too_sure_comes_true_after_the_table() -> None:
    logits, labels = twisted(40_000)
    table = tables.fit(logits, labels)
    unseen, came = twisted(40_000, seed=2)
    assert table is not None
    assert tables.ece(sure(unseen), came) > 0.05
    assert tables.ece(sure(table.at(unseen)), came) < 0.01


def test_a_few_hundred_rows_get_two_numbers_that_help_already() -> None:
    logits, labels = twisted(800)
    table = tables.fit(logits, labels)
    unseen, came = twisted(40_000, seed=3)
    assert table is not None
    assert len(table.said) == 2
    assert tables.ece(sure(table.at(unseen)), came) < 0.03


def test_one_row_changes_next_to_nothing() -> None:
    table = tables.fit(np.array([-3.0]), np.array([1.0]))
    assert table is not None
    assert sure(table.at(np.array([-3.0])))[0] < 0.15


def test_no_rows_give_no_table() -> None:
    assert tables.fit(np.zeros(0), np.zeros(0)) is None


@given(st.lists(st.tuples(st.floats(-12, 6), st.booleans()), min_size=1, max_size=300))
def test_no_table_turns_an_order_round(pairs: list[tuple[float, bool]]) -> None:
    logits, labels = np.array([it for it, _ in pairs]), np.array([float(it) for _, it in pairs])
    table = tables.fit(np.tile(logits, 20), np.tile(labels, 20))
    assert table is not None
    assert (np.diff(table.at(np.linspace(-20, 20, 200))) >= 0).all()


def test_seconds_are_told_by_their_means() -> None:
    rng = np.random.default_rng(5)
    said = rng.normal(3.0, 0.5, 5000)
    table = tables.fit(said, 0.5 * np.exp(said), is_probability=False)
    assert table is not None
    assert np.exp(table.at(np.array([3.0])))[0] == pytest.approx(0.5 * np.exp(3.0), rel=0.05)


def test_all_heads_learnt_online_are_calibrated_to_two_hundredths() -> None:
    heads = OnlineHeads()
    features, slots, labels = world.lived(60_000, seed=6)
    heads.learn(features, labels, slots=slots)
    heads.calibrate(features, labels, slots=slots)
    unseen, places, came = world.lived(60_000, seed=7)
    said = heads.scores(unseen, places)
    for column, name in enumerate(shape.NAMES):
        known = ~np.isnan(came[:, column])
        error = tables.ece(said[known, column], came[known, column])
        assert error <= (0.02 if column != shape.PLAYTIME else 2.0), name  # seconds: of about 37
