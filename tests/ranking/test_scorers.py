"""The heads: probabilities, and a playtime that length alone does not buy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import params, scorers
from ranking.heads import shape
from ranking.heads.curves import Heads
from ranking.types import Scores


def row(**given: float) -> list[float]:
    return [{"dwell_ratio": 1.0, **given}.get(name, 0.0) for name in params.FEATURES]


def scores(rows: list[list[float]], heads: Heads | None = None) -> list[Scores]:
    features = np.array(rows, dtype=float).reshape(len(rows), len(params.FEATURES))
    return [Scores(*it) for it in scorers.scores(features, heads).tolist()]


@given(st.lists(st.floats(-50, 50), min_size=len(params.FEATURES), max_size=len(params.FEATURES)))
def test_scores_are_probabilities_whatever_the_features(values: list[float]) -> None:
    (found,) = scores([values])
    for p in (found.p_play, found.p_like, found.p_comment, found.p_hide, found.p_quick_back, found.p_report):
        assert 0 <= p <= 1
    assert 0 < found.playtime_s <= params.DWELL_CAP_S


def test_no_candidates_have_no_scores() -> None:
    assert scores([]) == []


def test_likeness_to_what_was_read_raises_the_chance_of_opening() -> None:
    strange, near = scores([row(), row(cos_long=0.4, cos_short=0.4, cos_recent=0.5)])
    assert near.p_play > 2.5 * strange.p_play


def test_hides_of_the_topic_lower_opening_and_raise_hiding() -> None:
    before, after = scores([row(), row(hides=1.0, topic_taste=-0.5)])
    assert after.p_play < 0.5 * before.p_play
    assert after.p_hide > 3 * before.p_hide


def test_a_long_piece_of_equal_interest_is_worth_no_more_than_a_short_one() -> None:
    short, long = scores([row(), row(length=2.303)])
    assert long.playtime_s == pytest.approx(short.playtime_s)
    assert long.p_play == pytest.approx(short.p_play)


def test_coming_straight_back_needs_an_opening_first() -> None:
    (found,) = scores([row(p_bait=1.0)])
    assert 0 < found.p_quick_back < found.p_play


def test_heads_that_learnt_score_otherwise_than_the_priors() -> None:
    learnt = Heads("learnt", shape.prior() + 0.5)
    assert scores([row()], learnt)[0].p_play > scores([row()])[0].p_play


def test_every_head_names_known_features_only() -> None:
    for head in params.HEADS.values():
        assert set(head) <= {*params.FEATURES, "bias"}
