"""Bait, distress and doubt: the signals made of rules of tone."""

import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.params import BAIT_AT, CAUTION_STANCE, DISTRESS_AT, P_SAD_WITH_HELP
from moderation.signals.bait import bait
from moderation.signals.distress import distress
from moderation.signals.doubt import doubt
from moderation.signals.thread import thread
from moderation.stance import p_doubts
from moderation.types import Commenter, Evidence, Zone
from moderation.voices import voices
from moderation.weights.stance import load

ADA, BOB = Commenter("ada", days=400.0), Commenter("bob", days=400.0)


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


def test_no_comments_say_nothing() -> None:
    assert doubt((), load()).p == 0


def test_a_question_for_proof_is_doubt_and_thanks_are_none() -> None:
    asks, thanks = p_doubts(load(), ["Is this true? What is your source?", "Thank you for sharing, stay safe!"])
    assert asks > 0.5
    assert thanks < 0.1


def test_who_repeats_themselves_is_no_more_doubtful() -> None:
    once = doubt(voices(["This is fake.", "Lovely."], [ADA, BOB]), load()).p
    again = ["This is fake.", "So fake!", "I said it is fake.", "Lovely."]
    often = doubt(voices(again, [ADA, ADA, ADA, BOB]), load()).p
    assert often == pytest.approx(once, abs=0.02)


def test_a_crowd_of_new_accounts_hardly_doubts() -> None:
    crowd = [f"Fake news number {at}, stop it!" for at in range(50)]
    new = doubt(voices(crowd, [Commenter(f"{at}", days=0.5) for at in range(50)]), load()).p
    one = doubt(voices(crowd[:1], [ADA]), load()).p
    assert new == pytest.approx(one, abs=0.05)


def test_without_weights_a_list_of_words_tells_doubt_and_says_so() -> None:
    signal = doubt(voices(["This is fake."]), None)
    assert (signal.p > 0.2, signal.caution) == (True, CAUTION_STANCE)
    assert thread("A text", voices(["This is fake."]), None).p == 0
