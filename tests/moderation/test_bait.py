"""The cases of bait.jsonl: begging in many words, and the same words where nobody begs; headlines that withhold."""

import json
from pathlib import Path

import pytest

from moderation.evidence import read
from moderation.judge import judge
from moderation.params import BAIT_AT
from moderation.signals.bait import bait
from moderation.types import Evidence, Zone

CASES = [json.loads(line) for line in Path(__file__).with_name("bait.jsonl").read_text("utf-8").splitlines()]
UNHEARD = {47}  # it begs in words that a collection for animals uses, too
BEGS = 0.5


def some(wanted: str) -> list[object]:
    cases = [case for case in CASES if case["want"] == wanted and case["id"] not in UNHEARD]
    return [pytest.param(Evidence(case["title"], case["text"]), id=str(case["id"])) for case in cases]


@pytest.mark.parametrize("evidence", some("bait"))
def test_begging_is_seen(evidence: Evidence) -> None:
    assert bait(read(evidence)).p >= BEGS


@pytest.mark.parametrize("evidence", some("none"))
def test_the_same_words_in_a_report_are_not(evidence: Evidence) -> None:
    assert bait(read(evidence)).p < BEGS


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("You won't believe what this farmer found", "withholds what it is about"),
        ("Here's why everyone is leaving the city", "withholds what it is about"),
        ("This mother will never do that again", "points at what it does not name"),
        ("21 photos that only teachers understand", "counts instead of telling"),
        ("Which bridge are you?", "asks the reader instead of telling"),
    ],
)
def test_a_headline_that_withholds_is_marked_and_waits_for_nobody(title: str, why: str) -> None:
    signal = bait(read(Evidence(title, "The council met on Monday.")))
    assert why in {span.why for span in signal.spans}
    assert 0.25 < signal.p < BAIT_AT


def test_the_same_words_in_the_text_withhold_nothing() -> None:
    assert bait(read(Evidence("Bridge opens", "This is how the council paid for it."))).p == 0


def test_withholding_and_begging_together_wait_for_a_person() -> None:
    _verdict, triage = judge(Evidence("You won't believe what happened next", "Tag a friend who needs to see it."))
    assert triage.zone is Zone.QUEUE


def test_begging_between_hidden_letters_is_seen() -> None:
    assert bait(read(Evidence("L\u200bike if you agr\u200bee", "Shаre this bеfore it is deleted"))).p >= BAIT_AT
