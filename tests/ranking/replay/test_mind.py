"""Lists that were shown, in MIND's form: read however they come, measured as MIND does, learnt from one by one."""

import json
from io import StringIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import numpy as np
import pytest
from django.core.management import call_command

from ranking.replay import measures, mind, shown_lists

CATEGORIES = ("sports", "finance", "health", "travel")


def news() -> str:
    """Forty articles, ten of each category; of the last of each nothing but the category is known."""
    rows = []
    for n in range(40):
        category = CATEGORIES[n % 4]
        title = f"{category} piece {n}" if n < 36 else ""
        rows.append(f"N{n}\t{category}\t{category}-{n % 2}\t{title}\t\thttps://news.example/{n}\t[]\t[]\n")
    return "".join(rows)


def behaviors(lists: int = 150) -> str:
    """Readers who each open what is of their own category, and every third time the one piece that everybody opens."""
    rng, rows = Random(5), []
    for n in range(lists):
        own = n % 4
        shown = rng.sample(range(4, 40), 8)
        opened = {it for it in shown if it % 4 == own}
        told = " ".join(f"N{it}-{int(it in opened)}" for it in [*shown, 999]) + (" N0-1" if n % 3 else " N0-0")
        history = f"N{own} N{own + 4} N777" if n % 5 else ""
        rows.append(f"{n}\tU{n % 12}\t11/{10 + n // 60}/2019 {1 + n % 12}:{n % 60:02}:58 AM\t{history}\t{told}\n\n")
    return "".join(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "behaviors.tsv").write_text(behaviors())
    (tmp_path / "news.tsv").write_text(news())
    return tmp_path


def replayed(path: Path) -> dict[str, dict[str, float]]:
    out = StringIO()
    call_command("replay_clicks", path, "--format", "mind", "--json", "--no-text", stdout=out)
    found: dict[str, dict[str, float]] = json.loads(out.getvalue())
    return found


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        call_command("replay_clicks", path, "--format", "mind")
    assert left.value.code == 2
    return capsys.readouterr().err


def test_tastes_and_counters_are_learnt_list_by_list(folder: Path) -> None:
    found = replayed(folder)
    assert found["whole"]["auc"] > 0.85
    assert found["topics"]["auc"] > 0.7
    assert 0.4 < found["random"]["auc"] < 0.6
    assert set(found["whole"]) == {"auc", "mrr", "ndcg5", "ndcg10", "hit10", "impressions", "seconds"}
    assert list(found) == ["random", "popular", "fresh", "topics", "co_read", "heads", "whole"]


def test_with_texts_there_are_three_more_rankers(folder: Path) -> None:
    log = mind.read(folder)
    vectors = {name: np.eye(4)[int(name[1:]) % 4].tolist() for name in log.titles(history=5)}
    found = shown_lists.replay(log, vectors=vectors, rng=np.random.default_rng(1), tell=lambda _line: None)
    assert found["similar"]["auc"] > 0.7
    assert list(found)[-2:] == ["whole", "whole_without_text"]
    assert len(vectors) == 36


def test_a_zip_archive_and_a_folder_of_them_are_read_alike(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    packed = tmp_path_factory.mktemp("packed")
    with ZipFile(packed / "MINDsmall_dev.zip", "w") as archive:
        for name in ("behaviors.tsv", "news.tsv"):
            archive.write(folder / name, f"MINDsmall_dev/{name}")
    plain, one, all_of_them = (mind.read(it) for it in (folder, packed / "MINDsmall_dev.zip", packed))
    assert plain == one == all_of_them
    assert plain == mind.read(folder / "behaviors.tsv")


def test_lists_without_labels_are_passed_over_and_news_may_be_missing(tmp_path: Path) -> None:
    told = "1\tU1\t11/11/2019 9:05:58 AM\t\tN1-1 N2-0\n2\tU2\t11/11/2019 9:05:57 PM\tN7\tN1 N2\n"
    (tmp_path / "behaviors.tsv").write_text(told)
    log = mind.read(tmp_path)
    assert [it.reader for it in log.shown] == ["U1"]
    assert log.pieces == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no list"),
        ("1\tU1\t11/11/2019 9:05:58 AM\tN1\n", "Line 1 of"),
        ("1\tU1\tyesterday\tN1\tN1-1 N2-0\n", "yesterday"),
        ("1\tU1\t11/11/2019 9:05:58 AM\tN1\tN1 N2\n", "holds no list"),
    ],
)
def test_a_broken_log_is_refused_with_a_sentence(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "behaviors.tsv").write_text(text)
    assert words in refused(tmp_path, capsys)


def test_a_missing_log_a_wrong_archive_and_broken_news_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is not there" in refused(tmp_path / "none", capsys)
    assert "neither" in refused(tmp_path, capsys)
    (tmp_path / "mind.zip").write_text("no archive")
    assert "zip archive" in refused(tmp_path, capsys)
    (tmp_path / "behaviors.tsv").write_text(behaviors(9))
    (tmp_path / "news.tsv").write_text("N1\tsports\n")
    assert "columns of the eight" in refused(tmp_path, capsys)


def test_the_measures_are_those_of_mind() -> None:
    found = measures.of_list(np.array([0.0, 1.0, 0.0, 1.0]))
    assert found["auc"] == pytest.approx(0.25)
    assert found["mrr"] == pytest.approx((1 / 2 + 1 / 4) / 2)
    best = 1 + 1 / np.log2(3)
    assert found["ndcg5"] == found["ndcg10"] == pytest.approx((1 / np.log2(3) + 1 / np.log2(5)) / best)
    assert measures.of_list(np.array([1.0, 0.0, 0.0]))["auc"] == 1
