"""A creator appeals and another moderator answers, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from feeds.models import Article
from moderation import appeals
from moderation.models import Appeal
from tests import make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def removed(title: str = "Garlic and mice") -> Appeal:
    cleo, now = make.creator("Cleo"), timezone.now()
    article = make.article(title=title, text="A study found that garlic helps mice.\nIt says no more.", creator=cleo)
    made = make.decision(article, make.moderator("Max"), Article.Visibility.DROP, now=now)
    return appeals.appeal(made.pk, creator_id=cleo.pk, words="I quoted a study, on mice.", now=now)


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_an_appeal_is_answered_without_touching_the_mouse(page: Page) -> None:
    asked = removed()
    removed("Onions and mice")
    sign_in(page, make.moderator("Mina"))
    page.goto("/moderation/appeals/")
    look(page, "appeals")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Garlic and mice")
    page.keyboard.press("o")
    page.keyboard.press("m")
    page.keyboard.type("You did, and you said so.")
    look(page, "appeal")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 creator waits for an answer")
    asked.refresh_from_db()
    assert (asked.outcome, asked.answer) == ("overturned", "You did, and you said so.")


def test_a_creator_reads_the_reasons_and_appeals(page: Page) -> None:
    cleo = make.creator("Cleo")
    earlier = timezone.now() - timedelta(minutes=1)  # a decision that nobody can take back any more
    make.decision(make.article(creator=cleo), make.moderator(), Article.Visibility.LIMIT, now=earlier)
    sign_in(page, cleo)
    page.goto("/notifications/")
    look(page, "notices")
    page.get_by_text("All reasons, and how to appeal").click()
    expect(page.locator("h1")).to_have_text("Statement of reasons")
    page.get_by_label("What did the decision get wrong?").fill("Nothing in it promises a cure.")
    look(page, "statement")
    page.get_by_role("button", name="Appeal").click()
    expect(page.get_by_text("Your appeal:")).to_be_visible()
    look(page, "appealed")
    assert Appeal.objects.get().words == "Nothing in it promises a cure."
