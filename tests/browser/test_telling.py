"""What a reader is told: read, marked, chosen, and asked for on a device by a button only."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from aggregator.accounts.models import User
from aggregator.notifications.models import Notification
from tests import make
from tests.browser.conftest import PHONE, follow, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada(cache: object) -> User:
    ada, now = make.reader("Ada"), timezone.now()
    story = make.story()
    make.article(title="A bridge is reopened", story=story)
    said = make.comment(make.article(title="Of tunnels"), "What of the tunnel?", ada)
    Notification.objects.create(recipient=ada, kind="story", story=story, total=3, told_at=now)
    Notification.objects.create(recipient=ada, kind="reply", comment=said, total=1, told_at=now - timedelta(hours=2))
    return ada


@pytest.mark.parametrize("viewport", [PHONE, None])
def test_the_bell_leads_to_the_list_and_what_is_read_counts_no_more(
    open_page: Callable[..., Page], ada: User, viewport: dict[str, int] | None
) -> None:
    page = open_page(viewport=viewport)
    sign_in(page, ada)
    expect(page.locator(".bell .count")).to_have_text("2")
    follow(page, ".bell", "/notifications/")
    page.locator(".notice.new").nth(0).get_by_role("button", name="Mark as read").click()
    expect(page.locator(".notice.new")).to_have_count(1)
    page.click("text=Mark all as read")
    expect(page.locator(".notice.new")).to_have_count(0)
    expect(page.locator(".bell .count")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_browser_says_its_time_zone_and_is_asked_for_pushes_by_a_button_only(
    open_page: Callable[..., Page], ada: User
) -> None:
    page = open_page(timezone_id="Asia/Shanghai")
    sign_in(page, ada)
    page.goto("/notifications/settings/")
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Shanghai")
    page.click("text=Save")
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Shanghai")
    page.click("text=Tell this device")
    expect(page.locator("[data-said]")).to_contain_text("Your browser does not let this site show messages.")


def test_the_page_works_without_javascript(open_page: Callable[..., Page], ada: User) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, ada)
    page.goto("/notifications/settings/")
    page.get_by_label("Likes of your posts: In the list").uncheck()
    page.fill("[name=time_zone]", "America/Lima")
    page.click("text=Save")
    expect(page.locator("[name=time_zone]")).to_have_value("America/Lima")
    expect(page.get_by_label("Likes of your posts: In the list")).not_to_be_checked()
