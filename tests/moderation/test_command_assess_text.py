import json
import os
import subprocess
import sys
from io import StringIO
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command

from moderation.management.commands import assess_text

ROOT = Path(__file__).parents[2]
FIELDS = {"id", "p_health", "p_dubious", "p_bait", "p_distress", "zone", "spans", "model"}


def assess(file: Path, *words: str) -> tuple[list[dict[str, Any]], int]:
    """The lines it prints and its exit status."""
    out, status = StringIO(), 0
    try:
        call_command("assess_text", str(file), *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def write(file: Path, *rows: object) -> Path:
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return file


def test_a_line_in_gives_a_line_out_in_order(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": "Garlic cures cancer", "text": "Eat it raw.", "comments": ["fake"]},
        {"id": "b", "title": "Council opens bridge", "text": "It is long."},
    ]
    lines, status = assess(write(tmp_path / "in.jsonl", *rows))
    assert status == 0
    assert [line["id"] for line in lines] == [7, "b"]
    assert [line["zone"] for line in lines] == ["hold", "clear"]
    assert all(line.keys() >= FIELDS for line in lines)


def test_spans_are_start_end_why(tmp_path: Path) -> None:
    lines, _status = assess(write(tmp_path / "in.jsonl", {"id": 1, "title": "Garlic cures cancer", "text": ""}))
    start, end, why = lines[0]["spans"][0]
    assert (start, end) == (0, len("Garlic cures cancer"))
    assert "remedy" in why


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "Line 2 of"),
        ("[" * 9000, "nested too deeply"),
        ('{"id": 1, "text": "\\ud800"}', "half a character"),
        ('{"id": NaN, "text": "x"}', "NaN is no number"),
        ("[]", "has no id"),
        ({"title": "x"}, "has no id"),
        ({"id": 1, "text": 5}, "have to be texts"),
        ({"id": 1, "text": "x", "comments": "no"}, "list of texts"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_answered(tmp_path: Path, line: object, says: str) -> None:
    lines, status = assess(write(tmp_path / "in.jsonl", {"id": 1, "text": "fine"}, line))
    assert status == 2
    assert len(lines) == 1
    assert says in lines[0]["error"]


def test_a_missing_file_is_bad_usage(tmp_path: Path) -> None:
    lines, status = assess(tmp_path / "none.jsonl")
    assert status == 2
    assert "cannot be read" in lines[0]["error"]


def test_an_empty_text_and_an_empty_file_are_answered(tmp_path: Path) -> None:
    lines, status = assess(write(tmp_path / "in.jsonl", {"id": 1, "title": "", "text": ""}))
    assert (status, lines[0]["zone"]) == (0, "clear")
    assert assess(write(tmp_path / "empty.jsonl")) == ([], 0)


def test_a_megabyte_is_bounded_and_queued_with_the_reason(tmp_path: Path) -> None:
    lines, status = assess(
        write(tmp_path / "in.jsonl", {"id": 1, "title": "Long", "text": "The council met. " * 65_000})
    )
    assert (status, lines[0]["zone"]) == (0, "queue")
    assert any("first" in caution for caution in lines[0]["cautions"])


def test_empty_lines_are_passed_over_and_binary_is_bad_usage(tmp_path: Path) -> None:
    lines, status = assess(write(tmp_path / "in.jsonl", "", {"id": 1, "text": "fine"}, "", ""))
    assert (status, [line["id"] for line in lines]) == (0, [1])
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(128, 256)))
    lines, status = assess(tmp_path / "binary.jsonl")
    assert (status, "is not UTF-8" in lines[0]["error"]) == (2, True)


def test_another_language_is_said_and_never_clear(tmp_path: Path) -> None:
    text = "Los médicos no quieren que lo sepas y por eso lo esconden en todas partes."
    lines, status = assess(write(tmp_path / "in.jsonl", {"id": 1, "title": "El ajo cura el cáncer", "text": text}))
    assert (status, lines[0]["zone"]) == (0, "queue")
    assert "not assessed: language" in lines[0]["cautions"]


def test_many_texts_are_answered_in_order_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": n, "title": f"Garlic cures cancer in {n} days", "text": "Eat it raw."} for n in range(40)]
    file = write(tmp_path / "in.jsonl", *rows)
    alone = assess(file)
    monkeypatch.setattr(assess_text, "ROWS_A_PROCESS", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert assess(file) == alone
    assert [line["id"] for line in alone[0]] == list(range(40))


def test_it_starts_without_the_apps_of_the_site(tmp_path: Path) -> None:
    file = write(tmp_path / "in.jsonl", {"id": 1, "title": "Garlic cures cancer", "text": ""})
    code = "import manage, sys; manage.main(sys.argv); print('feeds.models' in sys.modules)"
    words = [sys.executable, "-c", code, "assess_text", str(file)]
    answer, has_apps = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert (json.loads(answer), has_apps) == (assess(file)[0][0], "False")


def kill_who_reads(pipe: Path) -> None:
    """Waits until a process opens the pipe, and kills the processes that were started here."""
    with pipe.open("wb"):
        for child in active_children():
            child.kill()


def test_a_killed_process_ends_it_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "in.jsonl", *({"id": n, "text": "fine"} for n in range(4)))
    os.mkfifo(tmp_path / "weights.npz")
    monkeypatch.setattr(assess_text, "ROWS_A_PROCESS", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    killer = Thread(target=kill_who_reads, args=(tmp_path / "weights.npz",))
    killer.start()
    lines, status = assess(file, "--weights", str(tmp_path / "weights.npz"))
    killer.join()
    assert (status, len(lines)) == (1, 1)
    assert "ended too early" in lines[0]["error"]


def test_a_bad_line_after_many_is_named_and_nothing_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assess_text, "ROWS_A_PROCESS", 1)
    lines, status = assess(write(tmp_path / "in.jsonl", *({"id": n, "text": "fine"} for n in range(9)), "{"))
    assert (status, len(lines)) == (2, 1)
    assert "Line 10 of" in lines[0]["error"]


def test_endless_comments_are_bounded(tmp_path: Path) -> None:
    comments = [f"{at} is this true? " + "word " * 20_000 for at in range(300)]
    lines, status = assess(write(tmp_path / "in.jsonl", {"id": 1, "title": "T", "text": "", "comments": comments}))
    assert (status, 0 < lines[0]["p_doubt"] < 1) == (0, True)
