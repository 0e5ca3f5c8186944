"""Choosing how pages look, in place."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_is_seen_at_once_and_is_there_on_the_next_page(page: Page) -> None:
    make.article()
    sign_in(page, make.reader("Ada"))
    page.click("[hx-target='#look']")
    with page.expect_response("**/look/"):
        page.click("#look >> text=Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 19, 17)"
    with page.expect_response("**/look/"):
        page.click("#look >> text=Very large")
    page.click("#look >> text=Close")
    expect(page.locator("#look")).to_be_hidden()
    page.goto("/saved/")
    expect(page.locator("html")).to_have_attribute("data-size", "largest")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "21px"
