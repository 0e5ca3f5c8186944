"""The equation: every term visible, guards that only shrink."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import params
from ranking.candidates import Candidates
from ranking.types import Features, Scores, Valued
from ranking.value import value
from tests.ranking import build

p = st.floats(0, 1)


def features(**given: float) -> Features:
    return Features(tuple({"dwell_ratio": 1.0, **given}.get(name, 0.0) for name in params.FEATURES))


def worth(features: Features, scores: Scores) -> Valued:
    rows = np.array([features.values]), np.array([scores])
    return value(Candidates.of([build.candidate(1)]), *rows, params.WEIGHTS).one(0)


def test_value_is_the_equation_of_the_design() -> None:
    scores = Scores(p_play=0.1, p_like=0.01, p_comment=0.002, p_hide=0.001, p_quick_back=0.02, playtime_s=40)
    it = worth(features(), scores)
    assert it.terms["like"] == pytest.approx(0.01 * 50)
    assert it.terms["comment"] == pytest.approx(0.002 * 250)
    assert it.terms["playtime"] == pytest.approx(0.1 * 40 * 0.27)
    assert it.terms["play"] == pytest.approx(0.1 * 5)
    assert it.terms["hide"] == pytest.approx(0.001 * -100)
    assert it.value == pytest.approx(sum(it.terms.values()))


def test_an_average_article_is_worth_about_one() -> None:
    rate = params.BASE_RATE
    scores = Scores(rate["play"], rate["like"], rate["comment"], p_hide=0, p_quick_back=0, playtime_s=37)
    it = worth(features(), scores)
    assert it.value == pytest.approx(1.0, abs=0.02)


@given(st.builds(Scores, p, p, p, p, p, st.just(30.0), p), st.tuples(p, p, st.floats(0, 2)))
def test_terms_add_up_and_doubt_never_raises_a_value(scores: Scores, doubt: tuple[float, float, float]) -> None:
    bait, dubious, read = doubt
    doubted = features(p_bait=bait, p_dubious=dubious, dwell_ratio=read)
    clean = worth(features(), scores)
    found = worth(doubted, scores)
    assert found.value == pytest.approx(sum(found.terms.values()))
    assert found.value <= clean.value + 1e-9


def test_an_ordinary_piece_on_health_loses_nothing_to_the_dubiousness_guard() -> None:
    scores = Scores(0.1, 0, 0, 0, 0, 0.0)
    clean = worth(features(), scores)
    ordinary = worth(features(p_dubious=0.6), scores)
    assert ordinary.value == pytest.approx(clean.value)


def test_a_surely_dubious_article_keeps_a_fifth_of_what_speaks_for_it() -> None:
    scores = Scores(0.1, 0, 0, 0, 0, 0.0)
    clean = worth(features(), scores)
    dubious = worth(features(p_dubious=1.0), scores)
    assert dubious.value == pytest.approx(0.2 * clean.value)


def test_the_first_to_report_a_big_story_is_worth_more() -> None:
    scores = Scores(0.04, 0, 0, 0, 0, 37.0)
    first = worth(features(is_first=1, coverage=2), scores)
    second = worth(features(coverage=2), scores)
    assert first.terms["story"] == pytest.approx(0.2)
    assert first.value > second.value
