"""manage.py journey: one document through every step, and nothing of it kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from aggregator.accounts.models import User
from feeds.models import Article, Feed
from ranking.models import Slate
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
STEPS = "FETCH PARSE CLEAN DEDUPE ARTICLE SCHEDULE EMBED TOPIC STORY SIGNALS TRIAGE QUEUE".split()  # noqa: SIM905
STEPS += "CANDIDATES FEATURES SCORES VALUE RE-RANK EVENT".split()  # noqa: SIM905


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the answer of the command."""
    code = 0
    try:
        call_command("journey", *words, "--json")
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(capsys.readouterr().out)


def test_the_tour_shows_every_step_and_keeps_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _code, said = asked(capsys)
    assert [step["name"].split()[0].rstrip(",") for step in said["steps"]] == STEPS
    assert all(step["does"] and step["file"] and step["input"] and step["output"] for step in said["steps"])
    assert [model.objects.count() for model in (Feed, Article, User, Slate)] == [0, 0, 0, 0]


def test_every_file_that_a_step_names_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).resolve().parents[2]
    files = [file for step in asked(capsys)[1]["steps"] for file in step["file"].split(", ")]
    assert [file for file in files if not (root / file).exists()] == []


def test_of_the_shipped_document_the_false_cure_is_held(capsys: pytest.CaptureFixture[str]) -> None:
    steps = {step["name"].split()[0].rstrip(","): step["output"] for step in asked(capsys)[1]["steps"]}
    readers_get = steps["QUEUE"]["readers get"]
    assert [title for title, visibility in readers_get.items() if visibility == "hold"] == [
        "Kitchen spice cures cancer in three weeks, doctors stunned"
    ]
    assert "cures" not in str(steps["RE-RANK"])


def test_a_document_without_entries_ends_the_tour_early(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(rss())
    assert [step["name"] for step in asked(capsys, str(tmp_path / "empty.xml"))[1]["steps"]][-1] == "SCHEDULE"


def test_a_feed_that_the_site_knows_is_shown_with_its_articles(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    bread = answer(body=rss(item()), Content_Type="text/xml")
    with publishing(by_path({"/bread": bread})) as publisher:
        call_command("subscribe", publisher.url + "/bread")
        call_command("crawl")
        capsys.readouterr()
        _code, said = asked(capsys, publisher.url + "/bread")
    assert said["steps"][3]["output"] == {"new": 0, "updated": 0, "same": 1}
    assert Article.objects.count() == 1


@pytest.mark.parametrize(("body", "why"), [(b"<html></html>", "HTML"), (b"", "empty")])
def test_what_is_no_feed_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, body: bytes, why: str
) -> None:
    (tmp_path / "page").write_bytes(body)
    code, said = asked(capsys, str(tmp_path / "page"))
    assert (code, why in said["error"]) == (1, True)


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "/nowhere.xml") == (2, {"error": "/nowhere.xml cannot be read: No such file or directory."})


def test_an_address_that_may_not_be_asked_is_refused(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.FETCH_ALLOW = []
    code, said = asked(capsys, "http://127.0.0.1:9/")
    assert (code, "not allowed" in said["error"]) == (1, True)


def test_a_person_reads_it_as_a_numbered_list(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("journey")
    assert "1. FETCH  (feeds/fetch)\n   It asks the publisher" in capsys.readouterr().out
