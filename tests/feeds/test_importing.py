"""The lines of a list of feeds, each with its result."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from feeds import tasks
from feeds.importing import carry_on
from feeds.imports import stop, take_in
from feeds.models import Feed, FeedImport, ImportLine
from tests.feeds.documents import item, rss
from tests.feeds.publisher import Publisher, answer, by_path, publishing
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(settings: Settings) -> Iterator[Publisher]:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    with publishing(by_path({f"/{n}": answer(body=rss(item(), title=f"Loaf {n}")) for n in range(50)})) as found:
        yield found


def listed(*urls: str) -> bytes:
    lines = "".join(f'<outline text="" xmlUrl="{url}"/>' for url in urls)
    return f"<opml><body>{lines}</body></opml>".encode()


def test_every_line_gets_its_result_and_its_reason(publisher: Publisher) -> None:
    paths = ("/0", "/0#again", "/missing", "/1")
    taken = take_in(
        listed(*(publisher.url + path for path in paths), "no address"), name="a", added_by_id=None, now=NOW
    )
    assert tasks.crawl_lists() == 5
    states = list(taken.lines.order_by("position").values_list("state", flat=True))
    assert states == ["added", "existing", "failed", "added", "failed"]
    assert "404" in taken.lines.get(position=2).error
    assert FeedImport.objects.get().is_done


def test_a_long_list_is_worked_off_in_batches(publisher: Publisher) -> None:
    take_in(listed(*(f"{publisher.url}/{n}" for n in range(45))), name="a", added_by_id=None, now=NOW)
    assert tasks.crawl_lists() == 45
    assert Feed.objects.count() == 45


def test_the_list_of_a_killed_worker_goes_on_after_the_lease(publisher: Publisher) -> None:
    taken = take_in(listed(publisher.url + "/0", publisher.url + "/1"), name="a", added_by_id=None, now=NOW)
    taken.lines.filter(position=0).update(state=ImportLine.State.EXISTING)
    assert FeedImport.objects.claim_due(NOW, lease=timedelta(minutes=10)) == taken.pk
    assert FeedImport.objects.claim_due(NOW, lease=timedelta(minutes=10)) is None
    assert tasks.crawl_lists() == 1  # the lease of a day long past is over
    assert [request.path for request in publisher.requests] == ["/1"]


def test_a_list_that_was_stopped_is_not_taken_up_again(publisher: Publisher) -> None:
    taken = take_in(listed(*(f"{publisher.url}/{n}" for n in range(30))), name="a", added_by_id=None, now=NOW)
    carry_on(taken.pk, now=NOW)
    assert stop(taken) == 10
    assert carry_on(taken.pk, now=NOW) == 0
    assert tasks.crawl_lists() == 0
    assert taken.lines.filter(state=ImportLine.State.STOPPED).count() == 10
    assert Feed.objects.count() == 20


def test_ten_thousand_lines_are_taken_in() -> None:
    document = listed(*(f"https://{n}.example/feed" for n in range(10_500)))
    taken = take_in(document, name="a", added_by_id=None, now=NOW)
    assert (taken.lines.count(), taken.left_out) == (10_000, 500)
