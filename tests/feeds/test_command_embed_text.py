import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command


def asked(capsys: pytest.CaptureFixture[str], file: Path) -> tuple[int, list[Any]]:
    """The exit code and the lines of the command."""
    code = 0
    try:
        call_command("embed_text", str(file))
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_text_gets_its_vector_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    texts = [{"id": "a", "text": "A ferry hit the quay"}, {"id": 2, "text": ""}]
    (tmp_path / "texts.jsonl").write_text("\n\n".join(map(json.dumps, texts)) + "\n")
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, [line["id"] for line in lines]) == (0, ["a", 2])
    assert sum(x * x for x in lines[0]["vector"]) == pytest.approx(1, abs=1e-3)


def test_an_empty_file_has_no_vectors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").touch()
    assert asked(capsys, tmp_path / "texts.jsonl") == (0, [])


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1]",
        '{"id": 1}',
        '{"text": "a"}',
        '{"id": 1, "text": 5}',
        "[" * 9000,
        '{"id": 1, "text": "\\ud800"}',
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    (tmp_path / "texts.jsonl").write_text('{"id": 1, "text": "A ferry"}\n' + line)
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, len(lines)) == (2, 1)
    assert lines[0]["error"].startswith(f"Line 2 of {tmp_path}/texts.jsonl is not ")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = asked(capsys, tmp_path / "none.jsonl")
    assert (code, "cannot be read" in lines[0]["error"]) == (2, True)


def test_a_file_in_another_encoding_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_bytes(b'{"id": 1, "text": "caf\xe9"}')
    code, lines = asked(capsys, tmp_path / "texts.jsonl")
    assert (code, "is not UTF-8" in lines[0]["error"]) == (2, True)
