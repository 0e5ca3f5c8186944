"""What the pages do beyond their links and forms, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ranking.models import Event
from tests import make
from tests.browser.conftest import PHONE, sign_in
from tests.browser.newsroom import fill

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for_event(page: Page, kind: Event.Kind, act: Callable[[], object]) -> list[Event]:
    """The events of this kind after the page has sent its beacon."""
    with page.expect_response(lambda answer: answer.url.endswith("/events/")) as sent:
        act()
    assert sent.value.status == 204
    return list(Event.objects.filter(kind=kind))


def leave(page: Page) -> None:
    """As when the reader turns to another tab."""
    page.evaluate("""Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
                     document.dispatchEvent(new Event("visibilitychange"))""")


def test_cards_that_were_looked_at_are_counted(page: Page) -> None:
    fill(each=4)
    page.goto("/")
    page.wait_for_timeout(1300)  # a card counts after a second in view: the one thing here that takes time itself
    seen = wait_for_event(page, Event.Kind.VIEW, lambda: leave(page))
    assert 1 <= len(seen) < 20


def test_reading_time_is_measured(page: Page) -> None:
    fill(each=4)
    page.goto("/")
    page.locator("[data-key=open]").first.click()
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(2200)  # seconds are what is measured
    read = wait_for_event(page, Event.Kind.DWELL, lambda: leave(page))
    assert 1 <= read[0].value <= 4


def test_only_what_was_read_is_counted_and_told_in_pieces(page: Page) -> None:
    fill(each=4)
    page.clock.install()
    page.goto("/")
    page.locator("[data-key=open]").first.click()
    expect(page.locator(".prose")).to_be_visible()
    page.mouse.move(50, 50)
    first = wait_for_event(page, Event.Kind.DWELL, lambda: page.clock.run_for(600_000))  # ten minutes, and no move more
    assert 25 <= first[-1].value <= 31
    page.mouse.move(60, 60)
    told = wait_for_event(page, Event.Kind.DWELL, lambda: page.clock.run_for(600_000))
    assert 55 <= max(it.value for it in told) <= 62


def test_scrolling_grows_the_page_and_repeats_nothing(page: Page) -> None:
    fill(each=8)
    page.goto("/")
    page.locator(".onward").scroll_into_view_if_needed()
    expect(page.locator("[data-slot]")).to_have_count(40)
    found = [it.get_attribute("data-article") for it in page.locator("[data-slot]").all()]
    assert len(set(found)) == 40


def test_a_hidden_card_comes_back_by_undo(page: Page) -> None:
    fill(each=4)
    sign_in(page, make.reader("Ada"))
    card = page.locator("[data-slot='1']")
    title = card.locator("h2").inner_text()
    card.locator("[data-key=hide]").click()
    expect(page.locator(f"h2:has-text('{title}')")).to_have_count(0)
    expect(page.locator("[data-slot='2']")).to_be_focused()
    page.click(".toast >> text=Undo")
    expect(page.locator(f"h2:has-text('{title}')")).to_be_visible()
    expect(card).to_be_focused()


def test_everything_on_a_card_is_done_by_keys(page: Page) -> None:
    fill(each=4)
    sign_in(page, make.reader("Ada"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator("[data-slot='1'] [data-key=like]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    expect(page.locator("[data-slot='1'] [data-key=save]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page.locator(".prose")).to_be_visible()


def test_the_horizon_saves_itself(page: Page) -> None:
    fill(each=4)
    ada = make.reader("Ada")
    sign_in(page, ada)
    with page.expect_response("**/you/horizon/"):
        page.locator("#horizon").press("End")
    expect(page.locator(".toast")).to_contain_text("Noted: your next page goes that far.")
    page.goto("/you/")
    expect(page.locator("#horizon")).to_have_value("100")


def test_no_page_is_wider_than_a_phone(open_page: Callable[..., Page]) -> None:
    article = fill(each=4)[0]
    page = open_page(viewport=PHONE)
    sign_in(page, make.reader("Ada"))
    for address in ("/", article.get_absolute_url(), "/topics/science/", "/search/?q=harbour", "/following/",
                    "/saved/", "/you/", "/welcome/", f"/feeds/{article.feed_id}/"):  # fmt: skip
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_what_is_to_be_touched_is_large_enough(open_page: Callable[..., Page]) -> None:
    fill(each=4)
    page = open_page(viewport=PHONE)
    sign_in(page, make.reader("Ada"))
    small = page.evaluate("""[...document.querySelectorAll(".act, .pill, .button, summary, .bottom a, .tabs a")]
        .filter(it => it.offsetParent).map(it => [it.className, it.getBoundingClientRect()])
        .filter(([, box]) => box.height < 40).map(([name]) => name)""")
    assert small == []
