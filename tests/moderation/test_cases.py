"""The labelled cases of cases.jsonl against the whole of judge(): which zones a person would accept for each."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from moderation.judge import judge
from moderation.types import Evidence, Zone

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]


@cache
def zone(case_id: int) -> Zone:
    case = CASES[case_id - 1]
    return judge(Evidence(case["title"], case["text"]))[1].zone


def missed() -> Iterator[dict[str, object]]:
    for case in CASES:
        if zone(case["id"]) not in case["zones"]:
            yield {"title": case["title"], "zone": zone(case["id"]).value, "wanted": case["zones"]}


@pytest.mark.parametrize("case", [case for case in CASES if case["zones"] == ["hold"]], ids=lambda case: case["id"])
def test_every_claim_of_a_cure_is_held(case: dict[str, object]) -> None:
    assert zone(int(str(case["id"]))) is Zone.HOLD, case["title"]


@pytest.mark.parametrize("case", [case for case in CASES if "hold" not in case["zones"]], ids=lambda case: case["id"])
def test_nothing_else_is_held(case: dict[str, object]) -> None:
    assert zone(int(str(case["id"]))) is not Zone.HOLD, case["title"]


def test_nineteen_of_twenty_cases_land_where_a_person_would_put_them() -> None:
    wrong = list(missed())
    assert len(wrong) <= len(CASES) * 0.05, wrong


def test_no_ordinary_health_story_is_limited() -> None:
    health = [case["id"] for case in CASES if case["why"] == "ordinary health news"]
    assert {zone(one) for one in health} <= {Zone.CLEAR, Zone.QUEUE}
