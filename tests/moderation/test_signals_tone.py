"""Bait, distress and doubt: the signals made of rules of tone."""

import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.params import BAIT_AT, DISTRESS_AT, P_SAD_WITH_HELP
from moderation.signals.bait import bait
from moderation.signals.distress import distress
from moderation.signals.doubt import doubt
from moderation.types import Evidence, Zone


def test_begging_in_two_ways_is_bait() -> None:
    signal = bait(read(Evidence("Like if you agree!", "Share this before they delete it.")))
    assert signal.p >= BAIT_AT
    assert {"asks for likes", "urges to share before it is gone"} <= {span.why for span in signal.spans}


@pytest.mark.parametrize(
    "title", ["Shares fall after bank report", "Readers like the new library", "Tag team wins title"]
)
def test_ordinary_words_are_not_bait(title: str) -> None:
    assert bait(read(Evidence(title, "Prices rose before the summer."))).p < 0.3


def test_despair_is_seen_and_does_not_go_to_the_queue() -> None:
    evidence = Evidence("My year", "I want to die. There is no reason to live.")
    verdict, triage = judge(evidence)
    assert verdict.p_distress >= DISTRESS_AT
    assert triage.zone is Zone.CLEAR


def test_urging_self_harm_goes_to_the_queue() -> None:
    _verdict, triage = judge(Evidence("A message", "Just kill yourself, nobody cares."))
    assert triage.zone is Zone.QUEUE


def test_a_report_with_a_help_line_is_hardly_distress() -> None:
    text = "Suicides fell last year. If you are affected, call the Samaritans helpline."
    assert distress(read(Evidence("New figures", text))).p <= P_SAD_WITH_HELP


def test_copied_comments_count_once() -> None:
    once = doubt(read(Evidence("T", "", ("fake",)))).p
    copied = doubt(read(Evidence("T", "", ("fake", "Fake", " fake ")))).p
    assert copied == once


def test_no_comments_say_nothing() -> None:
    assert doubt(read(Evidence("T", "x"))).p == 0
