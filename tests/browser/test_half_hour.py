"""A moderator's half hour in a real browser, by keyboard alone: thirty items, copies in one act, an undo, an appeal."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import appeals
from moderation.models import Appeal, Decision, ReviewItem, Undo
from moderation.types import Span
from tests import make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
THIRTY = 30
CURE = "Three cloves of garlic a day cure cancer within a week, says a doctor from the coast whom no clinic knows."
TELLINGS = (
    "Onion juice cures diabetes",
    "A tea against all pain",
    "Walking helps the heart",
    "The harbour gets a clinic",
)


def look(page: Page, name: str) -> None:
    """A picture for whoever wants to look: LOOK names a folder."""
    if folder := os.environ.get("LOOK"):
        for width, height in ((360, 740), (768, 1000), (1440, 1000)):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png")
        page.set_viewport_size({"width": 1440, "height": 1000})
        page.emulate_media(color_scheme="light")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def decide(page: Page, *keys: str) -> None:
    """The keys of one decision, then Enter; the next page is there when its own form is."""
    press(page, *keys)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def a_full_queue() -> None:
    feed = make.feed(title="Coast Radio")
    for number in range(THIRTY):
        told = TELLINGS[number % len(TELLINGS)]
        text = f"{told}, number {number}, as was told on day {number} in hall {number * 7} by speaker {number * 13}."
        article = make.article(title=f"{told}, part {number}", text=text, feed=feed, visibility=Article.Visibility.HOLD)
        make.assessment(article, spans=[Span(0, len(told), "a remedy is said to cure")])
        make.comment(article, "This is fake, where is the evidence?")
        make.review_item(article, priority=1 - number / 100)


def copies(count: int) -> None:
    for number in range(count):
        article = make.article(title="Garlic cures cancer", text=CURE, visibility=Article.Visibility.HOLD)
        make.assessment(article, spans=[Span(7, 19, "a remedy is said to cure")])
        make.review_item(article, priority=5 - number)


@pytest.fixture
def max_(page: Page) -> User:
    person = make.moderator("Max")
    sign_in(page, person)
    return person


def begin(page: Page) -> None:
    page.goto("/moderation/")
    page.keyboard.press("Enter")
    page.wait_for_selector("#decision")


@pytest.mark.timeout(400)  # thirty pages and more: two minutes on a machine that others use as well
def test_thirty_items_are_decided_by_keyboard_each_effect_among_them(page: Page, max_: User) -> None:
    make.lead()
    a_full_queue()
    page.goto("/moderation/")
    look(page, "1-queue")
    begin(page)
    look(page, "2-item")
    press(page, "?")
    expect(page.locator("dialog#keys")).to_be_visible()
    look(page, "3-keys")
    press(page, "Escape", "e")
    page.keyboard.type("Is this an advertisement?")
    with page.expect_navigation():
        press(page, "Enter")
    for number in range(THIRTY - 1):
        if number % 5 == 4:
            press(page, "c")
            page.keyboard.type("Fact-checkers found no evidence for this.")
            press(page, "Enter")
            if number == 4:
                look(page, "4-label")
            decide(page, "5")
        else:
            decide(page, *("r3", "a1", "h4", "l5")[number % 5])
    expect(page.locator("h1")).to_have_text("Nothing waits")
    assert Decision.objects.filter(moderator=max_).count() == THIRTY - 1
    assert Decision.objects.exclude(label="").count() == 5
    assert ReviewItem.objects.open().get().lane == ReviewItem.Lane.LEAD


def test_copies_are_decided_in_one_act_and_taken_back_by_one_key(page: Page, max_: User) -> None:
    copies(6)
    begin(page)
    expect(page.locator(".copies summary")).to_contain_text("5 more say the same")
    press(page, "b")
    expect(page.locator("[data-count]")).to_have_text("5")
    press(page, "r", "3")
    look(page, "5-copies")
    decide(page)
    assert Decision.objects.count() == 6
    if page.locator(".undo").count():  # a slow machine may have used up the ten seconds
        look(page, "6-undo")
    begun = Decision.objects.first()
    assert begun is not None
    if (timezone.now() - begun.created_at).total_seconds() < 8:
        with page.expect_navigation():
            press(page, "u")
    if Undo.objects.exists():
        expect(page.locator("#decision")).to_be_visible()
        assert not Decision.objects.exists()
        assert ReviewItem.objects.open().count() == 6


def test_an_appeal_is_answered_between_two_items(page: Page, max_: User) -> None:
    a_full_queue()
    cleo, now = make.creator("Cleo"), timezone.now()
    article = make.article(title="Garlic and mice", text="A study found that garlic helps mice.", creator=cleo)
    made = make.decision(article, make.moderator("Mina"), Article.Visibility.DROP, now=now)
    appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted a study, on mice.", now=now)
    begin(page)
    decide(page, "r", "3")
    page.goto("/moderation/appeals/")
    with page.expect_navigation():
        press(page, "Enter")
    press(page, "o", "m")
    page.keyboard.type("You did, and you said so.")
    look(page, "7-appeal")
    press(page, "Escape")
    with page.expect_navigation():
        press(page, "Enter")
    begin(page)
    decide(page, "a", "1")
    assert Appeal.objects.get().outcome == Appeal.Outcome.OVERTURNED


def test_what_is_hard_to_look_at_is_shown_by_key(page: Page, max_: User) -> None:
    copies(1)
    ReviewItem.objects.update(is_distressing=True)
    begin(page)
    expect(page.locator(".case h1")).to_have_css("filter", "blur(9.6px)")
    look(page, "8-veiled")
    press(page, "v")
    expect(page.locator(".case h1")).to_have_css("filter", "none")
