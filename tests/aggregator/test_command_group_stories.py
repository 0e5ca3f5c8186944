import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

FERRY = {"title": "Ferry strikes Northport quay", "text": "A ferry struck the quay of Northport in thick fog."}
FERRY_TOO = {"title": "Two hurt as ferry hits Northport quay", "text": "Fog: a ferry hit the quay at Northport."}
BREAD = {"title": "Rye bread at home", "text": "Mix rye flour with water and salt, let it rest overnight and bake."}


def asked(capsys: pytest.CaptureFixture[str], file: Path) -> tuple[int, list[Any]]:
    """The exit code and the lines of the command."""
    code = 0
    try:
        call_command("group_stories", str(file))
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def grouped(capsys: pytest.CaptureFixture[str], tmp_path: Path, *rows: dict[str, Any]) -> tuple[int, list[Any]]:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n\n".join(map(json.dumps, rows)) + "\n")
    return asked(capsys, file)


def test_articles_of_one_event_get_one_story_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"id": "b", **FERRY}, {"id": 1, **BREAD}, {"id": "a", **FERRY_TOO}]
    code, lines = grouped(capsys, tmp_path, *rows)
    assert (code, lines) == (
        0,
        [{"id": "b", "story": 0}, {"id": 1, "story": 1}, {"id": "a", "story": 0}],
    )


def test_the_time_ends_a_story(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": 1, **FERRY, "published_at": "2026-01-01T12:00:00Z"},
        {"id": 2, **FERRY, "published_at": None},
    ]
    later = {"id": 3, **FERRY, "published_at": "2026-01-05T12:00:00"}  # without a zone: UTC
    assert [line["story"] for line in grouped(capsys, tmp_path, *rows, later)[1]] == [0, 0, 1]


def test_a_title_or_a_text_alone_is_enough(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = grouped(capsys, tmp_path, {"id": 1, "title": FERRY["title"]}, {"id": 2, "text": FERRY["title"]})
    assert (code, lines) == (0, [{"id": 1, "story": 0}, {"id": 2, "story": 0}])


def test_an_empty_file_has_no_stories(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert grouped(capsys, tmp_path) == (0, [])


@pytest.mark.parametrize(
    "line",
    [
        *("no json", "[1]", '{"id": 1}', '{"title": "a"}', '{"id": 1, "title": 5}', '{"id": [], "title": "a"}'),
        *('{"id": 1, "title": "a", "text": []}', "[" * 100_000),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    (tmp_path / "articles.jsonl").write_text('{"id": 1, "title": "A ferry", "text": ""}\n' + line)
    code, lines = asked(capsys, tmp_path / "articles.jsonl")
    assert (code, len(lines)) == (2, 1)
    assert lines[0]["error"].startswith(f"Line 2 of {tmp_path}/articles.jsonl is not ")


def test_a_time_that_is_none_says_how_to_write_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = grouped(capsys, tmp_path, {"id": 1, **FERRY, "published_at": "yesterday"})
    assert code == 2
    assert "published_at 'yesterday'; write it as 2026-01-31T12:00:00Z" in lines[0]["error"]


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = asked(capsys, tmp_path / "none.jsonl")
    assert (code, "cannot be read" in lines[0]["error"]) == (2, True)
