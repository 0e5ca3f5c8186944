"""A moderator at work in a real browser, without a mouse."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import queue
from moderation.models import Decision, ReviewItem
from moderation.types import Span
from tests import make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def max_(page: Page) -> User:
    """Max, signed in, before a queue that was filled by `waits`."""
    person = make.moderator("Max")
    sign_in(page, person)
    return person


def waits(count: int) -> list[ReviewItem]:
    feed = make.feed()
    items = []
    for number in range(count):
        article = make.article(
            title=f"Garlic cures cancer, part {number}", feed=feed, visibility=Article.Visibility.HOLD
        )
        make.assessment(article, spans=[Span(7, 19, "a remedy is said to cure")])
        items.append(make.review_item(article, priority=1 - number / 100))
    return items


def open_queue(page: Page) -> None:
    page.goto("/moderation/")
    page.keyboard.press("Enter")
    page.wait_for_selector("#decision")


def decide(page: Page, keys: str) -> None:
    """The keys of one decision, then Enter; the next page is there when its own form is."""
    for key in keys:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_reason_is_found_by_typing_and_a_note_is_written_by_key(page: Page, max_: User) -> None:
    waits(1)
    open_queue(page)
    for key in ("r", "/"):
        page.keyboard.press(key)
    page.keyboard.type("harm")
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    page.keyboard.type("Tells people to stop treatment.")
    page.keyboard.press("Escape")
    decide(page, "")
    decision = Decision.objects.get()
    assert (decision.reason, decision.note) == (Decision.Reason.DANGEROUS_ADVICE, "Tells people to stop treatment.")


def test_a_reason_that_does_not_fit_cannot_be_chosen(page: Page, max_: User) -> None:
    waits(1)
    open_queue(page)
    for key in ("r", "3", "a"):
        page.keyboard.press(key)
    assert page.locator("[name=reason]:checked").count() == 0
    expect(page.get_by_text("Claims a cure without evidence")).to_be_hidden()


def test_the_creators_notice_is_written_as_one_chooses(page: Page, max_: User) -> None:
    make.review_item(make.article(creator=make.creator("Cleo"), visibility=Article.Visibility.HOLD))
    open_queue(page)
    for key in ("l", "5"):
        page.keyboard.press(key)
    page.fill("#note", "See the trial of 2019.")
    notice = page.locator(".preview")
    for words in ("What Cleo will read", "at its address", "False claim about health", "See the trial of 2019."):
        expect(notice).to_contain_text(words)


def test_skipping_giving_back_and_walking_the_queue_work_by_key(page: Page, max_: User) -> None:
    first, second = waits(2)
    open_queue(page)
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.url.endswith(f"/items/{second.pk}/")
    with page.expect_navigation():
        page.keyboard.press("g")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/items/{first.pk}/")


def test_a_decision_is_corrected_by_key(page: Page, max_: User) -> None:
    waits(1)
    open_queue(page)
    make.decision(make.article(), max_, Article.Visibility.DROP, now=timezone.now() - timedelta(minutes=1))
    page.goto("/moderation/")
    with page.expect_navigation():
        page.keyboard.press("u")
    decide(page, "a2")
    assert [decision.visibility for decision in Decision.objects.newest()] == ["allow", "drop"]


def test_question_mark_lists_the_keys_and_keys_do_nothing_behind_it(page: Page, max_: User) -> None:
    waits(1)
    open_queue(page)
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("r")
    assert page.locator("[name=visibility]:checked").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()


def test_words_that_were_found_say_why_on_focus(page: Page, max_: User) -> None:
    waits(1)
    open_queue(page)
    page.locator("h1 mark").focus()
    expect(page.locator("#why-1")).to_have_class("lit")


def test_the_clock_of_the_lease_runs_down_and_says_when_it_is_over(page: Page, max_: User) -> None:
    (item,) = waits(1)
    queue.lease(item.pk, max_.pk, now=timezone.now() - queue.LEASE + timedelta(seconds=50))
    page.clock.install(time=timezone.now())
    page.goto(f"/moderation/items/{item.pk}/")
    page.clock.run_for(2_000)
    expect(page.locator(".lease.low")).to_be_visible()
    page.clock.run_for(50_000)  # before the first heartbeat, which would have kept it
    expect(page.locator("[data-clock]")).to_have_text("0:00")
    expect(page.locator("[data-over]")).to_be_visible()


def test_everything_works_without_javascript(open_page: Callable[..., Page], max_: User) -> None:
    waits(1)
    page = open_page(java_script_enabled=False)
    sign_in(page, max_)
    page.goto("/moderation/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Remove", exact=True).click()
    page.get_by_text("Claims a cure without evidence").click()
    page.get_by_role("button", name="Decide", exact=False).last.click()
    expect(page.locator("h1")).to_have_text("Nothing waits")
    assert Decision.objects.get().visibility == Article.Visibility.DROP


@pytest.mark.parametrize("width", [360, 768, 1024, 1440])
def test_no_page_of_the_room_is_wider_than_the_screen(page: Page, max_: User, width: int) -> None:
    (item,) = waits(1)
    make.decision(make.article(), max_, Article.Visibility.LIMIT)
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/moderation/", f"/moderation/items/{item.pk}/", "/moderation/log/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
