"""The sweep of lead pictures: claimed, fetched through the one door, stored or given up."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from feeds import media, tasks
from feeds.crawl import crawl
from feeds.models import Article, Media
from feeds.pictures import store_many
from tests import make
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = pytest.mark.django_db
JPEG = answer(body=pictures.picture(), Content_Type="image/jpeg")


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(place: Path) -> list[str]:
    return sorted(file.name for file in place.rglob("*") if file.is_file())


def lead_of(url: str, *, visibility: Article.Visibility = Article.Visibility.ALLOW) -> Media:
    article = make.article(visibility=visibility)
    return Media.objects.create(article=article, url=url, type="image", is_lead=True, due_at=timezone.now())


def test_a_due_picture_is_stored_as_two_copies_under_a_random_name(place: Path) -> None:
    with publishing(by_path({"/bridge.jpg": JPEG})) as publisher:
        row = lead_of(publisher.url + "/bridge.jpg")
        assert tasks.pictures_due() == 1
    row.refresh_from_db()
    assert (row.state, row.due_at, row.width, row.height) == (Media.State.STORED, None, 800, 600)
    assert stored(place) == [f"{row.name}-1344.webp", f"{row.name}-704.webp"]
    assert "bridge" not in row.name


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
def test_pictures_of_what_nobody_may_open_are_not_fetched(visibility: Article.Visibility) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        lead_of(publisher.url + "/a.jpg", visibility=visibility)
        assert tasks.pictures_due() == 0
    assert publisher.requests == []


def test_a_picture_of_several_articles_is_asked_for_once(place: Path) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        rows = [lead_of(publisher.url + "/a.jpg") for _ in range(3)]
        assert store_many([row.pk for row in rows], now=timezone.now()) == 3
    assert (len(publisher.requests), len(stored(place))) == (1, 6)


def test_a_failure_is_tried_three_times_and_no_more() -> None:
    now, waits = timezone.now(), []
    with publishing(by_path({})) as publisher:
        row = lead_of(publisher.url + "/gone.jpg")
        for _ in range(3):
            store_many([row.pk], now=now)
            row.refresh_from_db()
            waits.append(row.due_at and row.due_at - now)
    assert waits == [timedelta(minutes=10), timedelta(hours=2), None]
    assert row.state == Media.State.REFUSED
    assert "404" in row.last_error


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(body=b"<svg/>", Content_Type="image/png"), "no JPEG"),
        (answer(body=pictures.bomb(width=20_000, height=20_000), Content_Type="image/png"), "too many pixels"),
    ],
)
def test_what_is_no_picture_is_not_asked_for_again(place: Path, sent: bytes, why: str) -> None:
    with publishing(by_path({"/a.png": sent})) as publisher:
        row = lead_of(publisher.url + "/a.png")
        tasks.pictures_due()
    row.refresh_from_db()
    assert (row.state, row.due_at, stored(place)) == (Media.State.REFUSED, None, [])
    assert why in row.last_error


def test_a_page_is_no_picture_whatever_its_bytes() -> None:
    with publishing(by_path({"/a.jpg": answer(body=pictures.picture(), Content_Type="text/html")})) as publisher:
        row = lead_of(publisher.url + "/a.jpg")
        tasks.pictures_due()
    row.refresh_from_db()
    assert "text/html instead of a picture" in row.last_error


def test_a_picture_inside_the_network_is_refused_before_a_socket(settings: Settings) -> None:
    settings.FETCH_ALLOW = []
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        row = lead_of(publisher.url + "/a.jpg")
        tasks.pictures_due()
    row.refresh_from_db()
    assert publisher.requests == []
    assert "not allowed" in row.last_error


def test_an_article_that_went_meanwhile_leaves_no_files(place: Path) -> None:
    with publishing(by_path({"/a.jpg": JPEG})) as publisher:
        row = lead_of(publisher.url + "/a.jpg")
        derived = media.derive(pictures.picture())
        stem = media.store(derived.files)
        media.remove(stem, derived.files)
        row.article.delete()
        assert store_many([row.pk], now=timezone.now()) == 0
    assert stored(place) == []


@pytest.mark.parametrize("name", ["../../secret_key", "x" * 300, "a.php", "0" * 32 + "-704.svg", ""])
def test_other_names_are_not_looked_for(name: str) -> None:
    assert media.read(name) is None


def document(words: str, picture: str) -> bytes:
    html = f"{words} &lt;img src='{picture}' alt='A dog'&gt;"
    item = f"<item><guid>1</guid><title>{words}</title><description>{html}</description></item>"
    return answer(
        body=f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>".encode(), Content_Type="text/xml"
    )


def test_the_lead_of_a_crawled_article_keeps_its_copies_when_the_words_change() -> None:
    counts = []
    with publishing(by_path({})) as publisher:
        feed = make.feed(url=publisher.url + "/feed")
        for words in ("First", "Second"):
            sent = {"/a.jpg": JPEG, "/feed": document(words, publisher.url + "/a.jpg")}
            publisher.handler = by_path(sent)
            crawl([feed.pk], now=timezone.now(), rng=random.Random(1))
            Article.objects.update(visibility=Article.Visibility.ALLOW)
            counts.append(tasks.pictures_due())
    row = Media.objects.get()
    assert (row.article.title, row.state, row.is_lead, row.alt) == ("Second", Media.State.STORED, True, "A dog")
    assert counts == [1, 0]
