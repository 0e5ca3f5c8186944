from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.params import (
    CAUTION_CUT,
    CAUTION_LANGUAGE,
    CAUTION_MODEL,
    CAUTION_STANCE,
    HARM_FALSEHOOD,
    HARM_GRAVE,
    HARM_LEARNED,
)
from moderation.triage import triage
from moderation.types import Span, Verdict, Zone

QUIET = Verdict(p_health=0.9, p_dubious=0.1, p_bait=0, p_distress=0, spans=(), model="m")


@pytest.mark.parametrize(
    ("change", "zone"),
    [
        ({}, Zone.CLEAR),
        ({"p_dubious": 0.95, "harm": HARM_GRAVE}, Zone.HOLD),
        ({"p_dubious": 0.95, "harm": HARM_FALSEHOOD}, Zone.LIMIT),
        ({"p_dubious": 0.99, "harm": HARM_LEARNED}, Zone.QUEUE),
        ({"p_dubious": 0.99, "harm": 0.0}, Zone.CLEAR),
        ({"p_dubious": 0.99, "harm": HARM_GRAVE, "p_health": 0.1}, Zone.CLEAR),
        ({"p_bait": 0.95}, Zone.QUEUE),
        ({"p_distress": 0.95}, Zone.CLEAR),
        ({"p_distress": 0.95, "harm_distress": 1.0}, Zone.QUEUE),
        ({"cautions": (CAUTION_MODEL,)}, Zone.QUEUE),
        ({"cautions": (CAUTION_CUT,)}, Zone.QUEUE),
        ({"cautions": (CAUTION_LANGUAGE,)}, Zone.QUEUE),
        ({"cautions": (CAUTION_STANCE,)}, Zone.QUEUE),
        ({"cautions": (CAUTION_LANGUAGE,), "spans": (Span(0, 3, "names a cure"),)}, Zone.QUEUE),
        ({"cautions": (CAUTION_LANGUAGE,), "p_doubt": 0.7}, Zone.QUEUE),
    ],
)
def test_the_zones(change: dict[str, Any], zone: Zone) -> None:
    assert triage(replace(QUIET, **change)).zone is zone


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_without_a_model_nothing_is_clear(p_health: float, p_dubious: float, harm: float) -> None:
    verdict = replace(QUIET, p_health=p_health, p_dubious=p_dubious, harm=harm, cautions=(CAUTION_MODEL,))
    assert triage(verdict).zone is not Zone.CLEAR


def test_concern_is_probability_times_harm() -> None:
    assert triage(replace(QUIET, p_dubious=0.9, harm=HARM_FALSEHOOD)).concern == pytest.approx(0.9 * HARM_FALSEHOOD)


def test_an_even_probability_is_the_least_certain() -> None:
    asked = [triage(replace(QUIET, p_dubious=p)).uncertainty for p in (0.0, 0.5, 0.75, 1.0)]
    assert asked == [0.0, 1.0, 0.5, 0.0]


def test_every_zone_has_a_sentence() -> None:
    assert triage(QUIET).reason.endswith(".")
