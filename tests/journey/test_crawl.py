"""subscribe, then crawl: from a publisher's address to assessed articles, as the commands answer it."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from feeds.models import Article, Embedding, Feed
from tests import make
from tests.feeds.documents import item, rss
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
RYE = item("Rye is back in the fields", html="<p>Farmers of the coast sow rye again, after forty years of maize.</p>")
CURE = item(
    "Garlic cures cancer overnight",
    link="https://bread.example/garlic",
    html="<p>Eat six cloves of garlic and cancer is cured completely. Stop chemotherapy, doctors hide the truth.</p>",
)
BREAD = answer(body=rss(RYE, CURE), Content_Type="text/xml", ETag='"1"')
FIELDS = "feeds fetched not_modified unchanged failed entries new updated embedded assessed seconds".split()  # noqa: SIM905


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


def crawled(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The answer of the command."""
    capsys.readouterr()
    call_command("crawl", *words, "--json")
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


def test_articles_are_fetched_understood_and_assessed(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        call_command("subscribe", publisher.url + "/bread")
        said = crawled(capsys)
    assert set(FIELDS) <= set(said)
    assert [said[name] for name in ("feeds", "fetched", "entries", "new", "embedded", "assessed")] == [1, 1, 2, 2, 2, 2]
    assert Embedding.objects.count() == 2


def test_a_false_cure_is_held_and_ordinary_news_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        call_command("subscribe", publisher.url + "/bread")
        crawled(capsys)
    shown = dict(Article.objects.values_list("title", "visibility"))
    assert shown == {"Rye is back in the fields": "allow", "Garlic cures cancer overnight": "hold"}


def test_a_second_sweep_has_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        call_command("subscribe", publisher.url + "/bread")
        crawled(capsys)
        assert crawled(capsys)["feeds"] == 0
        again = crawled(capsys, "--all")
    assert (again["feeds"], again["unchanged"], again["new"], again["embedded"]) == (1, 1, 0, 0)
    assert publisher.requests[-1].headers["if-none-match"] == '"1"'


def test_one_feed_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        bread = make.feed(url=publisher.url + "/bread")
        make.feed(url=publisher.url + "/other")
        assert crawled(capsys, "--feed", str(bread.pk))["feeds"] == 1


def test_a_feed_that_is_not_there_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("crawl", "--feed", "0", "--json")
    assert end.value.code == 2
    assert "There is no feed 0" in json.loads(capsys.readouterr().out)["error"]


def test_a_bad_feed_is_told_and_the_sweep_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    with publishing(by_path({"/bread": BREAD})) as publisher:
        for path in ("/bread", "/missing"):
            make.feed(url=publisher.url + path)
        said = crawled(capsys, "--all")
    assert (said["feeds"], said["failed"], said["new"]) == (2, 1, 2)
    assert "404" in said["errors"][publisher.url + "/missing"]
    assert Feed.objects.unreachable().count() == 1


def test_the_address_of_a_site_added_unseen_ends_at_its_feed(capsys: pytest.CaptureFixture[str]) -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/bread"></html>'
    with publishing(by_path({"/": answer(body=page), "/bread": BREAD})) as publisher:
        call_command("subscribe", publisher.url, "--unverified")
        said = crawled(capsys)
    assert (said["feeds"], said["new"], Feed.objects.get().url) == (2, 2, publisher.url + "/bread")


def test_without_json_the_numbers_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("crawl")
    assert "feeds        0" in capsys.readouterr().out
