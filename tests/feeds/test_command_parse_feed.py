import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.feeds.documents import item, rss


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    """The lines that the command prints."""
    call_command("parse_feed", *arguments)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_becomes_a_line_with_the_promised_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(rss(item("Rye &amp; more", link="/rye", html="<p onclick=x>Dark.</p>")))
    (line,) = run(capsys, str(file), "--url", "https://bread.example/feed.xml")
    assert {"file", "format", "title", "link", "language", "entries", "warnings"} <= set(line)
    entries = line["entries"]
    assert isinstance(entries, list)
    assert {
        "guid", "title", "link", "published_at", "updated_at", "author", "summary_html", "content_html", "text",
        "categories", "media", "language",
    } <= set(entries[0])  # fmt: skip
    assert (entries[0]["title"], entries[0]["link"]) == ("Rye & more", "https://bread.example/rye")
    assert (entries[0]["summary_html"], entries[0]["text"]) == ("<p>Dark.</p>", "Dark.")


def test_the_content_type_helps_where_a_document_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes("<rss version='2.0'><channel><title>Привет</title></channel></rss>".encode("koi8-r"))
    (line,) = run(capsys, str(file), "--content-type", "text/xml; charset=koi8-r")
    assert line["title"] == "Привет"


def test_what_fails_is_said_and_the_others_are_still_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, page = tmp_path / "good.xml", tmp_path / "page.html"
    good.write_bytes(rss(item()))
    page.write_text("<html></html>")
    with pytest.raises(SystemExit) as ended:
        call_command("parse_feed", str(tmp_path / "none.xml"), str(page), str(good), str(tmp_path))
    missing, html, feed, folder = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert ended.value.code == 1
    assert missing == {
        "file": str(tmp_path / "none.xml"),
        "error": "the file cannot be read: No such file or directory",
    }
    assert "HTML page" in html["error"]
    assert len(feed["entries"]) == 1
    assert "error" in folder
