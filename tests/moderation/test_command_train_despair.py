"""manage.py train_despair: learns from cases and ordinary texts, reports on what it did not learn from."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from moderation.weights.despair import load


def train(*words: str) -> tuple[dict[str, Any], int]:
    out, status = StringIO(), 0
    try:
        call_command("train_despair", *words, "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def lines(file: Path, *rows: dict[str, str]) -> str:
    file.write_text("\n".join(map(json.dumps, rows)))
    return str(file)


def test_it_reports_on_the_batch_that_it_did_not_learn_from(tmp_path: Path) -> None:
    sad = {"title": "Night", "text": "I cannot bear to live any longer.", "want": "despair"}
    cases = lines(tmp_path / "cases.jsonl", {**sad, "batch": "first"}, {**sad, "batch": "third"})
    ordinary = lines(tmp_path / "news.jsonl", {"text": "The ferry ran again."}, {"text": "The bank was closed."})
    out = tmp_path / "despair.json"
    answer, status = train("--cases", cases, "--background", ordinary, "--out", str(out))
    assert (status, answer["despair"][1], answer["alarms"][1]) == (0, 1, 1)
    assert len(load(out).weights) == 384


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    answer, status = train("--cases", str(tmp_path / "none"), "--background", str(tmp_path / "none"))
    assert status == 2
    assert "cannot be learnt from" in answer["error"]
