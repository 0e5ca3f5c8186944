"""Checked claims come from files and addresses: all of a file or nothing, and twice is once."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from moderation.models import Reference
from moderation.references.collect import CollectError, collect
from moderation.references.save import save
from moderation.references.types import Checked
from tests import make
from tests.feeds.publisher import Publisher, answer, by_path, publishing

pytestmark = pytest.mark.django_db
HEAD = "claim,rating,publisher,url\n"
LINE = "Garlic cures cancer,False,Facts,https://facts.example/1\n"
NOW = make.NOW


def asked(*arguments: str) -> tuple[dict[str, Any], int]:
    """What the command says, and its exit status."""
    out, status = StringIO(), 0
    try:
        call_command("import_references", *arguments, "--json", stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return json.loads(out.getvalue()), status


def file(folder: Path, text: str, name: str = "claims.csv") -> str:
    (folder / name).write_text(text)
    return str(folder / name)


def one(claim: str = "Garlic cures cancer", **given: Any) -> Checked:
    said = {"rating": "False", "verdict": "false", "publisher": "Facts", "url": "https://facts.example/1"}
    return Checked(claim=claim, **(said | given))


def test_a_table_is_stored_with_what_matching_needs(tmp_path: Path) -> None:
    assert asked(file(tmp_path, HEAD + LINE)) == ({"added": 1, "updated": 0, "unchanged": 0, "problems": []}, 0)
    row = Reference.objects.get()
    assert (row.verdict, row.harm, len(row.wording)) == ("false", "high", 3)
    assert row.match_due_at is not None


def test_a_bad_line_keeps_the_whole_file_out(tmp_path: Path) -> None:
    said, status = asked(file(tmp_path, HEAD + LINE + "Tea,,Facts,https://facts.example/2\n"))
    assert status == 2
    assert "Line 3: `rating` is empty." in said["error"]
    assert not Reference.objects.exists()


def test_what_can_be_used_is_stored_if_asked(tmp_path: Path) -> None:
    said, status = asked(file(tmp_path, HEAD + LINE + "Tea,,Facts,https://facts.example/2\n"), "--skip-bad")
    assert (status, said["added"], len(said["problems"])) == (0, 1, 1)


@pytest.mark.parametrize("arguments", [(), ("gone.csv",), ("a.csv", "--feed", "https://facts.example/")])
def test_a_wrong_question_is_answered_in_a_sentence(arguments: tuple[str, ...]) -> None:
    said, status = asked(*arguments)
    assert status == 2
    assert said["error"].endswith(".")


def test_coming_again_updates_instead_of_doubling() -> None:
    assert save([one()], now=NOW).added == 1
    assert save([one()], now=NOW).unchanged == 1
    assert save([one(rating="Mostly false")], now=NOW).updated == 1
    assert Reference.objects.get().rating == "Mostly false"


def test_the_same_claim_in_other_signs_is_the_same_row() -> None:
    assert save([one(), one("GARLIC: cures cancer!")], now=NOW).added == 1


def test_the_only_claim_of_a_page_may_be_worded_anew() -> None:
    save([one()], now=NOW)
    Reference.objects.update(encoder="toy", vector=[1.0], match_due_at=None)
    save([one("Raw garlic cures cancer")], now=NOW)
    row = Reference.objects.get()
    assert (row.claim, row.vector, row.match_due_at) == ("Raw garlic cures cancer", None, NOW)


def test_a_page_may_check_several_claims() -> None:
    assert save([one(), one("Tea cures cancer")], now=NOW).added == 2


def test_what_a_moderator_took_out_or_called_harmful_stays_so() -> None:
    save([one("The pope sold his car")], now=NOW)
    Reference.objects.update(withdrawn_at=NOW, harm="high")
    save([one("The pope sold his car", rating="Satire")], now=NOW)
    row = Reference.objects.get()
    assert (row.withdrawn_at, row.harm, row.rating) == (NOW, "high", "Satire")


def review(publisher: Publisher, path: str) -> bytes:
    said = {
        "@type": "ClaimReview",
        "claimReviewed": f"Claim of {path}",
        "url": publisher.url + path,
        "author": {"name": "Facts"},
        "reviewRating": {"alternateName": "False"},
    }
    page = f'<html><script type="application/ld+json">{json.dumps(said)}</script><p>Text</p></html>'
    return answer(body=page.encode(), Content_Type="text/html")


def feed(publisher: Publisher, *paths: str) -> bytes:
    items = "".join(f"<item><title>{p}</title><link>{publisher.url}{p}</link></item>" for p in paths)
    rss = f"<rss version='2.0'><channel><title>Facts of the day</title>{items}</channel></rss>"
    return answer(body=rss.encode(), Content_Type="application/rss+xml")


@pytest.fixture
def loopback(settings: Settings, cache: object) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


@pytest.mark.usefixtures("loopback")
def test_the_pages_of_a_feed_are_read_and_those_without_a_review_are_told() -> None:
    answers: dict[str, bytes] = {}
    with publishing(by_path(answers)) as publisher:
        plain = answer(body=b"<html><p>No review</p></html>", Content_Type="text/html")
        answers |= {"/feed": feed(publisher, "/a", "/b", "/gone"), "/a": review(publisher, "/a"), "/b": plain}
        brought = collect(publisher.url + "/feed", now=NOW)
    assert [it.claim for it in brought.checked] == ["Claim of /a"]
    assert (brought.title, brought.pages, len(brought.problems)) == ("Facts of the day", 3, 1)
    assert "404" in brought.problems[0]


@pytest.mark.usefixtures("loopback")
def test_a_page_that_is_known_is_not_asked_for_again() -> None:
    answers: dict[str, bytes] = {}
    with publishing(by_path(answers)) as publisher:
        answers |= {"/feed": feed(publisher, "/a"), "/a": review(publisher, "/a")}
        for _ in range(2):
            save(collect(publisher.url + "/feed", now=NOW).checked, now=timezone.now())
    assert [it.path for it in publisher.requests].count("/a") == 1


@pytest.mark.usefixtures("loopback")
def test_a_page_that_robots_may_not_read_is_left_alone() -> None:
    answers: dict[str, bytes] = {"/robots.txt": answer(body=b"User-agent: *\nDisallow: /a\n")}
    with publishing(by_path(answers)) as publisher:
        answers |= {"/feed": feed(publisher, "/a"), "/a": review(publisher, "/a")}
        brought = collect(publisher.url + "/feed", now=NOW)
    assert brought.checked == ()
    assert "/a" not in {it.path for it in publisher.requests}


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize(("body", "kind"), [(b'[{"@type": "Thing"}]', "application/json"), (b"Hello", "text/plain")])
def test_an_address_without_checked_claims_says_so(body: bytes, kind: str) -> None:
    with (
        publishing(by_path({"/x": answer(body=body, Content_Type=kind)})) as publisher,
        pytest.raises(CollectError),
    ):
        collect(publisher.url + "/x", now=NOW)


def test_an_address_inside_our_own_network_is_refused() -> None:
    said, status = asked("--feed", "http://127.0.0.1:1/feed")
    assert status == 1
    assert "127.0.0.1" in said["error"]
