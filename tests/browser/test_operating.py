"""What the operator's pages do by themselves: wait for a fetch, follow a list of feeds."""

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
