"""Finding things again, in a real browser."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from ranking.events import record
from ranking.models import Event
from tests import make
from tests.browser.conftest import sign_in
from tests.browser.newsroom import fill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def away() -> None:
    """No worker knows meanings here, and nobody waits for one."""
    cache.set("meaning-away", value=True, timeout=600)


def test_results_appear_while_one_types_and_the_address_follows(page: Page) -> None:
    fill(each=2)
    page.goto("/search/")
    page.keyboard.type("scie")
    expect(page.locator("#found mark").first).to_have_text("Science")
    expect(page.locator("#found article.card")).to_have_count(2)
    assert page.url.endswith("/search/?q=scie")
    page.fill("main [name=q]", "zebra")
    expect(page.locator("#found .empty h2")).to_have_text("Nothing found for “zebra”")


def test_a_saved_article_gets_a_note_where_it_stands(page: Page) -> None:
    articles, ada = fill(each=1), make.reader("Ada")
    for article in articles[:2]:
        record(Event.Kind.SAVE, article_id=article.pk, reader_id=ada.pk, now=article.published_at)
    sign_in(page, ada)
    page.goto("/saved/")
    filing = page.locator(".filing").first
    filing.locator("summary").click()
    filing.locator("[name=name]").fill("River")
    filing.locator("[name=note]").fill("For Ben")
    filing.get_by_role("button", name="Save").click()
    expect(page.locator(".filing summary").first).to_have_text("River For Ben")
