import json
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests.feeds import pages
from tests.feeds.publisher import answer, by_path, publishing


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    try:
        call_command("extract_page", *words, "--json")
    except SystemExit as end:
        return int(str(end.code)), json.loads(capsys.readouterr().out)
    return 0, json.loads(capsys.readouterr().out)


def test_a_file_is_read_from_the_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(pages.page())
    code, said = asked(capsys, str(file), "--url", "https://harbour.example/1")
    assert (code, said["title"], said["image"]) == (0, pages.TITLE, "https://harbour.example/fog.jpg")


def test_an_address_is_fetched_through_the_guard(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/1": answer(body=pages.page(), Content_Type="text/html")})) as publisher:
        settings.FETCH_ALLOW = []
        code, said = asked(capsys, publisher.url + "/1")
        assert (code, publisher.requests) == (1, [])
        assert "is not allowed" in str(said["error"])
        settings.FETCH_ALLOW = ["127.0.0.0/8"]
        assert asked(capsys, publisher.url + "/1")[1]["author"] == "Ann Reed"


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = asked(capsys, str(tmp_path / "nothing.html"))
    assert (code, "cannot be read: No such file" in str(said["error"])) == (1, True)
