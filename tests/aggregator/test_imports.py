"""Lists of feeds, brought and taken away by the operator."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from feeds.models import Feed, FeedImport, ImportLine, Subscription
from feeds.opml import import_opml
from tests import make

pytestmark = pytest.mark.django_db
LIST = (
    b'<opml><body><outline text="Food"><outline text="Rye" xmlUrl="https://rye.example/feed"/></outline></body></opml>'
)


@pytest.fixture
def olga(client: Client, cache: Any) -> Client:
    client.force_login(make.operator(), backend="aggregator.accounts.signed_in.EmailBackend")
    return client


def brought(client: Client, document: bytes) -> Any:
    return client.post("/ops/imports/", {"file": SimpleUploadedFile("feeds.opml", document)})


def test_a_list_is_written_down_before_anybody_looks_at_it(olga: Client) -> None:
    answer = brought(olga, LIST)
    taken = FeedImport.objects.get()
    assert answer["Location"] == f"/ops/imports/{taken.pk}/"
    line = taken.lines.get()
    assert (line.url, line.title, line.folder, line.state) == ("https://rye.example/feed", "Rye", "Food", "waiting")
    assert not Feed.objects.exists()


@pytest.mark.parametrize("document", [b"", b"<opml/>", b"no list", b"<!DOCTYPE a [<!ENTITY b 'c'>]><opml>&b;</opml>"])
def test_a_file_that_is_no_list_is_told_why_and_nothing_is_stored(olga: Client, document: bytes) -> None:
    answer = brought(olga, document)
    assert answer.status_code == 422
    assert b"errorlist" in answer.content
    assert not FeedImport.objects.exists()


def test_a_list_of_more_than_five_megabytes_is_not_read(olga: Client) -> None:
    answer = brought(olga, b"<opml>" + b" " * 5_000_001)
    assert b"larger than 5 MB" in answer.content


def test_the_page_says_what_became_of_each_line_and_asks_again_until_all_is_done(olga: Client) -> None:
    taken = FeedImport.objects.create(name="mine.opml", created_at=make.NOW, due_at=make.NOW)
    ImportLine.objects.create(list=taken, position=0, url="https://a.example/", state="failed", error="It was a page.")
    ImportLine.objects.create(list=taken, position=1, url="https://b.example/")
    page = olga.get(f"/ops/imports/{taken.pk}/").content.decode()
    assert "1 of 2 lines" in page
    assert "It was a page." in page
    assert "every 2s" in page
    FeedImport.objects.update(due_at=None)
    fragment = olga.get(f"/ops/imports/{taken.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in fragment
    assert "<html" not in fragment


def test_a_page_of_a_long_list_costs_as_much_as_a_short_one(
    olga: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    taken = FeedImport.objects.create(created_at=make.NOW)
    lines = [ImportLine(list=taken, position=n, url=f"https://{n}.example/", feed=make.feed()) for n in range(30)]
    ImportLine.objects.bulk_create(lines)
    olga.get(f"/ops/imports/{taken.pk}/")
    with django_assert_max_num_queries(12):
        olga.get(f"/ops/imports/{taken.pk}/")


def test_all_feeds_are_taken_away_as_a_list_that_can_be_brought_again(olga: Client) -> None:
    make.feed(url="https://rye.example/feed?a=1&b=2", title="Rye & <Oats>\x0c", topic=make.topic("food", "Food"))
    make.feed(state=Feed.State.GONE)
    answer = olga.get("/ops/feeds.opml")
    assert "attachment" in answer["Content-Disposition"]
    (outline,) = import_opml(answer.content)
    assert (outline.url, outline.title) == ("https://rye.example/feed?a=1&b=2", "Rye & <Oats>")
    assert outline.folder == "Food"


def test_a_reader_takes_away_what_she_follows(client: Client, cache: Any) -> None:
    ada, mine = make.reader("Ada"), make.feed(url="https://mine.example/feed")
    make.feed(url="https://other.example/feed")
    Subscription.objects.create(reader=ada, feed=mine)
    client.force_login(ada, backend="aggregator.accounts.signed_in.EmailBackend")
    answer = client.get("/following/feeds.opml")
    assert [outline.url for outline in import_opml(answer.content)] == ["https://mine.example/feed"]


def test_a_list_of_more_than_ten_thousand_feeds_is_bounded_and_says_so(
    olga: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = "".join(f'<outline text="Paper {n}" xmlUrl="https://{n}.example/feed"/>' for n in range(10_500))
    with django_assert_max_num_queries(30):  # a batch a thousand lines, whatever they name; nothing is fetched
        answer = brought(olga, f"<opml><body>{lines}</body></opml>".encode())
    page = olga.get(answer["Location"]).content.decode()
    assert "0 of 10,000 lines" in page
    assert "500 were left out" in page
    assert "Page 1 of 100" in page


def test_a_list_is_stopped_and_what_was_added_stays(olga: Client) -> None:
    taken = FeedImport.objects.create(name="mine.opml", created_at=make.NOW, due_at=make.NOW)
    ImportLine.objects.create(list=taken, position=0, url="https://a.example/", state="added", feed=make.feed())
    ImportLine.objects.create(list=taken, position=1, url="https://b.example/")
    page = olga.post(f"/ops/imports/{taken.pk}/stop/", follow=True).content.decode()
    assert "Stopped: 1 line was not looked at." in page
    assert "every 2s" not in page
    assert not FeedImport.objects.due(make.NOW).exists()
    assert Feed.objects.count() == 1


def test_the_lines_are_narrowed_by_their_result(olga: Client) -> None:
    taken = FeedImport.objects.create(name="mine.opml", created_at=make.NOW)
    ImportLine.objects.create(list=taken, position=0, url="https://a.example/", state="failed", error="It was a page.")
    ImportLine.objects.create(list=taken, position=1, url="https://b.example/", state="existing", feed=make.feed())
    page = olga.get(f"/ops/imports/{taken.pk}/?state=failed").content.decode()
    assert "It was a page." in page
    assert "The Harbour Post" not in page
