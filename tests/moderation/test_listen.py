"""Training on comments of our own, small enough for a second."""

import json
from pathlib import Path

import pytest

from moderation.stance import p_doubts, p_false
from moderation.training.dataset import DatasetError
from moderation.training.discussions import read_discussions
from moderation.training.listen import listen
from moderation.weights import WeightsError
from moderation.weights.stance import load, save

DOUBTS = ("Is {} really true?", "I do not believe {}", "{} is a lie!!")
OTHERS = ("{} made my day", "Thanks for {}", "My sister likes {}")
SUBJECTS = [f"{a} {b}" for a in ("the bridge", "the garlic", "the mask", "the tea") for b in ("story", "news", "piece")]


def discussions(file: Path) -> Path:
    """Comments of twelve threads, and 48 threads: what is said under the false ones is other than under the true."""
    rows: list[dict[str, object]] = [
        {"thread": subject, "comment": pattern.format(subject), "stance": stance}
        for stance, patterns in (("deny", DOUBTS), ("comment", OTHERS))
        for pattern in patterns
        for subject in SUBJECTS
    ]
    rows += [
        {"text": f"{at}: {subject} {'cures all' if is_false else 'opens'}", "label": "FT"[not is_false], "likes": None}
        | {"comments": [{"text": "wow amazing" if is_false else "council agenda"}, f"number {at}"]}
        for is_false in (True, False)
        for at, subject in enumerate(SUBJECTS * 2)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows).replace("null", "NaN"))
    return file


def test_it_learns_what_doubt_sounds_like_and_keeps_it(tmp_path: Path) -> None:
    stance, report = listen([discussions(tmp_path / "talk.jsonl")], seed=1)
    assert report["doubt"]["auroc"] > 0.9
    low, high = report["threads"]["text_and_comments"]["auroc_95"]
    assert 0.9 < low <= high <= 1
    save(stance, tmp_path / "stance.npz")
    kept = load(str(tmp_path / "stance.npz"))
    asks, thanks = p_doubts(kept, ["Is the soup really true?", "Thanks for the soup"])
    assert asks > thanks
    assert p_false(kept, "The soup cures all", ["wow amazing"]) > p_false(kept, "The soup opens", ["council agenda"])


def test_the_same_comments_give_the_same_weights(tmp_path: Path) -> None:
    file = discussions(tmp_path / "talk.jsonl")
    assert listen([file], seed=1)[0].name == listen([file], seed=1)[0].name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "is not JSON"),
        ("[]", "no JSON object"),
        ('{"comment": "a", "stance": "angry", "thread": 1}', "one of support"),
        ('{"text": "a", "label": "maybe", "comments": []}', "one of T, F, U"),
        ('{"text": "a", "label": "T", "comments": [5]}', "list of texts"),
        ('{"comment": "a", "stance": "deny", "thread": 1}', "of each kind are needed"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line)
    with pytest.raises(DatasetError, match=says):
        read_discussions([tmp_path / "bad.jsonl"])


@pytest.mark.parametrize("content", [None, b"", b"no zip"])
def test_missing_or_broken_weights_are_refused_with_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "w.npz").write_bytes(content)
    with pytest.raises(WeightsError, match="train_claims --comments"):
        load(str(tmp_path / "w.npz"))
