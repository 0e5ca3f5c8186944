import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from feeds.models import ModelVersion
from moderation.weights import load
from moderation.weights.stance import load as load_stance
from tests.moderation.test_listen import discussions
from tests.moderation.test_training import claims


def run(*arguments: str) -> tuple[dict[str, Any], int]:
    """Its answer and exit status."""
    out, status = StringIO(), 0
    try:
        call_command("train_claims", *arguments, "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> str:
    settings.DATA_DIR = tmp_path / "var"
    return str(claims(tmp_path / "claims.jsonl", "set"))


def test_without_publish_it_leaves_nothing_behind(data: str, tmp_path: Path) -> None:
    answer, status = run("--data", data)
    assert status == 0
    assert {"inside_a_set", "leave_one_set_out", "health_gate", "fingerprint"} <= answer.keys()
    assert not (tmp_path / "var").exists()


def test_out_writes_weights_and_report(data: str, tmp_path: Path) -> None:
    answer, _status = run("--data", data, "--out", str(tmp_path / "out"))
    assert load(str(tmp_path / "out" / "claims.npz")).name == answer["name"]
    assert json.loads((tmp_path / "out" / "claims.json").read_text())["fingerprint"] == answer["fingerprint"]


@pytest.mark.django_db
def test_publish_activates_one_version_and_twice_is_once(data: str) -> None:
    ModelVersion.objects.create(kind=ModelVersion.Kind.CLAIMS, name="older", is_active=True)
    answer, _status = run("--data", data, "--publish")
    run("--data", data, "--publish")
    active = ModelVersion.objects.get(kind=ModelVersion.Kind.CLAIMS, is_active=True)
    assert active.name == answer["name"]
    assert load(active.weights).name == answer["name"]
    assert ModelVersion.objects.filter(kind=ModelVersion.Kind.CLAIMS).count() == 2


@pytest.mark.django_db
def test_other_kinds_of_models_stay_active(data: str) -> None:
    ModelVersion.objects.create(kind=ModelVersion.Kind.HEADS, name="heads", is_active=True)
    run("--data", data, "--publish")
    assert ModelVersion.objects.get(name="heads").is_active


def test_a_missing_file_is_bad_usage(tmp_path: Path) -> None:
    answer, status = run("--data", str(tmp_path / "none.jsonl"))
    assert status == 2
    assert "no file" in answer["error"]


def test_a_bad_line_fails_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{")
    answer, status = run("--data", str(tmp_path / "bad.jsonl"))
    assert status == 1
    assert "line 1" in answer["error"]


def test_comments_alone_train_their_own_weights(tmp_path: Path) -> None:
    answer, status = run("--comments", str(discussions(tmp_path / "talk.jsonl")), "--out", str(tmp_path / "out"))
    assert (status, answer["comments"]["doubt"]["comments"]) == (0, 72)
    assert load_stance(str(tmp_path / "out" / "stance.npz")).name == answer["comments"]["name"]
    assert json.loads((tmp_path / "out" / "stance.json").read_text()) == answer["comments"]
