"""What each signal has to do with a verdict: fair, complete, and the same whatever their order."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.judge import judge
from moderation.params import DUBIOUS_SIGNALS, P_DENIED
from moderation.shares import UNREAD, shares
from moderation.triage import triage
from moderation.types import Evidence, Share, Signal, Verdict
from moderation.verdict import verdict

NAMES = (*DUBIOUS_SIGNALS, "health", "bait", "distress", "doubt")
some_signals = st.lists(
    st.builds(Signal, st.sampled_from(NAMES), st.floats(0, 1), harm=st.floats(0, 1)),
    max_size=5,
    unique_by=lambda signal: signal.name,
)


def concern(signals: Sequence[Signal]) -> float:
    return triage(verdict(signals, model="m")).concern


def by_name(found: Verdict) -> dict[str, Share]:
    return {share.name: share for share in found.shares}


@settings(deadline=None)  # a loaded machine is slow
@given(some_signals)
def test_the_shares_add_up_to_the_concern(signals: list[Signal]) -> None:
    weights = [share.weight for share in shares(signals, concern)]
    assert sum(weights) == pytest.approx(concern(signals), abs=1e-9)


@settings(deadline=None)
@given(some_signals)
def test_the_order_of_the_signals_changes_no_share(signals: list[Signal]) -> None:
    one, other = ({share.name: share.weight for share in shares(some, concern)} for some in (signals, signals[::-1]))
    assert one == pytest.approx(other, abs=1e-9)


def test_two_signals_that_say_the_same_divide_the_concern() -> None:
    cure, falsehood = shares([Signal("cure", 0.9, harm=1.0), Signal("falsehood", 0.9, harm=1.0)], concern)
    assert cure.part == falsehood.part == 0.5


def test_what_takes_a_claim_back_speaks_for_the_article() -> None:
    cure, dubious = shares([Signal("cure", P_DENIED, harm=0.1), Signal("dubious", 0.9, harm=0.4)], concern)
    assert cure.weight < 0 < dubious.weight


def test_a_silent_signal_has_no_share() -> None:
    found = by_name(judge(Evidence("Garlic cures cancer", "Like this if you agree."))[0])
    assert found["distress"].weight == found["doubt"].weight == 0
    assert found["cure"].part > 0.5


def test_a_text_that_nothing_could_read_is_a_concern_by_itself() -> None:
    found = by_name(judge(Evidence("Council opens a bridge", "It is new."), weights="/there/is/none.npz")[0])
    assert found[UNREAD].part > 0.9
