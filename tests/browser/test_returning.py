"""Coming back to a list, and what a thumb does on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import PHONE, sign_in
from tests.browser.newsroom import fill

pytestmark = pytest.mark.django_db(transaction=True)
CARDS = "article.card"


def swipe(page: Page, card: str, by: int) -> None:
    """A finger on the card, moved sideways by so many pixels in steps, and lifted."""
    box = page.locator(card).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        moved = {"x": x + by * step / 5, "y": y}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_going_back_leads_to_the_same_cards_at_the_same_place(page: Page) -> None:
    fill(each=8)
    page.goto("/")
    page.locator(".onward").scroll_into_view_if_needed()
    expect(page.locator(CARDS)).to_have_count(40)
    before = [it.get_attribute("id") for it in page.locator(CARDS).all()]
    left = page.locator(CARDS).nth(30)
    left.scroll_into_view_if_needed()
    at = page.evaluate("scrollY")
    left.locator("[data-key=open]").click()
    expect(page.locator(".prose")).to_be_visible()
    page.go_back()
    expect(page.locator(CARDS)).to_have_count(40)
    assert [it.get_attribute("id") for it in page.locator(CARDS).all()] == before
    assert abs(page.evaluate("scrollY") - at) < 50


def test_a_page_that_came_back_goes_on(page: Page) -> None:
    fill(each=8)
    page.goto("/")
    page.locator("[data-key=open]").first.click()
    expect(page.locator(".prose")).to_be_visible()
    page.go_back()
    page.locator(".onward").scroll_into_view_if_needed()
    expect(page.locator(CARDS)).to_have_count(40)


def test_a_swipe_to_the_left_hides_and_to_the_right_saves(open_page: Callable[..., Page]) -> None:
    fill(each=4)
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    sign_in(page, make.reader("Ada"))
    card = f"#{page.locator(CARDS).nth(1).get_attribute('id')}"
    page.locator(card).scroll_into_view_if_needed()
    swipe(page, card, 140)
    expect(page.locator(f"{card} [data-key=save]")).to_have_attribute("aria-pressed", "true")
    swipe(page, card, -140)
    expect(page.locator(f"article{card}")).to_have_count(0)
    page.click(".toast >> text=Undo")
    expect(page.locator(f"article{card}")).to_be_visible()


def test_a_short_swipe_does_nothing(open_page: Callable[..., Page]) -> None:
    fill(each=4)
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    sign_in(page, make.reader("Ada"))
    card = f"#{page.locator(CARDS).nth(1).get_attribute('id')}"
    page.locator(card).scroll_into_view_if_needed()
    swipe(page, card, -60)
    expect(page.locator(".swipe-hint")).to_be_hidden()
    expect(page.locator(f"article{card}")).to_be_visible()
    expect(page.locator(".toast")).to_have_count(0)
