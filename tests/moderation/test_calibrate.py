"""What a log-odds means on this site, learnt from decisions that dice picked."""

import numpy as np
import pytest

from moderation.training.calibrate import calibrate, errors
from moderation.training.evaluate import sigmoid

RNG = np.random.default_rng(5)
LOGITS = RNG.normal(0, 2, 2_000)


def test_a_model_that_exaggerates_is_brought_back() -> None:
    truth = RNG.random(2_000) < sigmoid(LOGITS / 3 - 1)
    curve = calibrate(LOGITS[:300], truth[:300], seed=1)
    raw, mended = (errors(p, truth[300:], seed=1)["ece"] for p in (sigmoid(LOGITS[300:]), curve.p(LOGITS[300:])))
    assert mended < raw / 2


def test_a_step_is_fitted_by_steps() -> None:
    truth = RNG.random(2_000) < np.where(LOGITS > 1, 0.9, 0.1)
    assert calibrate(LOGITS, truth, seed=1).kind == "isotonic"


def test_of_what_is_said_truly_only_chance_is_left() -> None:
    p = sigmoid(LOGITS)
    found = errors(p, RNG.random(2_000) < p, seed=1)
    assert found["ece_debiased"] < 0.01 < found["ece"]


def test_where_all_was_sound_everything_is() -> None:
    curve = calibrate(LOGITS[:50], np.zeros(50, dtype=bool), seed=1)
    assert curve.p(LOGITS).max() == pytest.approx(0)
