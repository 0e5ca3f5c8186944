"""The page that says how well the room works, in a real browser: drawn, readable, and quiet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from feeds.models import Article
from moderation.models import Decision, ReviewItem
from moderation.types import Zone
from tests import make
from tests.browser.conftest import DESK, PHONE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
# Drawn, and in the ink of the theme: the library paints black what it cannot read, and nobody sees that in the dark.
DRAWN = """canvas => {
    const ink = getComputedStyle(document.body).color.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const {width, height} = canvas;
    const points = width ? canvas.getContext("2d").getImageData(0, 0, width, height).data : [];
    for (let at = 0; at < points.length; at += 4) {
        if (points[at + 3] > 250 && ink.every((value, i) => Math.abs(points[at + i] - value) < 3)) return true;
    }
    return false;
}"""
# Tables that are wider than their place, and cannot be moved within it.
CUT_OFF = """() => [...document.querySelectorAll("main table")].filter(table => {
    const place = table.parentElement, moves = ["auto", "scroll"].includes(getComputedStyle(place).overflowX);
    return table.offsetWidth > place.clientWidth + 1 && !moves;
}).map(table => table.innerText.slice(0, 80))"""


def decided_lately() -> None:
    """What a week of a small site leaves: decisions of each zone and signal, some picked by dice, some that wait."""
    max_, now = make.moderator("Max"), timezone.now()
    feed, topic = make.feed(), make.topic("health")
    for number in range(24):
        zone = (Zone.CLEAR, Zone.QUEUE, Zone.LIMIT, Zone.HOLD)[number % 4]
        article = make.article(feed=feed, topic=topic)
        item = make.review_item(article, zone=zone, is_random=True, opened_at=now - timedelta(hours=number + 1))
        signal = ("dubious", "cure", "falsehood", "thread")[number // 4 % 4]
        about = ReviewItem.objects.filter(pk=item.pk)
        about.update(p_dubious=number / 24, signal=signal, concern=0.4, closed_at=now)
        visibility = Article.Visibility.DROP if number % 3 else Article.Visibility.ALLOW
        Decision.objects.create(
            article=article,
            item=item,
            moderator=max_,
            visibility=visibility,
            reason=Decision.reasons_for(visibility)[0],
            taken_at=now - timedelta(seconds=20 + number),
            created_at=now,
        )
    for hours in (0.5, 2, 30):
        make.review_item(make.article(feed=feed), opened_at=now - timedelta(hours=hours))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_and_tables_are_read_without_moving_the_page(
    open_page: Callable[..., Page], viewport: dict[str, int], scheme: str
) -> None:
    decided_lately()
    page = open_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, make.moderator("Mina"))
    page.goto("/moderation/insights/")
    expect(page.locator("canvas")).to_have_count(3)
    for number in range(3):
        page.locator("canvas").nth(number).scroll_into_view_if_needed()
        page.wait_for_function(f"({DRAWN})(document.querySelectorAll('canvas')[{number}])")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CUT_OFF) == []
