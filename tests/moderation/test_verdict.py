from hypothesis import given
from hypothesis import strategies as st

from moderation.params import DUBIOUS_SIGNALS, P_DENIED
from moderation.types import Signal, Span
from moderation.verdict import verdict

probability = st.floats(0, 1)


@given(st.lists(st.tuples(st.sampled_from([*DUBIOUS_SIGNALS, "health", "bait"]), probability, probability)))
def test_whatever_the_signals_say_the_verdict_is_made_of_probabilities(some: list[tuple[str, float, float]]) -> None:
    result = verdict([Signal(name, p, harm=harm) for name, p, harm in some], model="m")
    assert all(0 <= p <= 1 for p in (result.p_health, result.p_dubious, result.p_bait, result.p_distress, result.harm))


@given(probability, probability)
def test_a_second_signal_never_lowers_the_first(rule: float, learned: float) -> None:
    alone = verdict([Signal("cure", rule)], model="m").p_dubious
    both = verdict([Signal("cure", rule), Signal("dubious", learned)], model="m").p_dubious
    assert both >= alone


def test_the_model_is_less_sure_of_what_the_rules_saw_taken_back() -> None:
    learned = Signal("dubious", 0.9)
    assert verdict([learned, Signal("cure", P_DENIED)], model="m").p_dubious < verdict([learned], model="m").p_dubious


def test_a_claim_opens_the_health_gate() -> None:
    assert verdict([Signal("health", 0.1), Signal("cure", 0.95)], model="m").p_health == 0.95


def test_spans_come_in_the_order_of_the_text_and_cautions_once() -> None:
    signals = [Signal("cure", 0.9, (Span(9, 12, "b"),), "x"), Signal("bait", 0.5, (Span(0, 3, "a"),), "x")]
    result = verdict(signals, model="m", cautions=["x"])
    assert [span.start for span in result.spans] == [0, 9]
    assert result.cautions == ("x",)


def test_no_signals_are_silence() -> None:
    assert verdict([], model="m").p_dubious == 0
