"""manage.py measure_signals: the figures of the docs, from files; a clear sentence for files that are none."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

HERE = Path(__file__).parent


def measure(*words: str) -> tuple[dict[str, Any], int]:
    out, status = StringIO(), 0
    try:
        call_command("measure_signals", *words, "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def test_cases_are_counted_by_batch_and_want() -> None:
    answer, status = measure("--cases", str(HERE / "bait.jsonl"), str(HERE / "distress.jsonl"))
    assert status == 0
    assert answer["bait"]["first: none"] == [12, 12]
    assert answer["distress"]["third: urging"] == [4, 6]


def test_headlines_have_precision_and_recall_by_level(tmp_path: Path) -> None:
    rows = [("You won't believe this", 1), ("Bridge opens", 0)] * 2
    texts = [{"text": text, "clickbait": label} for text, label in [("", 0), *rows]]
    file = tmp_path / "headlines.jsonl"
    file.write_text("\n".join(json.dumps({"text": row["text"] or "x", "clickbait": row["clickbait"]}) for row in texts))
    answer, _status = measure("--headlines", str(file))
    assert answer["headlines"][0] == {"p_bait": 0.25, "n": 2, "precision": 1.0, "recall": 1.0}


@pytest.mark.parametrize("content", ["no json", '{"title": 5}', "[]"])
def test_a_file_that_is_none_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(content)
    answer, status = measure("--cases", str(file))
    assert status == 2
    assert "line 1" in answer["error"]


def test_nothing_to_measure_is_said() -> None:
    assert measure()[1] == 2
