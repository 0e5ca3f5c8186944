"""What readers do with their data, in a real browser: correct it, read privately, take a copy, leave."""

import zipfile
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from aggregator.accounts.models import Erasure, User
from aggregator.accounts.privacy import export as exports
from tests import make
from tests.browser.conftest import DESK, PHONE, follow, sign_in
from tests.browser.newsroom import fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cache")]


def reader(page: Page) -> User:
    """Ada, signed in, of whom something is believed."""
    article = fill(each=4)[0]
    ada = make.reader("Ada")
    sign_in(page, ada)
    page.goto(article.get_absolute_url())
    return ada


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_what_is_believed_is_forgotten_and_brought_back(
    open_page: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)
    reader(page)
    page.goto("/you/")
    believed = page.locator(".belief")
    expect(believed.first).to_be_visible()
    count = believed.count()
    believed.first.get_by_role("button", name="Forget").click()
    expect(believed).to_have_count(count - 1)
    page.click(".toast >> text=Undo")
    expect(believed).to_have_count(count)


def test_private_reading_is_said_on_every_page_until_it_ends(page: Page) -> None:
    reader(page)
    page.goto("/saved/")  # the foot of the front page is below all its cards
    page.click(".foot >> text=Read privately")
    expect(page.locator(".strip.private")).to_be_visible()
    page.goto("/")
    expect(page.locator(".strip.private")).to_be_visible()
    page.locator("[data-key=open]").first.click()
    expect(page.locator(".strip.private")).to_be_visible()
    page.click(".strip.private >> text=End it")
    expect(page.locator(".toast")).to_contain_text("You read as yourself again")
    expect(page.locator(".strip.private")).to_have_count(0)


def test_a_break_is_offered_after_the_minutes_and_put_off(page: Page) -> None:
    ada = reader(page)
    User.objects.filter(pk=ada.pk).update(break_minutes=25)
    page.clock.install()
    page.goto("/")
    strip = page.locator("[data-pause]")
    expect(strip).to_be_hidden()
    for _minute in range(26):  # whoever is away for five minutes has had a break
        page.clock.run_for(60_000)
    expect(strip).to_contain_text("25 minutes of reading")
    strip.get_by_role("button").click()
    expect(strip).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_copy_is_asked_for_watched_and_fetched(open_page: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = open_page(viewport=viewport)
    reader(page)
    page.goto("/you/export/")
    page.click("main button")
    expect(page.locator("progress")).to_be_visible()
    exports.make_due(now=timezone.now())  # as a worker does
    fetch = page.get_by_role("link", name="Fetch it")
    expect(fetch).to_be_visible()  # the page looked again by itself
    with page.expect_download() as download:
        fetch.click()
    assert "index.html" in zipfile.ZipFile(download.value.path()).namelist()


def test_an_account_is_deleted_with_the_password(page: Page) -> None:
    reader(page)
    page.goto("/you/leave/")
    page.fill("[name=proof]", make.PASSWORD)
    follow(page, "main button.danger", "/")
    expect(page.locator(".toast")).to_contain_text("Your account is deleted")
    assert Erasure.objects.exists()
