"""What own decisions teach, with and without embeddings."""

import json
from pathlib import Path

import numpy as np
import pytest
from pytest_django import Settings

from feeds.models import Embedding, ModelVersion
from moderation.assess import assess
from moderation.evidence import read
from moderation.learned import Vector, score
from moderation.training.blend import Claims
from moderation.training.dataset import read_files
from moderation.training.lessons import lessons
from moderation.training.local import Decided, learn_locally, said
from moderation.training.matrix import matrix
from moderation.types import Evidence
from moderation.weights import load, save
from tests import make
from tests.make import NOW
from tests.moderation.test_command_train_claims import run
from tests.moderation.test_training import claims

TEXTS = [f"The clinic in district {word} reports on its work" for word in "abcdefghijklmnopqrstuvwxyzäöüßéèàç"]
LABELS = np.arange(len(TEXTS)) % 2 == 0
# Only the vector tells the two kinds apart.
VECTORS = np.where(LABELS[:, None], [[1.0, 0.0]], [[0.0, 1.0]]).astype(np.float32)
DECIDED = Decided(matrix(TEXTS), LABELS, np.array(TEXTS), VECTORS, "tiny")


def p(vector: Vector, file: Path | None = None) -> float:
    weights = learn_locally(load(), DECIDED, seed=1)
    if file is not None:
        save(weights, file)
        weights = load(str(file))
    return score(read(Evidence("", TEXTS[0])), weights, vector)[0].p_dubious


def test_the_vector_decides_where_words_do_not() -> None:
    assert p(Vector("tiny", (1.0, 0.0))) > 0.7
    assert p(Vector("tiny", (0.0, 1.0))) < 0.3


def test_a_vector_of_another_encoder_is_not_read() -> None:
    assert p(Vector("other", (1.0, 0.0, 0.0))) == p(Vector())


def test_stored_lessons_say_what_they_said_before(tmp_path: Path) -> None:
    vector = Vector("tiny", (1.0, 0.0))
    assert p(vector, tmp_path / "w.npz") == pytest.approx(p(vector), abs=0.02)


def test_a_lesson_of_an_earlier_release_is_left_out(tmp_path: Path) -> None:
    save(learn_locally(load(), DECIDED, seed=1), tmp_path / "new.npz")
    with np.load(tmp_path / "new.npz") as stored:
        np.savez(tmp_path / "old.npz", **{key: stored[key] for key in stored if "landmarks" not in key})
    assert load(str(tmp_path / "old.npz")).lessons == ()


@pytest.mark.django_db
def test_an_article_is_assessed_with_its_embedding(tmp_path: Path, settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "tiny"
    save(learn_locally(load(), DECIDED, seed=1), file := tmp_path / "w.npz")
    ModelVersion.objects.create(kind=ModelVersion.Kind.CLAIMS, name="taught", weights=str(file), is_active=True)
    alike = [make.article(title=TEXTS[0], text="") for _ in range(2)]
    Embedding.objects.create(article=alike[0], model="tiny", vector=[1.0, 0.0])
    Embedding.objects.create(article=alike[1], model="tiny", vector=[0.0, 1.0])
    first, second = (found.p_dubious for article in alike if (found := assess(article.pk, now=NOW)) is not None)
    assert first > second


def test_training_and_reading_agree() -> None:
    weights = learn_locally(load(), DECIDED, seed=1)
    read_as_article = score(read(Evidence("", TEXTS[1])), weights, Vector("tiny", (0.0, 1.0)))[0].p_dubious
    assert 1 / (1 + np.exp(-said(weights, DECIDED)[1])) == pytest.approx(read_as_article, abs=1e-6)


def test_what_decisions_add_is_measured_on_others(tmp_path: Path) -> None:
    data = read_files([claims(tmp_path / "claims.jsonl", "set")])
    rows = Claims(matrix(data.texts), data.dubious, data.sets, data.groups, data.surety)
    found = lessons(rows, np.zeros((len(data.texts), 0), np.float32), seeds=(1,))
    assert found["mean"]["recall_after_1000"] >= found["mean"]["recall_before"]
    assert 0 <= found["mean"]["ece_floor_after_300"] < 1


def test_vectors_of_other_claims_are_bad_usage(tmp_path: Path) -> None:
    np.save(tmp_path / "few.npy", np.zeros((3, 2), np.float32))
    data = claims(tmp_path / "claims.jsonl", "set")
    answer, status = run("--data", str(data), "--lessons", "--vectors", str(tmp_path / "few.npy"))
    assert status == 2
    assert "3 vectors" in json.dumps(answer)
