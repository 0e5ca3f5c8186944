import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command


def test_a_fragment_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("<p onclick=x>Grüße<script>x</script>".encode())))
    call_command("clean_html", "--base", "https://bread.example/")
    assert capsys.readouterr().out == "<p>Grüße</p>\n"


def test_lines_are_cleaned_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1, "html": "<b>x"}\n\n{"id": "two", "html": "<a href=/y>y</a>"}\n')
    call_command("clean_html", "--jsonl", str(file), "--base", "https://bread.example/")
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == {"id": 1, "html": "<b>x</b>"}
    assert 'href="https://bread.example/y"' in second["html"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, 1),
        ("no json\n", 2),
        ('{"id": 1}\n', 2),
        ("[1]\n", 2),
        ("[" * 9000, 2),
        ('{"id": "\\ud800", "html": ""}', 2),
    ],
)
def test_a_file_that_is_none_is_told_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, code: int
) -> None:
    file = tmp_path / "a.jsonl"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SystemExit) as ended:
        call_command("clean_html", "--jsonl", str(file))
    assert ended.value.code == code
    assert json.loads(capsys.readouterr().out)["error"]
