"""Which articles have their publisher's page asked for, and how long they wait for it."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from feeds import page_plan
from feeds.models import Article, Feed, Page
from feeds.teaser import teaser_percent
from feeds.types import Entry, MediaLink
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
SITE = "https://www.harbour.example"
TEASER = "The ferry struck the quay of Northport in thick fog this morning…"
WHOLE = "The ferry struck the quay of Northport in thick fog. " * 30


def teasing(percent: int | None = 90, option: Feed.FullText = Feed.FullText.AUTO) -> Feed:
    feed = make.feed(url="https://feeds.harbour.example/rss")
    feed.teaser_percent, feed.full_text = percent, option
    feed.save(update_fields=["teaser_percent", "full_text"])
    return feed


def brought(feed: Feed, *, link: str = SITE + "/news/1", text: str = TEASER, days: int = 0, kind: str = "") -> int:
    """The article of a new entry; planned. Its id."""
    article = make.article(feed=feed, text=text, embed_due_at=NOW)
    at = NOW - timedelta(days=days)
    media = (MediaLink("https://media.harbour.example/1", kind),) if kind else ()
    page_plan.plan(feed, [(article.pk, Entry("1", "Ferry", link, at, text=text, media=media))], now=NOW)
    return article.pk


def is_asked(article_id: int) -> bool:
    return Page.objects.filter(article=article_id, due_at=NOW).exists()


def test_a_new_teaser_waits_for_its_page_ten_minutes_at_most() -> None:
    article = Article.objects.get(pk=brought(teasing()))
    assert (is_asked(article.pk), article.embed_due_at) == (True, NOW + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("percent", "option", "asked"),
    [
        (35, Feed.FullText.AUTO, False),
        (None, Feed.FullText.AUTO, False),
        (70, Feed.FullText.AUTO, True),
        (100, Feed.FullText.NEVER, False),
        (0, Feed.FullText.ALWAYS, True),
    ],
)
def test_the_option_decides_or_the_share_of_teasers(percent: int | None, option: Feed.FullText, *, asked: bool) -> None:
    assert is_asked(brought(teasing(percent, option))) is asked


@pytest.mark.parametrize("option", [Feed.FullText.AUTO, Feed.FullText.ALWAYS])
@pytest.mark.parametrize("link", ["https://elsewhere.example/1", "https://harbour.example.evil.example/1"])
def test_a_page_of_another_site_is_asked_for_only_if_the_operator_says_so(option: Feed.FullText, link: str) -> None:
    assert is_asked(brought(teasing(option=option), link=link)) is (option == Feed.FullText.ALWAYS)


@pytest.mark.parametrize("link", [SITE, SITE + "/", ""])
def test_the_front_page_is_no_article(link: str) -> None:
    assert not is_asked(brought(teasing(option=Feed.FullText.ALWAYS), link=link))


def test_whole_texts_and_recordings_among_teasers_are_left_alone() -> None:
    feed = teasing()
    assert not is_asked(brought(feed, text=WHOLE))
    assert not is_asked(brought(feed, kind="audio/mpeg"))
    assert is_asked(brought(feed, kind="image/jpeg"))


def test_only_the_newest_of_a_new_feeds_archive_are_asked_for() -> None:
    feed = teasing()
    ids = [make.article(feed=feed).pk for _ in range(30)]
    entries = [Entry(str(n), "Ferry", f"{SITE}/{n}", NOW - timedelta(days=n), text=TEASER) for n in range(30)]
    page_plan.plan(feed, list(zip(ids, entries, strict=True)), now=NOW)
    assert set(Page.objects.values_list("article", flat=True)) == set(ids[:20])


def test_a_feed_is_asked_for_a_hundred_pages_a_day() -> None:
    feed = teasing()
    Page.objects.bulk_create(
        Page(article=make.article(feed=feed), feed=feed, due_at=NOW, asked_at=NOW - timedelta(hours=1))
        for _ in range(100)
    )
    assert not is_asked(brought(feed))
    Page.objects.update(asked_at=NOW - timedelta(hours=25))
    assert is_asked(brought(feed))


def test_an_edited_teaser_has_its_page_asked_for_again() -> None:
    feed = teasing()
    article_id = brought(feed)
    Page.objects.update(state=Page.State.TAKEN, due_at=None, failures=1)
    page_plan.plan(feed, [(article_id, Entry("1", "Ferry", SITE + "/1", NOW, text=TEASER))], now=NOW)
    row = Page.objects.get()
    assert (row.state, row.due_at, row.failures) == (Page.State.WAITING, NOW, 0)


@pytest.mark.parametrize(("percent", "queries"), [(0, 0), (100, 3)])
def test_asking_for_pages_costs_three_queries_and_not_asking_none(
    percent: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    feed = teasing(percent)
    saved = [(make.article().pk, Entry(str(n), "Ferry", f"{SITE}/{n}", NOW, text=TEASER)) for n in range(5)]
    with django_assert_num_queries(queries):
        page_plan.plan(feed, saved, now=NOW)


@pytest.mark.parametrize(
    ("texts", "percent"),
    [
        ([TEASER, WHOLE], None),
        ([TEASER, WHOLE, WHOLE], 33),
        ([WHOLE + "More…"] * 4, 100),
        (["港口的渡轮今天早上" * 60] * 3, 0),
    ],
)
def test_the_share_of_teasers_is_measured_where_there_are_entries_enough(texts: list[str], percent: int | None) -> None:
    assert teaser_percent([(text, len(text.split())) for text in texts]) == percent
