import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.timeout(120)
FINAL = {"id": "a", "title": "Wanderers win the cup", "text": "Their striker scored twice in the football final."}


def asked(capsys: pytest.CaptureFixture[str], file: Path) -> tuple[int, list[Any]]:
    """The exit code and the lines of the command."""
    code = 0
    try:
        call_command("tag_topics", str(file))
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_both_levels_are_said_with_their_probability(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps(FINAL) + "\n\n" + json.dumps({"id": 2, "text": ""}))
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, [line["id"] for line in lines]) == (0, ["a", 2])
    assert [one["topic"] for one in lines[0]["topics"][:2]] == ["sport", "football"]


def test_at_most_three_topics_best_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps(FINAL | {"text": "Money, music and medicine for everybody."}))
    _code, lines = asked(capsys, tmp_path / "texts.jsonl")
    said = [one["p"] for one in lines[0]["topics"]]
    assert 1 <= len(said) <= 3
    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize("line", ["no json", "[1]", '{"id": 1}', '{"text": "a"}', '{"id": 1, "text": 5}'])
def test_a_bad_line_is_named_and_nothing_is_tagged(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps(FINAL) + "\n" + line)
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, len(lines)) == (2, 1)
    assert lines[0]["error"].startswith(f"Line 2 of {tmp_path}/texts.jsonl is not ")


def test_a_title_that_is_no_text_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps(FINAL | {"title": 5}))
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, lines[0]["error"]) == (2, f"Line 1 of {tmp_path}/texts.jsonl has a title that is not text.")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = asked(capsys, tmp_path / "none.jsonl")
    assert (code, "cannot be read" in lines[0]["error"]) == (2, True)


def test_a_file_in_another_encoding_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_bytes(b'{"id": 1, "text": "caf\xe9"}')
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, "is not UTF-8" in lines[0]["error"]) == (2, True)
