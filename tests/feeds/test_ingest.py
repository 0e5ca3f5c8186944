"""One answer of a publisher, saved."""

import random
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from feeds.ingest import ingest
from feeds.models import Article, Feed, Fetch, Media
from feeds.types import CrawlCounts, FetchRequest, FetchResult, Outcome
from tests import make
from tests.feeds.documents import item, rss
from tests.make import NOW

pytestmark = pytest.mark.django_db
RYE = item("Rye is back", link="https://bread.example/rye?utm_source=rss", html="<p>The bakers found a field.</p>")
OAT = item("Oats are dear", link="https://bread.example/oat", more="<pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate>")
LATER = NOW + timedelta(hours=1)


def fetched(body: bytes) -> FetchResult:
    request = FetchRequest("https://bread.example/feed.xml")
    return FetchResult(
        request,
        Outcome.FETCHED,
        200,
        final_url=request.url,
        body=body,
        body_hash="h" * 64,
        etag='"1"',
        last_modified="yesterday",
    )


def ended(outcome: Outcome, error: str = "") -> FetchResult:
    return FetchResult(FetchRequest("https://bread.example/feed.xml"), outcome, error=error)


def save(feed: Feed, result: FetchResult, *, later: bool = False) -> CrawlCounts:
    counts = ingest(feed, result, now=LATER if later else NOW, rng=random.Random(1))
    feed.refresh_from_db()
    return counts


def test_entries_become_articles_that_wait_for_understanding() -> None:
    counts = save(make.feed(), fetched(rss(RYE, OAT)))
    rye = Article.objects.get(title="Rye is back")
    assert (counts.entries, counts.new, Article.objects.count()) == (2, 2, 2)
    assert (rye.url, rye.text, rye.word_count) == ("https://bread.example/rye", "The bakers found a field.", 5)
    assert (rye.visibility, rye.embed_due_at, rye.assess_due_at) == (Article.Visibility.HOLD, NOW, None)


def test_an_entry_without_a_date_is_of_now_and_keeps_that_date() -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE)))
    save(feed, fetched(rss(item("Rye is dear", link="https://bread.example/rye"))), later=True)
    assert Article.objects.get().published_at == NOW


def test_the_same_document_again_changes_nothing() -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE, OAT)))
    again = save(feed, fetched(rss(RYE, OAT)), later=True)
    assert (again.new, again.updated, Article.objects.count()) == (0, 0, 2)


def test_new_words_take_a_shown_article_back_to_hold() -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE)))
    Article.objects.update(visibility=Article.Visibility.ALLOW, embed_due_at=None)
    assert save(feed, fetched(rss(item("Rye cures all", link="https://bread.example/rye"))), later=True).updated == 1
    article = Article.objects.get()
    assert (article.title, article.visibility, article.embed_due_at) == ("Rye cures all", "hold", LATER)


@pytest.mark.parametrize("visibility", [Article.Visibility.LIMIT, Article.Visibility.DROP])
def test_new_words_loosen_no_restriction(visibility: Article.Visibility) -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE)))
    Article.objects.update(visibility=visibility)
    save(feed, fetched(rss(item("Rye, again", link="https://bread.example/rye"))), later=True)
    assert Article.objects.get().visibility == visibility


def test_a_new_picture_is_assessed_but_stays_shown() -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE)))
    Article.objects.update(visibility=Article.Visibility.ALLOW, embed_due_at=None)
    html = '<p>The bakers found a field.</p><img src="https://bread.example/field.jpg" alt="">'
    save(feed, fetched(rss(item("Rye is back", link="https://bread.example/rye", html=html))), later=True)
    article = Article.objects.get()
    assert (article.visibility, article.embed_due_at, article.assess_due_at) == ("allow", None, LATER)


def test_the_first_feed_to_bring_an_address_keeps_it() -> None:
    first, second = make.feed(), make.feed()
    save(first, fetched(rss(RYE)))
    assert save(second, fetched(rss(RYE, OAT))).new == 1
    assert Article.objects.get(url="https://bread.example/rye").feed == first


def test_categories_name_the_topic() -> None:
    food = make.topic("food")
    save(make.feed(), fetched(rss(item("Rye", more="<category>Recipes</category>"))))
    assert Article.objects.get().topic == food


def test_pictures_and_sounds_become_media() -> None:
    sound = '<enclosure url="https://bread.example/rye.mp3" type="audio/mpeg" length="9"/>'
    save(make.feed(), fetched(rss(item("Rye", more=sound))))
    assert Media.objects.values_list("url", "type").get() == ("https://bread.example/rye.mp3", "audio/mpeg")


def test_the_language_is_that_of_the_feed_or_guessed() -> None:
    save(make.feed(), fetched(rss(RYE, more="<language>en-GB</language>")))
    text = "<p>Der Bäcker hat am Freitag ein neues Brot gebacken, das allen schmeckt und lange frisch bleibt.</p>"
    save(make.feed(), fetched(rss(item("Brot", link="https://brot.example/1", html=text))))
    assert set(Article.objects.values_list("language", flat=True)) == {"en-gb", "de"}


def test_a_feed_learns_its_name_and_its_validators() -> None:
    feed = make.feed(title="")
    save(feed, fetched(rss(RYE)))
    assert (feed.title, feed.site_url) == ("The Daily Bread", "https://bread.example/")
    assert (feed.etag, feed.last_modified, feed.body_hash) == ('"1"', "yesterday", "h" * 64)


