"""Pictures inside texts: asked of their publisher once, kept within bounds, refused like everything from strangers."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from feeds import media, tasks
from feeds.fetch.client import postponed
from feeds.illustrations.ask import wanted
from feeds.illustrations.keep import store_many
from feeds.illustrations.room import make_room
from feeds.models import Illustration
from feeds.types import FetchRequest
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing
from tests.make import NOW

pytestmark = pytest.mark.django_db
JPEG = answer(body=pictures.picture(), Content_Type="image/jpeg")
STATE = Illustration.State


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(place: Path) -> list[str]:
    return sorted(file.name for file in place.rglob("*") if file.is_file())


def asked(*urls: str) -> list[Illustration]:
    return list(wanted(urls, now=timezone.now()).values())


def test_a_picture_is_fetched_once_however_many_readers_ask(place: Path) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        for _reader in range(3):
            (row,) = asked(publisher.url + "/a.jpg")
            tasks.pictures_of_texts()
    row.refresh_from_db()
    assert len(publisher.requests) == 1
    assert (row.state, row.due_at, row.width, row.height) == (STATE.STORED, None, 800, 600)
    assert row.size == sum(file.stat().st_size for file in place.rglob("*.webp"))
    assert stored(place) == [f"{row.name}-1344.webp", f"{row.name}-704.webp"]


def test_a_second_worker_gets_nothing_while_the_first_is_at_it() -> None:
    asked("https://harbour.example/a.jpg")
    now, lease = timezone.now(), timedelta(minutes=10)
    first, second = (Illustration.objects.claim_due(now, lease=lease, limit=9) for _worker in range(2))
    assert (len(first), second) == (1, [])
    assert Illustration.objects.claim_due(now + lease, lease=lease, limit=9) == first


def test_pictures_that_readers_wait_for_go_before_those_of_cards() -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        (row,) = asked(publisher.url + "/a.jpg")
        tasks.pictures_due()
    row.refresh_from_db()
    assert row.state == STATE.STORED


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/a.jpg", "http://169.254.169.254/latest", "http://[::1]/"])
def test_an_address_inside_the_network_is_refused_before_a_socket(settings: Settings, url: str) -> None:
    settings.FETCH_ALLOW = []
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        (row,) = asked(url.format(port=publisher.port))
        store_many([row.pk], now=NOW)
    row.refresh_from_db()
    assert publisher.requests == []
    assert (row.state, row.name) == (STATE.NAMED, "")
    assert "not allowed" in row.last_error


@pytest.mark.parametrize(
    "sent",
    [
        answer(body=b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Content_Type="image/svg+xml"),
        answer(body=b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Content_Type="image/eps"),
        answer(body=b"8BPS\0\1" + b"\0" * 200, Content_Type="image/vnd.adobe.photoshop"),
        answer(body=pictures.bomb(width=10_000, height=10_000), Content_Type="image/png"),
        answer(body=pictures.animation(frames=60, size=(1500, 1500)), Content_Type="image/gif"),
    ],
)
def test_what_is_no_picture_for_readers_is_given_up_at_once(place: Path, sent: bytes) -> None:
    with publishing(by_path({"/a": sent})) as publisher:
        (row,) = asked(publisher.url + "/a")
        store_many([row.pk], now=NOW)
    row.refresh_from_db()
    assert (row.state, row.due_at, stored(place)) == (STATE.REFUSED, None, [])


def test_a_failure_is_tried_three_times_and_no_more() -> None:
    waits = []
    with publishing(by_path({})) as publisher:
        (row,) = asked(publisher.url + "/gone.jpg")
        for _ in range(3):
            store_many([row.pk], now=NOW)
            row.refresh_from_db()
            waits.append(row.due_at and row.due_at - NOW)
    assert waits == [timedelta(minutes=1), timedelta(hours=1), None]
    assert (row.state, len(publisher.requests)) == (STATE.REFUSED, 3)


def test_a_domain_that_wants_to_be_left_alone_says_nothing_of_the_picture() -> None:
    with pytest.raises(media.NotReceivedError) as raised:
        media.received(postponed(FetchRequest("https://harbour.example/a.jpg"), 600))
    assert raised.value.wait == timedelta(minutes=10)


def kept(number: int, *, size: int, days: int) -> Illustration:
    name = media.store({704: b"RIFF", 1344: b"RIFF"})
    return Illustration.objects.create(
        key=f"{number:032x}",
        url=f"https://harbour.example/{number}.jpg",
        state=STATE.STORED,
        asked_at=NOW - timedelta(days=days),
        name=name,
        width=800,
        height=600,
        size=size,
    )


def test_what_nobody_asked_for_longest_makes_room(place: Path) -> None:
    rows = [kept(number, size=400, days=number) for number in range(4)]
    assert make_room(budget_bytes=1000) == 2
    assert set(Illustration.objects.all()) == set(rows[:2])
    assert len(stored(place)) == 4


def test_a_picture_that_was_let_go_comes_back_when_it_is_read() -> None:
    row = kept(1, size=400, days=1)
    make_room(budget_bytes=0)
    (again,) = wanted([row.url], now=NOW).values()
    assert (again.state, again.due_at) == (STATE.NAMED, NOW)


def test_reading_again_is_noted_once_a_day() -> None:
    wanted(["https://harbour.example/a.jpg"], now=NOW)
    wanted(["https://harbour.example/a.jpg"], now=NOW + timedelta(hours=23))
    assert Illustration.objects.get().asked_at == NOW
    wanted(["https://harbour.example/a.jpg"], now=NOW + timedelta(hours=25))
    assert Illustration.objects.get().asked_at == NOW + timedelta(hours=25)
