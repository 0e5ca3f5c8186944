"""Training on claims of our own, small enough for a second."""

import json
from pathlib import Path

import numpy as np
import pytest

from moderation.grams import grams
from moderation.judge import judge
from moderation.training.blend import folds
from moderation.training.dataset import DatasetError, read_files
from moderation.training.evaluate import calibration_error, recall_under_budget
from moderation.training.fisher import discriminant
from moderation.training.fit import even
from moderation.training.train import train
from moderation.types import Evidence
from moderation.weights import WeightsError, load, save

PLOTS = ("They hide the truth about {}", "Secret lab made {} says insider", "{} is a plot and doctors lie about it")
SOBER = (
    "The ministry reported {} new patients",
    "A study of {} was published on Monday",
    "Officials opened {} for testing",
)
SUBJECTS = [
    f"{a} {b}" for a in ("the virus", "the vaccine", "masks", "insulin") for b in ("in May", "in June", "up north")
]
DULL = ("The {} won the match", "A new {} opens downtown", "Prices of {} rose", "He painted the {} blue")


def claims(file: Path, name: str) -> Path:
    rows = [
        {"dataset": f"{name}{half}", "text": pattern.format(subject), "dubious": int(patterns is PLOTS)}
        for patterns in (PLOTS, SOBER)
        for pattern in patterns
        for half, subjects in (("a", SUBJECTS[::2]), ("b", SUBJECTS[1::2]))
        for subject in subjects
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return file


def background(file: Path) -> Path:
    rows = [{"text": pattern.format(f"thing number {at}")} for pattern in DULL for at in range(150)]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return file


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [claims(tmp_path / "claims.jsonl", "set"), background(tmp_path / "dull.jsonl")]


def test_it_learns_what_sets_plots_apart(files: list[Path], tmp_path: Path) -> None:
    weights, report = train(files)
    assert report["leave_one_set_out"]["mean"]["auroc"] > 0.9
    save(weights, tmp_path / "w.npz")
    plot = judge(Evidence("", "Secret lab made the vaccine says insider"), weights=str(tmp_path / "w.npz"))[0]
    sober = judge(Evidence("", "The ministry reported masks new patients"), weights=str(tmp_path / "w.npz"))[0]
    assert plot.p_dubious > sober.p_dubious


def test_what_another_set_repeats_is_left_out_of_the_second_figures(files: list[Path]) -> None:
    _weights, report = train(files)
    all_claims, news = report["leave_one_set_out"], report["leave_one_set_out_without_repetitions"]
    assert news is None or all(news[name]["claims"] <= all_claims[name]["claims"] for name in news if name != "mean")


def test_the_same_files_and_seed_give_the_same_weights(files: list[Path]) -> None:
    (one, report), (other, again) = train(files, seed=7), train(files, seed=7)
    assert one.name == other.name
    assert np.array_equal(one.dubious.grams, other.dubious.grams)
    assert report == again


def test_without_background_the_shipped_gate_stays(files: list[Path]) -> None:
    weights, report = train(files[:1])
    assert "kept" in report["health_gate"]
    assert np.array_equal(weights.health.grams, load().health.grams)


def test_stored_weights_say_what_they_said_before(files: list[Path], tmp_path: Path) -> None:
    weights, _report = train(files)
    save(weights, tmp_path / "w.npz")
    again = load(str(tmp_path / "w.npz"))
    step = np.abs(weights.dubious.grams).max() / 127
    assert np.allclose(again.dubious.grams, weights.dubious.grams, atol=step)
    assert again.name == weights.name


def test_stored_memory_recalls_what_it_recalled_before(files: list[Path], tmp_path: Path) -> None:
    weights, _report = train(files)
    save(weights, tmp_path / "w.npz")
    asked = grams(["Secret lab made the vaccine says insider"])
    before, after = (known.memory.recalled(*asked, 1) for known in (weights, load(str(tmp_path / "w.npz"))))
    assert np.allclose(before, after, atol=0.01)


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", meta=np.array(json.dumps({"format": 0, "name": "old"})))
    with pytest.raises(WeightsError, match="format 0"):
        load(str(tmp_path / "old.npz"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2 is not JSON"),
        ('{"dubious": 1}', "line 2 has no `text`"),
        ('{"text": "x", "dubious": "yes"}', "0 or 1"),
        ("[1]", "line 2 is no JSON object"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"text": "fine", "dubious": 0}\n' + line)
    with pytest.raises(DatasetError, match=says):
        read_files([file])


def test_too_few_claims_are_refused(tmp_path: Path) -> None:
    (tmp_path / "few.jsonl").write_text('{"text": "one", "dubious": 1}\n{"text": "two", "dubious": 0}')
    with pytest.raises(DatasetError, match="at least 20"):
        read_files([tmp_path / "few.jsonl"])


def test_near_copies_stay_in_one_fold() -> None:
    groups = np.array(["a", "b", "a", "c", "b", "a"])
    tests = list(folds(groups, seed=1))
    assert np.stack(tests).sum(axis=0).tolist() == [1] * len(groups)  # each row is tested once
    for test in tests:
        for name in "abc":
            assert len(set(test[groups == name].tolist())) == 1


def test_the_tone_is_learnt_inside_the_sets() -> None:
    sets = np.repeat(["mostly dubious", "mostly sound"], 100)
    labels = np.concatenate([np.arange(100) % 10 > 0, np.arange(100) % 10 == 0])
    of_set, of_label = (sets == "mostly dubious").astype(np.float32), labels ^ (np.arange(200) % 7 == 0)
    weights, offset = discriminant(np.column_stack([of_set, of_label]), labels, sets, np.ones(200))
    assert weights[1] > 1
    assert abs(weights[0]) < weights[1] / 10
    assert np.isfinite(offset)


def test_where_no_set_has_both_labels_they_are_one() -> None:
    labels = np.array([True, True, False, False])
    tone = np.array([[1, 0], [0.8, 0], [0.2, 0], [0, 0]], dtype=np.float32)
    weights, offset = discriminant(tone, labels, np.array(["a", "a", "b", "b"]), np.ones(4))
    assert ((tone @ weights + offset > 0) == labels).all()
    assert weights[1] == 0


def test_every_set_and_label_weighs_the_same() -> None:
    labels, sets = np.array([True, False, False, False, True]), np.array(["x", "x", "x", "x", "y"])
    weight = even(labels, sets)
    assert weight[0] == pytest.approx(weight[1:4].sum())
    assert weight[4] == pytest.approx(weight[0])


def test_a_perfect_order_finds_all_within_the_budget() -> None:
    labels = np.array([True] * 5 + [False] * 95)
    assert recall_under_budget(np.linspace(1, 0, 100), labels) == pytest.approx(1)
    assert recall_under_budget(np.linspace(0, 1, 100), labels) == 0


def test_what_is_said_as_often_as_it_is_true_is_calibrated() -> None:
    p, labels = np.array([0.75] * 4), np.array([True, True, True, False])
    assert calibration_error(p, labels, np.ones(4)) == pytest.approx(0)
    assert calibration_error(1 - p, labels, np.ones(4)) == pytest.approx(0.5)
