"""The whole text of an article whose feed gives only a teaser: planned, fetched, taken or not."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import Settings

from feeds import full_text, page_text, tasks
from feeds.crawl import crawl
from feeds.fetch.calendar import SharedCalendar
from feeds.limited import Limits
from feeds.models import Article, Feed, Media, Page
from feeds.page_reading import READ_PAGE, read_page
from feeds.types import FetchRequest, FetchResult, Outcome, PageText
from tests import make
from tests.feeds import pages
from tests.feeds.publisher import Publisher, answer, by_path, publishing
from tests.make import NOW

pytestmark = pytest.mark.django_db


def page(*, due_in: timedelta = timedelta(0), days_old: int = 0) -> Page:
    feed = make.feed()
    article = make.article(feed=feed, published_at=NOW - timedelta(days=days_old))
    return Page.objects.create(article=article, feed=feed, due_at=NOW + due_in, asked_at=NOW)


def test_a_due_page_is_claimed_once_the_newest_article_first() -> None:
    old, new, _later = page(days_old=2), page(), page(due_in=timedelta(minutes=1))
    lease = timedelta(minutes=10)
    assert Page.objects.claim_due(NOW, lease=lease, limit=1) == [new.pk]
    assert Page.objects.claim_due(NOW, lease=lease, limit=5) == [old.pk]
    assert Page.objects.claim_due(NOW, lease=lease, limit=5) == []


def test_a_page_that_waits_without_a_time_is_refused() -> None:
    with pytest.raises(IntegrityError, match="page_is_due_while_it_waits"):
        Page.objects.filter(pk=page().pk).update(due_at=None)


def test_a_page_that_cannot_be_reached_is_tried_twice() -> None:
    row = page()
    row.record_failure(error="The server answered 500.", now=NOW)
    assert (row.state, row.due_at) == (Page.State.WAITING, NOW + timedelta(hours=1))
    row.record_failure(error="The server answered 500.", now=NOW)
    assert (row.state, row.due_at, row.reason) == (Page.State.FAILED, None, "The server answered 500.")


def served(publisher: Publisher, path: str = "/news/1", text: str = pages.TEASER) -> Page:
    """An article that waits for its page at this publisher."""
    feed = Feed.objects.filter(url=publisher.url + "/feed").first() or make.feed(url=publisher.url + "/feed")
    article = make.article(
        feed=feed, title=pages.TITLE, text=text, visibility=HOLD, embed_due_at=NOW + timedelta(minutes=10)
    )
    Article.objects.filter(pk=article.pk).update(url=publisher.url + path)
    return Page.objects.create(article=article, feed=feed, due_at=NOW, asked_at=NOW)


def after(answers: dict[str, bytes], *, text: str = pages.TEASER, path: str = "/news/1") -> Page:
    """The page after it was worked off."""
    with publishing(by_path(answers)) as publisher:
        row = served(publisher, path, text)
        full_text.take([row.pk], now=NOW)
    return Page.objects.select_related("article").get(pk=row.pk)


HOLD = Article.Visibility.HOLD
PAGE = answer(body=pages.page(), Content_Type="text/html; charset=utf-8")


@pytest.fixture(autouse=True)
def loopback(settings: Settings, cache: object) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


def test_the_text_of_the_page_takes_the_teasers_place() -> None:
    row = after({"/news/1": PAGE})
    article = row.article
    assert (row.state, row.due_at, article.author, article.embed_due_at) == ("taken", None, "Ann Reed", NOW)
    assert article.text.split("\n\n") == list(pages.SENTENCES)
    assert article.summary == pages.TEASER
    assert Media.objects.get(article=article, is_lead=True).url.endswith("/fog.jpg")


def test_a_shown_article_is_held_until_its_new_text_is_assessed() -> None:
    with publishing(by_path({"/news/1": PAGE})) as publisher:
        row = served(publisher)
        Article.objects.update(visibility=Article.Visibility.ALLOW, embed_due_at=None)
        full_text.take([row.pk], now=NOW)
    article = Article.objects.get()
    assert (article.visibility, article.embed_due_at, article.assess_due_at) == (HOLD, NOW, None)


@pytest.mark.parametrize(
    ("answers", "state", "why"),
    [
        ({}, Page.State.FAILED, "404"),
        ({"/news/1": answer("403 Forbidden")}, Page.State.FAILED, "403"),
        ({"/news/1": answer("500 Oops")}, Page.State.WAITING, "500"),
        ({"/news/1": PAGE, "/robots.txt": answer(body=b"User-agent: *\nDisallow: /")}, Page.State.FORBIDDEN, "robots"),
        ({"/news/1": PAGE, "/robots.txt": answer("500 Oops")}, Page.State.FORBIDDEN, "robots"),
        ({"/news/1": answer(body=b"GIF89a", Content_Type="image/gif")}, Page.State.TEASER, "image/gif"),
        ({"/news/1": PAGE.replace(b"\r\n", b"\r\nX-Robots-Tag: noarchive\r\n", 1)}, Page.State.TEASER, "no copy"),
        ({"/news/1": answer(body=b"<p>" * 2_000_000)}, Page.State.FAILED, "larger than 5 MB"),
        ({"/news/1": answer(body=pages.page(f"<p>{pages.TEASER}</p>"))}, Page.State.TEASER, "no more than the feed"),
        (
            {"/news/1": answer(body=pages.page("<p>Mix rye flour with water, and let it rest.</p>" * 9, title="Rye"))},
            Page.State.TEASER,
            "something else",
        ),
    ],
)
def test_without_a_text_the_article_goes_on_with_its_teaser(
    answers: dict[str, bytes], state: Page.State, why: str
) -> None:
    row = after(answers)
    assert (row.state, row.article.text, row.article.embed_due_at) == (state, pages.TEASER, NOW)
    assert why in row.reason


def test_a_redirect_to_a_private_address_is_not_followed(settings: Settings) -> None:
    row = after({"/news/1": answer("302 Found", Location="http://10.0.0.1/secret")})
    assert "10.0.0.1 is not allowed" in row.reason
    assert row.article.text == pages.TEASER


def test_a_redirect_into_what_robots_may_not_read_is_not_used() -> None:
    rules = answer(body=b"User-agent: *\nDisallow: /members/")
    moved = answer("302 Found", Location="/members/1")
    row = after({"/news/1": moved, "/members/1": PAGE, "/robots.txt": rules})
    assert (row.state, row.article.text) == (Page.State.FORBIDDEN, pages.TEASER)


async def hold(site: str, calendar_url: str) -> None:
    """Have all workers leave a site alone."""
    calendar = SharedCalendar(calendar_url, per_domain=2)
    await calendar.hold(site, 100)
    await calendar.close()


def test_a_redirect_to_a_site_whose_rules_are_not_known_yet_is_tried_later(settings: Settings) -> None:
    row, found = page(), PageText(pages.TITLE, "<p>Fog.</p>", " ".join(pages.SENTENCES))
    site = "203.0.112.7"  # no name, so that nobody is asked for its address
    asyncio.run(hold(site, settings.CACHES["default"]["LOCATION"]))
    result = FetchResult(FetchRequest(row.article.url), Outcome.FETCHED, 200, f"http://{site}/news/1")
    assert not full_text._settle(row, result, found, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.due_at, row.failures) == ("waiting", NOW + timedelta(hours=1), 1)


def test_a_site_that_wants_pauses_is_asked_for_one_page_at_a_time() -> None:
    rules = answer(body=b"User-agent: *\nCrawl-delay: 10")
    with publishing(by_path({"/news/1": PAGE, "/news/2": PAGE, "/robots.txt": rules})) as publisher:
        rows = [served(publisher, f"/news/{n}") for n in (1, 2)]
        assert full_text.take([row.pk for row in rows], now=NOW) == 1
    later = Page.objects.get(state=Page.State.WAITING)
    assert later.due_at == NOW + timedelta(seconds=10)


def test_a_page_is_asked_for_once_even_if_two_workers_have_it() -> None:
    with publishing(by_path({"/news/1": PAGE})) as publisher:
        row = served(publisher)
        assert [full_text.take([row.pk], now=NOW) for _ in range(2)] == [1, 0]
        assert [request.path for request in publisher.requests] == ["/robots.txt", "/news/1"]


def test_a_page_that_cannot_be_saved_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.lead.ALT_LENGTH", 10_000)  # a bug: descriptions may be longer than their column
    picture = f"<figure><img src='/fog.jpg' alt='{'fog ' * 200}'></figure>"
    odd = answer(body=pages.page(picture + pages.paragraphs()), Content_Type="text/html")
    with publishing(by_path({"/news/1": odd, "/news/2": PAGE})) as publisher:
        rows = [served(publisher, f"/news/{n}") for n in (1, 2)]
        assert full_text.take([row.pk for row in rows], now=NOW) == 1
    first, second = (Page.objects.get(pk=row.pk) for row in rows)
    assert (first.state, first.failures, second.state) == ("waiting", 1, "taken")
    assert "could not be saved" in first.reason


def test_a_page_that_took_too_long_to_read_is_read_later(monkeypatch: pytest.MonkeyPatch) -> None:
    hasty = replace(READ_PAGE, limits=Limits(seconds=0.2))
    long = answer(
        body=pages.page("".join(f"<p>Number {n} of many.</p>" for n in range(9_000))), Content_Type="text/html"
    )
    monkeypatch.setattr(full_text, "read_page", partial(read_page, work=hasty))
    row = after({"/news/1": long})
    assert (row.state, row.due_at, row.failures) == (Page.State.WAITING, NOW + timedelta(hours=1), 1)
    assert "took longer than" in row.reason


def test_a_feed_that_was_switched_off_meanwhile_is_not_asked() -> None:
    with publishing(by_path({"/news/1": PAGE})) as publisher:
        row = served(publisher)
        Feed.objects.update(full_text=Feed.FullText.NEVER)
        full_text.take([row.pk], now=NOW)
        assert publisher.requests == []
    assert Article.objects.get().embed_due_at == NOW


def test_what_was_taken_back_while_its_page_was_read_stays_empty() -> None:
    row = page()
    article, found = row.article, PageText(pages.TITLE, "<p>Fog.</p>", "Fog.", image="https://a.example/fog.jpg")
    Article.objects.update(withdrawn_at=NOW, text="", html="")
    assert not page_text.put(article.pk, found, instead_of=article.content_hash, now=NOW)
    assert not page_text.illustrate(article, found, now=NOW)
    assert (Article.objects.get().text, Media.objects.count()) == ("", 0)


def test_a_picture_of_many_pages_is_the_sites_and_leads_none() -> None:
    with publishing(by_path({"/news/1": PAGE, "/news/2": PAGE})) as publisher:
        first, second = served(publisher), served(publisher, "/news/2")
        full_text.take([first.pk, second.pk], now=NOW)
    assert Media.objects.count() == 1


ITEMS = "".join(
    f"<item><guid>{n}</guid><title>{pages.TITLE}</title><link>LINK/news/{n}</link>"
    f"<description>{pages.TEASER}</description></item>"
    for n in (1, 2, 3)
)


def feed_document(publisher: Publisher, items: str = ITEMS) -> bytes:
    document = f"<rss version='2.0'><channel><title>Post</title>{items.replace('LINK', publisher.url)}</channel></rss>"
    return answer(body=document.encode(), Content_Type="text/xml")


def test_a_feed_of_teasers_gets_its_texts_once_and_again_after_an_edit() -> None:
    answers = {f"/news/{n}": PAGE for n in (1, 2, 3)}
    with publishing(by_path({})) as publisher:
        feed = make.feed(url=publisher.url + "/feed")

        def visit(items: str = ITEMS) -> tuple[int, list[str]]:
            """A crawl and the sweep of pages: how many texts were taken, and what was asked for."""
            publisher.requests.clear()
            publisher.handler = by_path(answers | {"/feed": feed_document(publisher, items)})
            crawl([feed.pk], now=timezone.now(), rng=random.Random(1))
            return tasks.crawl_pages(), sorted(request.path for request in publisher.requests)

        assert visit() == (3, ["/feed", "/news/1", "/news/2", "/news/3", "/robots.txt"])
        assert visit(ITEMS + " ") == (0, ["/feed"])
        assert visit(ITEMS.replace("thick fog", "dense fog", 1)) == (1, ["/feed", "/news/1"])
    feed.refresh_from_db()
    assert feed.teaser_percent == 100
    assert {len(text) for text in Article.objects.values_list("text", flat=True)} == {len("\n\n".join(pages.SENTENCES))}
