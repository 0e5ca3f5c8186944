"""`bench stories` runs and grades rightly; how fast it finds us is no test's business."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from aggregator.bench.agreement import agreement
from aggregator.bench.crowd import Crowd, made_up
from aggregator.bench.stories import naive


def bench(*words: str) -> dict[str, dict[str, float]]:
    out = StringIO()
    call_command("bench", "stories", *words, "--json", stdout=out, stderr=StringIO())
    answer: dict[str, dict[str, float]] = json.loads(out.getvalue())
    return answer


def test_known_stories_are_found_alone_and_among_others() -> None:
    answer = bench("--articles=200")
    assert answer["alone"]["f1"] > 0.9
    assert answer["among"]["f1"] > 0.9
    assert answer["among"]["open"] > 200


def test_what_is_no_labelled_article_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "told.jsonl"
    file.write_text('{"text": "Ferry strikes quay"}\n')
    with pytest.raises(SystemExit) as ended:
        bench(f"--file={file}")
    assert ended.value.code == 2


def test_the_same_groups_agree_whatever_they_are_called() -> None:
    assert agreement(["a", "a", "b"], [7, 7, 3]) | {"groups": 2} == dict.fromkeys(
        ("nmi", "precision", "recall", "f1"), 1.0
    ) | {"groups": 2}


def test_one_group_for_two_stories_costs_precision_and_pieces_cost_recall() -> None:
    one, pieces = agreement("aabb", "xxxx"), agreement("aabb", "wxyz")
    assert (one["precision"], one["recall"], one["nmi"]) == (0.5, 1.0, 0.0)
    assert (pieces["precision"], pieces["recall"]) == (1.0, 0.5)


def test_the_naive_way_joins_what_is_near_the_mean() -> None:
    vectors = np.array([(1.0, 0.0), (0.8, 0.6), (0.0, -1.0)], dtype=np.float32)
    assert naive(vectors) == [0, 0, 1]


def test_the_crowd_is_the_same_every_time_and_no_two_of_it_are() -> None:
    crowd, again = (list(Crowd(made_up()).articles(50)) for _ in range(2))
    assert [one.title for one in crowd] == [one.title for one in again]
    assert len({one.title for one in crowd}) == 50
