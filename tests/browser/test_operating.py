"""What the operator's pages do by themselves: wait for a fetch, follow a list of feeds."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from feeds.models import Feed, FeedImport
from feeds.types import Because
from tests import make
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_result_of_a_fetch_appears_and_takes_the_focus(page: Page) -> None:
    feed = make.feed(title="The Harbour Post")
    Feed.objects.update(because=Because.ASKED)
    sign_in(page, make.operator())
    page.goto(f"/ops/feeds/{feed.pk}/")
    expect(page.get_by_text("as soon as a worker is free")).to_be_visible()
    expect(page.get_by_role("button", name="Try now")).to_be_disabled()
    feed.fetches.create(fetched_at=timezone.now(), result="fetched", status=200, entries=9, new=2)
    Feed.objects.update(because=Because.RHYTHM, last_fetched_at=timezone.now())
    result = page.get_by_text("It was fetched just now. 2 new articles.")
    expect(result).to_be_focused()
    expect(page.get_by_role("button", name="Try now")).to_be_enabled()


def test_the_progress_of_a_list_moves_and_its_button_keeps_the_focus(page: Page) -> None:
    taken = FeedImport.objects.create(name="villages.opml", created_at=make.NOW, due_at=make.NOW)
    lines = [taken.lines.create(position=n, url=f"https://{n}.example/feed") for n in range(4)]
    sign_in(page, make.operator())
    page.goto(f"/ops/imports/{taken.pk}/")
    expect(page.get_by_text("0 of 4 lines")).to_be_visible()
    page.get_by_role("button", name="Stop").focus()
    taken.lines.filter(pk=lines[0].pk).update(state="failed", error="It was a page.")
    expect(page.get_by_text("1 of 4 lines")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stopped: 3 lines were not looked at.")).to_be_visible()


def test_a_list_that_is_looked_at_leaves_the_focus_where_it_is(page: Page) -> None:
    taken = FeedImport.objects.create(name="villages.opml", created_at=make.NOW, due_at=make.NOW)
    taken.lines.create(position=0, url="https://0.example/feed", state="added", feed=make.feed(title="Village Voice"))
    waiting = taken.lines.create(position=1, url="https://1.example/feed")
    sign_in(page, make.operator())
    page.goto(f"/ops/imports/{taken.pk}/")
    link = page.get_by_role("link", name="Village Voice")
    link.focus()
    taken.lines.filter(pk=waiting.pk).update(state="failed", error="It was a page.")
    expect(page.get_by_text("It was a page.")).to_be_visible()
    expect(link).to_be_focused()


def test_a_feed_is_removed_by_keys_after_it_was_said_what_goes(page: Page) -> None:
    feed = make.feed(title="The Harbour Post")
    make.article(feed=feed)
    sign_in(page, make.operator())
    page.goto(f"/ops/feeds/{feed.pk}/")
    page.get_by_role("link", name="Remove this feed").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Remove The Harbour Post?")).to_be_visible()
    page.get_by_role("link", name="The Harbour Post").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove it for good")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("is removed|is fetched no more"))).to_be_visible()
