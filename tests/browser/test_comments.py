"""Talking under an article, with JavaScript and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feeds.models import Article, Comment
from tests import make
from tests.browser.conftest import PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_answer_is_written_where_it_will_stand(page: Page) -> None:
    first = make.comment(make.article(), "The bridge is ugly.")
    sign_in(page, make.reader("Ada"))
    page.goto(first.article.get_absolute_url())
    thread = page.locator(f"#comment-{first.pk}")
    thread.get_by_role("link", name="Answer").click()
    thread.locator("textarea").fill("I like it.")
    thread.get_by_role("button", name="Answer").click()
    expect(thread.locator(".answers")).to_contain_text("I like it.")
    thread.locator("summary").first.click()
    expect(thread.locator(".answers")).to_be_hidden()
    expect(thread.locator(".folded").first).to_have_text("1 answer")


def test_a_comment_is_liked_in_place_and_ones_own_comes_back_by_undo(page: Page) -> None:
    first = make.comment(make.article())
    ada = make.reader("Ada")
    mine = make.comment(first.article, "I was there.", ada)
    sign_in(page, ada)
    page.goto(first.article.get_absolute_url())
    page.locator(f"#comment-{first.pk} .act").click()
    expect(page.locator(f"#comment-{first.pk} .act")).to_have_attribute("aria-pressed", "true")
    page.locator(f"#comment-{mine.pk}").get_by_role("button", name="Take back").click()
    expect(page.locator(f"#comment-{mine.pk}")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#comment-{mine.pk}")).to_contain_text("I was there.")


def test_all_of_it_works_without_javascript_on_a_phone(open_page: Callable[..., Page]) -> None:
    first = make.comment(make.article(), "Verylongword" * 40)
    page = open_page(viewport=PHONE, java_script_enabled=False)
    sign_in(page, make.reader("Ada"))
    page.goto(first.article.get_absolute_url())
    page.locator(f"#comment-{first.pk}").get_by_role("link", name="Answer").click()
    page.get_by_label("Comment").fill("I like it.")
    page.get_by_role("button", name="Answer").click()
    said = page.locator(f"#comment-{first.pk} .answers .comment")
    expect(said).to_contain_text("I like it.")
    said.get_by_role("link", name="Change").click()
    page.get_by_label("Comment").fill("I love it.")
    page.get_by_role("button", name="Change").click()
    expect(said).to_contain_text("I love it.")
    expect(said).to_contain_text("edited")
    assert Comment.objects.get(parent=first).body == "I love it."


@pytest.mark.parametrize("javascript", [True, False])
def test_no_word_of_a_stranger_runs(open_page: Callable[..., Page], *, javascript: bool) -> None:
    words = "</script><script>document.title='run'</script><img src=x onerror=document.title='run'>{{ 7|add:7 }}"
    feed = make.feed(title=words)
    article = make.article(title=words, text=words, feed=feed, story=make.story(words))
    make.article(title=f"{words} 9 seats", text=f"{words} 9 seats", feed=make.feed(title="<b>"), story=article.story)
    Article.objects.update(html="")  # what is printed of a text was cleaned when it was stored
    make.comment(article, words, make.reader("<i>Eve"))
    page = open_page(java_script_enabled=javascript)
    for address in (article.get_absolute_url(), f"/stories/{article.story_id}/", f"/feeds/{feed.pk}/"):
        page.goto(address)
        expect(page.locator("main h1")).to_contain_text("</script>")
        assert page.title() != "run"


def test_no_thread_is_wider_than_a_phone(open_page: Callable[..., Page]) -> None:
    parent, rob = make.comment(make.article(), "Verylongword" * 40), make.reader("Rob of the very long name indeed")
    for _ in range(6):
        parent = Comment.objects.create(article=parent.article, author=rob, body="Verylongword" * 9, parent=parent)
    page = open_page(viewport=PHONE)
    page.goto(parent.article.get_absolute_url())
    expect(page.locator(f"#comment-{parent.pk}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
