"""A new reader, from the first page to a page of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feeds.models import Article
from tests import make
from tests.browser.conftest import follow
from tests.browser.newsroom import fill

pytestmark = pytest.mark.django_db(transaction=True)


def topics_on(page: Page, kind: str = "") -> list[str]:
    """The topic of each card of the page, or of its cards of one kind, in order."""
    selector = f"[data-slot][data-kind={kind}]" if kind else "[data-slot]"
    ids = [int(it.get_attribute("data-article") or 0) for it in page.locator(selector).all()[:20]]
    slugs = dict(Article.objects.filter(pk__in=ids).values_list("pk", "topic__slug"))
    return [slugs[key] or "" for key in ids]


def test_three_articles_of_one_topic_change_the_next_page(page: Page) -> None:
    fill()
    page.goto("/")
    page.click("main >> text=Join")
    page.fill("[name=email]", "newcomer@example.org")
    page.fill("[name=password1]", make.PASSWORD)
    page.click("main button")
    follow(page, "main >> text=Skip", "/")
    before = topics_on(page)

    follow(page, ".tabs >> text=Science", "/topics/science/")
    for place in range(3):
        page.locator("[data-key=open]").nth(place).click()
        expect(page.locator(".prose")).to_be_visible()
        page.go_back()
    follow(page, ".brand", "/")

    after = topics_on(page)
    assert after.count("science") >= before.count("science") + 2
    beyond = topics_on(page, "horizon")
    assert len(beyond) == 2
    assert "science" not in beyond


def test_a_new_reader_picks_topics(page: Page) -> None:
    fill(each=4)
    page.goto("/accounts/signup/")
    page.fill("[name=email]", "newcomer@example.org")
    page.fill("[name=password1]", make.PASSWORD)
    page.click("main button")
    page.check("label:has-text('Food') input", force=True)
    follow(page, "text=Show my page", "/")
    follow(page, ".tabs >> text=Following", "/following/")
    assert set(topics_of_titles(page)) == {"Food"}


def topics_of_titles(page: Page) -> list[str]:
    """The first word of every headline: the articles of the tests begin with their topic."""
    return [title.split()[0] for title in page.locator("[data-key=open]").all_inner_texts()]


def test_everything_essential_works_without_javascript(open_page: Callable[..., Page]) -> None:
    fill(each=4)
    ada, page = make.reader("Ada"), open_page(java_script_enabled=False)
    page.goto("/")
    page.locator(".act[title=Like]").first.click()
    page.fill("[name=login]", ada.email)
    page.fill("[name=password]", make.PASSWORD)
    page.click("main button")
    page.locator("summary").nth(1).click()
    expect(page.locator(".whybox").nth(1)).to_be_visible()
    page.locator("[data-key=open]").first.click()
    page.locator(".act[title=Like]").click()
    expect(page.locator(".act[title=Like]")).to_have_attribute("aria-pressed", "true")
    page.fill("[name=body]", "Read without a script.")
    page.click("#comment-form button")
    expect(page.locator(".comment")).to_contain_text("Read without a script.")
