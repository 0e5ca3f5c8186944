import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from feeds.models import Feed
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = pytest.mark.django_db
BREAD = answer(body=rss(item()), Content_Type="application/rss+xml")


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the answer of the command."""
    code = 0
    try:
        call_command("subscribe", *words, "--json")
    except SystemExit as end:
        code = int(end.code or 0)
    return code, json.loads(capsys.readouterr().out)


def test_added_existing_and_failed_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        bread, missing = publisher.url + "/bread", publisher.url + "/missing"
        code, first = asked(capsys, bread, missing)
        _code, second = asked(capsys, bread)
    feed = {"id": Feed.objects.get().pk, "url": bread, "title": "The Daily Bread"}
    assert (code, first["added"], first["existing"], second["existing"]) == (0, [feed], [], [feed])
    assert [failure["url"] for failure in first["failed"]] == [missing]


def test_when_nothing_could_be_added_the_command_fails(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = asked(capsys, "no address")
    assert (code, said["added"]) == (1, [])
    assert "Nothing was added" in said["error"]


def test_asked_for_nothing_it_says_how_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys) == (2, {"error": "Give an address, or a list of feeds with --opml FILE."})


def test_a_list_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = asked(capsys, "--opml", "/nowhere/feeds.opml")
    assert (code, said["error"]) == (2, "/nowhere/feeds.opml cannot be read: No such file or directory.")


def test_a_file_that_is_no_list_adds_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.opml").write_text("hello")
    code, said = asked(capsys, "--opml", str(tmp_path / "x.opml"))
    assert (code, Feed.objects.count()) == (2, 0)
    assert "No feeds found in the list" in said["error"]


def test_a_list_is_added_unseen_where_the_network_is_closed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, settings: Settings
) -> None:
    settings.FETCH_ALLOW = []
    outline = '<outline type="rss" text="{0}" xmlUrl="https://{0}.example/rss"/>'
    (tmp_path / "x.opml").write_text(f"<opml><body>{outline.format('a')}{outline.format('b')}</body></opml>")
    code, said = asked(capsys, "--opml", str(tmp_path / "x.opml"), "--unverified")
    assert (code, [feed["url"] for feed in said["added"]]) == (0, ["https://a.example/rss", "https://b.example/rss"])


def test_without_json_it_answers_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        call_command("subscribe", publisher.url + "/bread")
    assert f"The Daily Bread  {publisher.url}/bread" in capsys.readouterr().out