def test_a_name_that_somebody_gave_stays() -> None:
    feed = make.feed(title="My bread")
    save(feed, fetched(rss(RYE)))
    assert feed.title == "My bread"


def test_a_success_forgets_the_errors_and_plans_the_next_visit() -> None:
    feed = make.feed(failures=3, last_error="it was down")
    save(feed, fetched(rss(RYE)))
    assert (feed.failures, feed.last_error, feed.last_ok_at) == (0, "", NOW)
    assert feed.next_fetch_at > NOW


def test_a_document_that_is_no_feed_is_a_failure_with_a_sentence() -> None:
    feed = make.feed()
    counts = save(feed, fetched(b"<html><body>Sold</body></html>"))
    assert (counts.failed, feed.failures) == (1, 1)
    assert "HTML" in feed.last_error
    assert Fetch.objects.get().error == feed.last_error
    assert feed.body_hash == ""


@pytest.mark.parametrize(
    "sign", [b"<title>Just a moment...</title>", b"<script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>"]
)
def test_a_puzzle_for_people_is_called_what_it_is(sign: bytes) -> None:
    feed = make.feed()
    save(feed, fetched(b"<!doctype html><html><head>" + sign + b"</head><body></body></html>"))
    assert "blocks robots" in feed.last_error


def test_the_time_of_reading_is_noted_where_a_document_was_read() -> None:
    feed = make.feed()
    for result in (fetched(rss(*(item(f"Loaf {n}") for n in range(200)))), ended(Outcome.NOT_MODIFIED)):
        save(feed, result)
    first, second = Fetch.objects.order_by("pk").values_list("read_ms", flat=True)
    assert first > second == 0


def test_not_modified_costs_nothing_and_counts_as_reached() -> None:
    feed = make.feed(failures=1, last_error="it was down")
    counts = save(feed, ended(Outcome.NOT_MODIFIED))
    assert (counts.not_modified, counts.fetched, feed.failures) == (1, 0, 0)


def test_what_a_document_asked_for_is_kept_while_nothing_changes() -> None:
    feed = make.feed()
    wishes = "<ttl>600</ttl><skipHours><hour>22</hour></skipHours><skipDays><day>Monday</day></skipDays>"
    save(feed, fetched(rss(RYE, more=wishes)))
    assert (feed.ttl_minutes, feed.skip_hours, feed.skip_days) == (600, [22], [0])
    save(feed, ended(Outcome.NOT_MODIFIED))
    assert timedelta(hours=10) <= feed.next_fetch_at - NOW
    assert feed.next_fetch_at.hour != 22


def test_a_feed_that_is_gone_is_not_due_again() -> None:
    feed = make.feed()
    save(feed, ended(Outcome.GONE, "the server answered 410"))
    assert feed.state == Feed.State.GONE
    assert not Feed.objects.due(NOW + timedelta(days=400)).exists()


def test_errors_in_a_row_wait_longer() -> None:
    feed, waits = make.feed(), []
    for _attempt in range(3):
        save(feed, ended(Outcome.FAILED, "no connection"))
        waits.append(feed.next_fetch_at - NOW)
    assert waits == sorted(waits)
    assert feed.failures == 3


def test_a_page_added_as_a_feed_leads_to_the_feed_it_names() -> None:
    feed = make.feed()
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    save(feed, fetched(page))
    assert (feed.url, feed.next_fetch_at, feed.failures) == ("https://bread.example/rss", NOW, 0)


def test_pages_that_name_each_other_are_not_asked_for_without_end() -> None:
    feed = make.feed()
    for number in range(3):
        save(feed, fetched(f'<html><link rel="alternate" type="application/rss+xml" href="/{number}"></html>'.encode()))
    assert (feed.url, feed.failures, feed.next_fetch_at > NOW) == ("https://bread.example/0", 2, True)


def test_a_feed_that_worked_before_does_not_move_to_what_a_page_names() -> None:
    feed = make.feed()
    save(feed, fetched(rss(RYE)))
    address = feed.url
    save(feed, fetched(b'<html><link rel="alternate" type="application/rss+xml" href="/x"></html>'))
    assert (feed.url, feed.failures) == (address, 1)


def test_saving_costs_the_same_for_one_entry_and_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.topic("food")
    save(make.feed(), fetched(rss(RYE)))  # the parser's child and the language model are loaded
    for count in (1, 60):
        entries = [item(f"Loaf {n}", link=f"https://bread.example/{count}/{n}") for n in range(count)]
        feed = make.feed()
        Feed.objects.update(full_text=Feed.FullText.NEVER)  # asking for pages costs three more
        with django_assert_num_queries(13):
            ingest(feed, fetched(rss(*entries)), now=NOW, rng=random.Random(1))


def test_nothing_of_a_document_is_kept_when_a_part_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.articles.SUMMARY_LENGTH", 10_000)  # wider than the column
    feed = make.feed()
    with pytest.raises(Exception, match="too long"):
        save(feed, fetched(rss(OAT, item(html="word " * 1000))))
    assert Article.objects.count() == 0


def test_nothing_is_saved_of_a_feed_that_was_removed_meanwhile() -> None:
    feed = make.feed()
    Feed.objects.filter(pk=feed.pk).delete()
    with pytest.raises(Feed.DoesNotExist):
        ingest(feed, fetched(rss(RYE)), now=NOW, rng=random.Random(1))
    assert not Article.objects.exists()
