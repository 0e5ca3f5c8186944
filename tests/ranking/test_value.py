"""The equation: every term visible, guards that only shrink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import params
from ranking.types import Features, Scores
from ranking.value import value
from tests.ranking import build

p = st.floats(0, 1)


def features(**given: float) -> Features:
    return Features(tuple({"dwell_ratio": 1.0, **given}.get(name, 0.0) for name in params.FEATURES))


def test_value_is_the_equation_of_the_design() -> None:
    scores = Scores(p_play=0.1, p_like=0.01, p_comment=0.002, p_hide=0.001, p_quick_back=0.02, playtime_s=40)
    it = value(build.candidate(1), features(), scores, params.WEIGHTS)
    assert it.terms["like"] == pytest.approx(0.01 * 50)
    assert it.terms["comment"] == pytest.approx(0.002 * 250)
    assert it.terms["playtime"] == pytest.approx(0.1 * 40 * 0.27)
    assert it.terms["play"] == pytest.approx(0.1 * 5)
    assert it.terms["hide"] == pytest.approx(0.001 * -100)
    assert it.value == pytest.approx(sum(it.terms.values()))


def test_an_average_article_is_worth_about_one() -> None:
    rate = params.BASE_RATE
    scores = Scores(rate["play"], rate["like"], rate["comment"], p_hide=0, p_quick_back=0, playtime_s=37)
    it = value(build.candidate(1), features(), scores, params.WEIGHTS)
    assert it.value == pytest.approx(1.0, abs=0.02)


@given(st.builds(Scores, p, p, p, p, p, st.just(30.0), p), st.tuples(p, p, st.floats(0, 2)))
def test_terms_add_up_and_doubt_never_raises_a_value(scores: Scores, doubt: tuple[float, float, float]) -> None:
    bait, dubious, read = doubt
    doubted = features(p_bait=bait, p_dubious=dubious, dwell_ratio=read)
    clean = value(build.candidate(1), features(), scores, params.WEIGHTS)
    found = value(build.candidate(1), doubted, scores, params.WEIGHTS)
    assert found.value == pytest.approx(sum(found.terms.values()))
    assert found.value <= clean.value + 1e-9


def test_an_ordinary_piece_on_health_loses_nothing_to_the_dubiousness_guard() -> None:
    scores = Scores(0.1, 0, 0, 0, 0, 0.0)
    clean = value(build.candidate(1), features(), scores, params.WEIGHTS)
    ordinary = value(build.candidate(1), features(p_dubious=0.6), scores, params.WEIGHTS)
    assert ordinary.value == pytest.approx(clean.value)


def test_a_surely_dubious_article_keeps_a_fifth_of_what_speaks_for_it() -> None:
    scores = Scores(0.1, 0, 0, 0, 0, 0.0)
    clean = value(build.candidate(1), features(), scores, params.WEIGHTS)
    dubious = value(build.candidate(1), features(p_dubious=1.0), scores, params.WEIGHTS)
    assert dubious.value == pytest.approx(0.2 * clean.value)


def test_the_first_to_report_a_big_story_is_worth_more() -> None:
    scores = Scores(0.04, 0, 0, 0, 0, 37.0)
    first = value(build.candidate(1), features(is_first=1, coverage=2), scores, params.WEIGHTS)
    second = value(build.candidate(1), features(coverage=2), scores, params.WEIGHTS)
    assert first.terms["story"] == pytest.approx(0.2)
    assert first.value > second.value
