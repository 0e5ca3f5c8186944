"""Publishers take entries back (RFC 6721), and bring them again."""

import random
from datetime import datetime, timedelta

import pytest

from feeds.ingest import ingest
from feeds.models import Article, Embedding, Feed, Illustration, Media
from feeds.models.illustration import key_of
from feeds.parse import parse
from feeds.types import Deletion, FetchRequest, FetchResult, Outcome
from moderation.assess import assess
from moderation.models import ReviewItem
from tests import make
from tests.feeds.documents import atom
from tests.make import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TOMBSTONES = 'xmlns:at="http://purl.org/atompub/tombstones/1.0"'


def entry(guid: str = "urn:rye", *, at: datetime = NOW - 3 * HOUR, title: str = "Rye is back", site: str = "") -> str:
    link = f"https://{site or 'bread'}.example/{guid[4:]}"
    return (
        f"<entry><id>{guid}</id><title>{title}</title><link href='{link}'/><updated>{at.isoformat()}</updated>"
        f"<content type='html'>A field was found.</content></entry>"
    )


def deleted(guid: str = "urn:rye", *, at: datetime = NOW - HOUR) -> str:
    by = "<at:by><name>The editors</name></at:by><at:comment>It was not true.</at:comment>"
    return f'<at:deleted-entry {TOMBSTONES} ref="{guid}" when="{at.isoformat()}">{by}</at:deleted-entry>'


def bring(feed: Feed, *parts: str, now: datetime = NOW) -> None:
    request = FetchRequest(feed.url)
    result = FetchResult(request, Outcome.FETCHED, 200, final_url=feed.url, body=atom(*parts))
    ingest(feed, result, now=now, rng=random.Random(1))


@pytest.fixture
def feed() -> Feed:
    return make.feed(url="https://bread.example/atom.xml")


def test_a_document_says_what_was_deleted_and_when() -> None:
    parsed = parse(atom(entry("urn:oat"), deleted("urn:rye"), deleted("urn:a&amp;b")))
    assert parsed.deleted == (Deletion("urn:rye", NOW - HOUR), Deletion("urn:a&b", NOW - HOUR))
    assert [found.guid for found in parsed.entries] == ["urn:oat"]


@pytest.mark.parametrize("around", ["<!-- {} -->", "<subtitle><![CDATA[{}]]></subtitle>"])
def test_a_text_about_deletions_deletes_nothing(around: str) -> None:
    assert parse(atom(entry(), around.format(deleted()))).deleted == ()


def test_what_its_publisher_took_back_is_taken_down(feed: Feed) -> None:
    bring(feed, entry(), entry("urn:oat", title="Oats are dear"))
    rye = Article.objects.get(guid="urn:rye")
    Article.objects.update(visibility=Article.Visibility.ALLOW)
    Embedding.objects.create(article=rye, model="m", vector=[1.0, 0.0])
    Media.objects.create(article=rye, url="https://bread.example/rye.jpg")
    bring(feed, deleted(), entry("urn:oat", title="Oats are dear"), now=NOW + HOUR)
    rye.refresh_from_db()
    assert (rye.withdrawn_at, rye.title, rye.html + rye.text + rye.summary) == (NOW - HOUR, "Rye is back", "")
    assert [rows.count() for rows in (rye.embeddings, rye.media, rye.revisions)] == [0, 0, 0]
    assert [one.title for one in Article.objects.shown()] == ["Oats are dear"]


def test_an_old_copy_of_the_document_does_not_bring_it_back(feed: Feed) -> None:
    for parts in ([entry()], [deleted()], [entry()], [entry(title="Rye is back!")]):
        bring(feed, *parts)
    assert Article.objects.get().text == ""


def test_a_later_version_brings_it_back_as_a_new_text_to_be_assessed(feed: Feed) -> None:
    bring(feed, entry())
    bring(feed, deleted())
    bring(feed, entry(at=NOW, title="Rye, corrected"), deleted(), now=NOW + HOUR)
    article = Article.objects.get()
    assert (article.title, article.withdrawn_at, article.text) == ("Rye, corrected", None, "A field was found.")
    assert (article.embed_due_at, article.revisions.count()) == (NOW + HOUR, 0)


def test_the_feed_of_another_site_only_stops_listing_it(feed: Feed) -> None:
    links = make.feed(url="https://links.example/atom.xml")
    bring(links, entry())
    bring(feed, entry())
    bring(links, deleted())
    article = Article.objects.get()
    assert (article.feed, article.text, links.sightings.count()) == (feed, "A field was found.", 0)


def test_what_a_feed_does_not_own_it_cannot_take_down(feed: Feed) -> None:
    bring(feed, entry())
    other = make.feed(url="https://bread.example/all.xml")
    bring(other, entry())
    bring(other, deleted())
    assert Article.objects.get().withdrawn_at is None


def test_a_deletion_of_something_unknown_is_nothing(feed: Feed) -> None:
    bring(feed, deleted("urn:nobody"), entry())
    assert Article.objects.count() == 1


def test_moderators_need_not_look_at_it_any_more(feed: Feed) -> None:
    bring(feed, entry())
    article = Article.objects.get()
    make.review_item(article)
    bring(feed, deleted(), now=NOW + HOUR)
    assert assess(article.pk, now=NOW + 2 * HOUR) is None
    article.refresh_from_db()
    assert (ReviewItem.objects.open().count(), article.assess_due_at) == (0, None)


def test_copies_of_pictures_inside_its_text_go_with_it(feed: Feed) -> None:
    bring(feed, entry(), entry("urn:oat", title="Oats are dear"))
    for guid, url in (
        ("urn:rye", "https://bread.example/rye.jpg?a=1&b=2"),
        ("urn:oat", "https://bread.example/oat.jpg"),
    ):
        shown = url.replace("&", "&amp;")
        Article.objects.filter(guid=guid).update(html=f'<p><img alt="A field" src="{shown}"></p>')
        Illustration.objects.create(key=key_of(url), url=url, asked_at=NOW)
    bring(feed, deleted(), entry("urn:oat", title="Oats are dear"), now=NOW + HOUR)
    assert [row.url for row in Illustration.objects.all()] == ["https://bread.example/oat.jpg"]
