"""Checked claims in a real browser: a moderator adds one, dismisses a match, and readers see what is left."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from aggregator.accounts.models import User
from feeds.models import Article
from moderation import queue
from moderation.models import Reference, ReferenceMatch
from tests import make
from tests.browser.conftest import DESK, PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [(PHONE, "dark"), (DESK, "light")]


def article_with_matches(max_: User) -> tuple[Article, str]:
    """An article that Max holds, about two checked claims, and the address of its item."""
    article = make.article(title="Garlic cures cancer, says my neighbour", visibility=Article.Visibility.HOLD)
    make.reference_match(article, make.reference("Garlic cures cancer", rating="Pants on fire"))
    make.reference_match(article, make.reference("A neighbour sells garlic", rating="Half true"), likeness=0.7)
    item = queue.lease(make.review_item(article).pk, max_.pk, now=timezone.now())
    return article, f"/moderation/items/{item.pk}/"


def test_a_moderator_adds_a_claim_and_finds_it(page: Page) -> None:
    sign_in(page, make.moderator("Max"))
    page.goto("/moderation/references/")
    page.get_by_label("What is claimed").fill("Tea cures flu")
    page.get_by_label("Rating").fill("Mostly false")
    page.get_by_label("Publisher of the fact-check").fill("Facts")
    page.get_by_label("Its address").fill("https://facts.example/tea")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Recent articles are compared with it now.")).to_be_visible()
    page.get_by_label("Find a claim").fill("tea")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_text("Tea cures flu")).to_be_visible()
    assert Reference.objects.get().verdict == "false"


def test_a_dismissed_match_is_not_shown_to_readers(page: Page) -> None:
    max_ = make.moderator("Max")
    sign_in(page, max_)
    article, where = article_with_matches(max_)
    page.goto(where)
    page.get_by_role("button", name="Another claim than “A neighbour sells garlic”").click()
    expect(page.get_by_text("A moderator said that this is another claim.")).to_be_visible()
    assert ReferenceMatch.objects.filter(dismissed_by=max_).count() == 1
    make.decision(article, max_, Article.Visibility.ALLOW, now=timezone.now())
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("complementary", name="Checked claims")).to_contain_text("Pants on fire")
    expect(page.get_by_text("A neighbour sells garlic")).to_have_count(0)


@pytest.mark.parametrize(("viewport", "colours"), LOOKS)
def test_the_pages_are_no_wider_than_the_screen(
    open_page: Callable[..., Page], viewport: dict[str, int], colours: str
) -> None:
    page, max_ = open_page(viewport=viewport, color_scheme=colours), make.moderator("Max")
    sign_in(page, max_)
    article, where = article_with_matches(max_)
    make.reference("https://example.org/" + "a-very-long-word" * 12, rating="Misleading")
    make.decision(article, max_, Article.Visibility.ALLOW, now=timezone.now())
    for address in (where, "/moderation/references/", article.get_absolute_url()):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
