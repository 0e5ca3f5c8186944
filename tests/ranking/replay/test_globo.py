"""Next clicks: the log is read as it is or refused with a sentence, and what can be learnt is learnt."""

import json
import lzma
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from django.core.management import call_command

from ranking.replay import clicks, measures
from ranking.replay.listwise import Listwise
from ranking.replay.next_click import OTHERS, Hour

HEADER = "user_id,session_id,session_start,session_size,click_article_id,click_timestamp,click_country\n"
START_MS = 1_506_825_423_000


def line(reader: int, session: int, article: int, minutes: float) -> str:
    return f"{reader},{session},{START_MS},2,{article},{START_MS + int(minutes * 60_000)},1\n"


def log_of_twins(days: float = 2) -> str:
    """Every two minutes a session: an article of a hundred and, a minute later, its twin."""
    rng, lines = Random(3), [HEADER]
    for session in range(int(days * 720)):
        article = rng.randrange(100)
        lines += [line(session, session, article, 2 * session), line(session, session, 100 + article, 2 * session + 1)]
    return "".join(lines)


def replayed(path: Path, *options: str) -> dict[str, dict[str, float]]:
    out = StringIO()
    call_command("replay_clicks", path, "--format", "globo", "--json", *options, stdout=out)
    found: dict[str, dict[str, float]] = json.loads(out.getvalue())
    return found


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        call_command("replay_clicks", path, "--format", "globo")
    assert left.value.code == 2
    return capsys.readouterr().err


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "clicks.csv"
    file.write_text(log_of_twins())
    return file


def test_the_scorer_learns_which_article_follows_which(log: Path) -> None:
    found = replayed(log)
    assert found["whole"]["mrr10"] > 0.5
    assert found["random"]["mrr10"] < 0.2
    assert found["sequential"]["hit10"] > 0.9
    assert found["whole"]["impressions"] == 720
    assert set(found) == {"random", "popular", "co_read", "item_knn", "sequential", "whole"}
    assert set(found["whole"]) >= {"auc", "mrr", "ndcg5", "ndcg10", "hit10", "mrr10", "seconds", "clicks_per_s"}


def test_the_heads_of_the_site_learn_it_too(log: Path) -> None:
    found = replayed(log, "--heads")
    assert found["heads"]["mrr10"] > 0.5


def test_the_same_seed_gives_the_same_measures(log: Path) -> None:
    one, other = replayed(log, "--seed", "4"), replayed(log, "--seed", "4")
    assert [it["mrr"] for it in one.values()] == [it["mrr"] for it in other.values()]


def test_a_folder_of_packed_logs_is_read_in_the_order_of_time(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(HEADER + line(1, 1, 30, 2))
    with lzma.open(tmp_path / "a.csv.xz", "wt") as file:
        file.write(HEADER + line(1, 1, 31, 3) + "\n" + line(2, 2, 30, 1))
    found = clicks.read(tmp_path)
    assert (found.readers, found.articles) == ([2, 1, 1], [0, 0, 1])


def test_a_log_of_one_day_has_nothing_to_rank(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(log_of_twins(days=0.5))
    with pytest.raises(SystemExit) as left:
        replayed(tmp_path / "day.csv")
    assert left.value.code == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column"),
        ("user_id,session_id\n1,2\n", "no column click_timestamp, click_article_id"),
        (HEADER, "holds no click"),
        (HEADER + "1,2,3\n", "Line 2"),
        (HEADER + line(1, 1, 1, 1) + "\n" + line(1, 1, 1, 1).replace("1,1,", "1,x,", 1), "Line 4"),
        (HEADER + f"1,1,1,1,1,{10**17},1\n", "milliseconds since 1970"),
        (HEADER + f"1,{10**30},1,1,1,{START_MS},1\n", "too large"),
        ("\0\x80" * 100, "no column"),
    ],
)
def test_a_broken_log_is_refused_with_a_sentence(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.csv"
    file.write_text(text)
    assert words in refused(file, capsys)


def test_a_missing_log_and_one_that_is_not_packed_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is not there" in refused(tmp_path / "none.csv", capsys)
    assert "holds no file that ends with" in refused(tmp_path, capsys)
    (tmp_path / "plain.csv.xz").write_text(HEADER)
    assert "cannot be read" in refused(tmp_path / "plain.csv.xz", capsys)


def test_the_others_of_a_list_are_distinct_unread_and_of_the_last_hour() -> None:
    hour = Hour()
    for n in range(400):
        hour.add(n % 200, at_s=n * 20.0)
    drawn = hour.draw(Random(1), read=(150, 151), at_s=8000.0)
    assert len(drawn) == len(set(drawn)) == OTHERS
    assert set(drawn) <= set(range(20, 200)) - {150, 151}


def test_the_measures_of_one_opened_among_many() -> None:
    found = measures.of_one(np.array([1.0, 3.0, 11.0]), np.array([51, 51, 51]))
    assert found["mrr10"] == pytest.approx((1 + 1 / 3) / 3, abs=1e-5)
    assert found["mrr"] == pytest.approx((1 + 1 / 3 + 1 / 11) / 3, abs=1e-5)
    assert found["ndcg5"] == pytest.approx(0.5)
    assert found["auc"] == pytest.approx((1 + 0.96 + 0.8) / 3)


def test_the_listwise_scorer_learns_from_lists_what_is_opened() -> None:
    rng, scorer = np.random.default_rng(2), Listwise(2)
    for _ in range(300):
        rows = rng.normal(size=(10, 2))
        scorer.learn(rows, (rows[:, 0] == rows[:, 0].max()).astype(float))
    assert scorer.weights[0] > 1 > abs(scorer.weights[1])
