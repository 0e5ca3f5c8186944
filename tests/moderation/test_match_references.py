"""`match_references` measures matching; what it says of our own cases must not get worse."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

CASES = Path(__file__).with_name("references.jsonl")


def measured(*files: Path, meaning: bool = False) -> tuple[dict[str, Any], int]:
    """What the command says, and its exit status."""
    out, status = StringIO(), 0
    more = ["--meaning"] if meaning else []
    try:
        call_command("match_references", "--json", *more, "--data", *map(str, files), stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def test_claims_that_are_said_again_are_found_and_debunks_are_told_from_repetitions() -> None:
    found, status = measured(CASES)
    cases = found["cases"]
    assert status == 0
    assert (cases["precision"] >= 0.95, cases["recall"] >= 0.9) == (True, True)
    assert (cases["stance_accuracy"] >= 0.95, cases["others_sure"]) == (True, 0)


def test_other_lines_are_claims_of_the_library_and_texts(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    rows = [{"text": "Tea cures flu", "dubious": 1}, {"text": "It rained.", "dubious": 0}, {"text": "It snowed."}]
    file.write_text("\n".join(map(json.dumps, rows)))
    found, _status = measured(file)
    assert found["library"] == {"claims": 1}
    assert (found["texts"]["texts"], found["texts"]["matched"]) == (2, 0)


@pytest.mark.parametrize("line", ["[]", "{}", '{"claim": "a", "text": "b", "says": "perhaps"}', "?"])
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line)
    said, status = measured(file)
    assert status == 2
    assert said["error"].startswith("Line 1 of")
