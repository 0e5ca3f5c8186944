"""Texts of publishers in a real browser: their pictures arrive, their videos wait for a click."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import Settings

from feeds import tasks
from feeds.clean import clean_html
from feeds.models import Article
from tests import make
from tests.feeds import pictures
from tests.feeds.publisher import answer, by_path, publishing

pytestmark = pytest.mark.django_db(transaction=True)
FRAME = "<iframe src='https://player.vimeo.com/video/76979871'></iframe>"


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]
    settings.MEDIA_ROOT = tmp_path


def article(html: str) -> Article:
    made = make.article()
    made.html = clean_html(html)
    made.save(update_fields=["html"])
    return made


def test_a_picture_arrives_while_its_page_is_open(page: Page) -> None:
    jpeg = answer(body=pictures.picture(), Content_Type="image/jpeg")
    with publishing(by_path({"/a.jpg": jpeg})) as publisher:
        page.goto(article(f"<p>Look:</p><img src='{publisher.url}/a.jpg' alt='A bridge'>").get_absolute_url())
        expect(page.get_by_text("Picture, on its way: A bridge")).to_be_visible()
        tasks.pictures_of_texts()
    shown = page.get_by_role("img", name="A bridge")
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    expect(page.locator(".awaited")).to_have_count(0)


def test_a_picture_that_cannot_be_had_becomes_words(page: Page) -> None:
    with publishing(by_path({})) as publisher:
        page.goto(article(f"<img src='{publisher.url}/gone.jpg' alt='A bridge'>").get_absolute_url())
        expect(page.locator(".awaited")).to_be_visible()
        tasks.pictures_of_texts()
    expect(page.locator(".in-words")).to_have_text("Picture: A bridge")


@pytest.fixture
def watched(browser: Browser, live_server: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it asks other hosts for; they are played by the test."""
    context = browser.new_context(base_url=live_server.url)
    asked: list[str] = []

    def play_them(route: Route) -> None:
        if route.request.url.startswith(live_server.url):
            route.continue_()
            return
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<p>A film</p><script>document.title = 'runs'</script>")

    context.route("**/*", play_them)
    yield context.new_page(), asked
    context.close()


def test_nobody_else_is_asked_before_a_reader_presses_play(watched: tuple[Page, list[str]]) -> None:
    page, asked = watched
    page.goto(article(f"<p>Look:</p>{FRAME}").get_absolute_url())
    button = page.get_by_role("link", name="Play the video from Vimeo")
    expect(button).to_be_visible()
    assert asked == []
    button.click()
    expect(page.frame_locator(".player iframe").get_by_text("A film")).to_be_visible()
    assert asked == ["https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"]


def test_a_player_is_kept_in_its_box(watched: tuple[Page, list[str]]) -> None:
    page, _asked = watched
    page.goto(article(FRAME).get_absolute_url())
    page.locator(".play").click()
    frame = page.locator(".player iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin")
