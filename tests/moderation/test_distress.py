"""The cases of distress.jsonl: what offers help, what a person looks at first, and what only sounds like it."""

import json
from pathlib import Path

import pytest

from moderation.judge import judge
from moderation.lexicon.despair import DESPAIR, URGING
from moderation.params import HOLD_HARM, P_SAD_WITH_HELP
from moderation.types import Evidence, Zone
from ranking.params import DISTRESSING

CASES = [json.loads(line) for line in Path(__file__).with_name("distress.jsonl").read_text("utf-8").splitlines()]
UNHEARD = {108, 109, 118}  # said so indirectly that words alone cannot tell; the figures of the docs count them


def some(*wanted: str) -> list[object]:
    cases = [case for case in CASES if case["want"] in wanted and case["id"] not in UNHEARD]
    return [pytest.param(Evidence(case["title"], case["text"]), id=str(case["id"])) for case in cases]


@pytest.mark.parametrize("evidence", some("urging"))
def test_what_urges_self_harm_waits_first_of_all(evidence: Evidence) -> None:
    _verdict, triage = judge(evidence)
    assert triage.zone is Zone.QUEUE
    assert triage.concern >= 0.9  # as urgent as a cure of cancer


@pytest.mark.parametrize("evidence", some("despair", "subject"))
def test_despair_gets_help_and_no_moderator(evidence: Evidence) -> None:
    verdict, _triage = judge(evidence)
    assert verdict.p_distress >= DISTRESSING
    assert verdict.harm_distress < HOLD_HARM


@pytest.mark.parametrize("evidence", some("none"))
def test_what_only_sounds_like_it_is_left_alone(evidence: Evidence) -> None:
    assert judge(evidence)[0].p_distress < DISTRESSING


def test_help_and_the_caps_begin_where_a_report_with_a_help_line_does() -> None:
    assert P_SAD_WITH_HELP == DISTRESSING


def test_no_harm_to_oneself_makes_a_claim_of_a_cure() -> None:
    verdict, _triage = judge(Evidence("Kill yourself", "Just kill yourself."))
    assert (verdict.harm, verdict.harm_distress) == (0.0, 1.0)


def test_every_phrase_has_a_weight_of_its_own_kind() -> None:
    assert all(0 < weight < 1 for weight, _patterns in (*DESPAIR.values(), *URGING.values()))
