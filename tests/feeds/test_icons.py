"""Icons of publishers' sites: found, fetched through the one door, re-encoded, refreshed."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from feeds import media, tasks
from feeds.models import Feed, Icon
from tests import make
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing

PAGE = answer(body=b"<html><head><link rel='icon' href='/i.png' sizes=64x64></head>", Content_Type="text/html")
PNG = answer(body=pictures.picture("PNG", size=(64, 64)), Content_Type="image/png")


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path


def reached(url: str) -> Feed:
    feed = make.feed(url=url + "/feed")
    feed.site_url, feed.last_ok_at = url + "/", timezone.now()
    feed.save(update_fields=["site_url", "last_ok_at"])
    return feed


def found(page: str) -> list[str]:
    return media.icon_addresses(page.encode(), base_url="https://a.example/news/")


def test_the_smallest_icon_that_is_large_enough_comes_first() -> None:
    sizes = ("16x16", "192x192", "48x48")
    page = "".join(f"<link rel='shortcut icon' sizes='{size}' href='{size}.png'>" for size in sizes)
    assert found(page)[:2] == ["https://a.example/news/48x48.png", "https://a.example/news/192x192.png"]


def test_drawings_and_other_schemes_are_passed_over() -> None:
    page = (
        '<link rel=icon href=a.svg><link rel=icon type="image/svg+xml" href=b><link rel=icon href="data:image/png,x">'
    )
    assert found(page) == ["https://a.example/favicon.ico"]


@pytest.mark.django_db
def test_the_icon_of_a_reached_feed_is_stored_as_a_small_square() -> None:
    with publishing(by_path({"/": PAGE, "/i.png": PNG})) as publisher:
        feed = reached(publisher.url)
        assert tasks.pictures_of_sites() == 1
    copy = media.read(Icon.objects.get(feed=feed).url.rpartition("/")[2])
    assert copy is not None
    image = Image.open(io.BytesIO(copy))
    assert (image.format, image.size) == ("WEBP", (32, 32))


@pytest.mark.django_db
def test_without_a_link_the_old_address_is_tried() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (48, 48), "red").save(out, "ICO")
    with publishing(by_path({"/favicon.ico": answer(body=out.getvalue(), Content_Type="image/x-icon")})) as publisher:
        reached(publisher.url)
        assert tasks.pictures_of_sites() == 1


@pytest.mark.django_db
def test_a_script_in_a_drawing_never_becomes_an_icon() -> None:
    svg = answer(
        body=b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Content_Type="image/png"
    )
    with publishing(by_path({"/": PAGE, "/i.png": svg, "/favicon.ico": svg})) as publisher:
        feed = reached(publisher.url)
        assert tasks.pictures_of_sites() == 0
    icon = Icon.objects.get(feed=feed)
    assert (icon.url, icon.failures, icon.last_error) == ("", 1, "the site has no icon that can be shown")
    assert icon.due_at > timezone.now() + timedelta(minutes=50)


@pytest.mark.django_db
def test_a_feed_that_was_never_reached_is_not_asked_for_an_icon() -> None:
    make.feed()
    assert tasks.pictures_of_sites() == 0
    assert not Icon.objects.exists()


@pytest.mark.django_db
def test_two_feeds_of_a_site_ask_for_its_icon_once() -> None:
    with publishing(by_path({"/": PAGE, "/i.png": PNG})) as publisher:
        first, second = reached(publisher.url), make.feed(url=publisher.url + "/other")
        Feed.objects.filter(pk=second.pk).update(site_url=first.site_url, last_ok_at=first.last_ok_at)
        assert tasks.pictures_of_sites() == 2
    assert [request.path for request in publisher.requests] == ["/", "/i.png"]
