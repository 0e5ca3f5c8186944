"""An operator removes a feed; what others brought or keep stays."""

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.test import Client

from aggregator.removal import Loss, loss, remove_feed
from feeds.models import Article, Feed, Subscription
from moderation.models import AuditRow
from ranking.models import ArticleStats
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_a_feed_goes_with_the_articles_that_nobody_needs() -> None:
    article = make.article()
    assert article.feed is not None
    assert remove_feed(article.feed, now=NOW)
    assert (Feed.objects.count(), Article.objects.count()) == (0, 0)


def test_what_another_feed_brought_is_handed_over() -> None:
    article, other = make.article(), make.feed(title="The Second Post")
    make.sightings([article], feed=other)
    assert article.feed is not None
    assert remove_feed(article.feed, now=NOW)
    article.refresh_from_db()
    assert article.feed == other
    assert list(Article.objects.of_feed(other.pk)) == [article]


def test_what_a_reader_saved_stays_with_the_name_of_its_publisher() -> None:
    feed = make.feed()
    saved, _other = make.article(feed=feed), make.article(feed=feed)
    ArticleStats.objects.create(article=saved, saves=1, heat_at=NOW)
    Subscription.objects.create(reader=make.reader(), feed=feed)
    assert not remove_feed(feed, now=NOW)
    feed.refresh_from_db()
    assert (feed.state, list(Article.objects.all())) == (Feed.State.PAUSED, [saved])
    assert not Subscription.objects.exists()


def test_what_would_be_lost_is_what_is_lost() -> None:
    feed = make.feed()
    gone, shared, saved = (make.article(feed=feed) for _ in range(3))
    make.sightings([shared], feed=make.feed())
    ArticleStats.objects.create(article=saved, saves=1, heat_at=NOW)
    Subscription.objects.create(reader=make.reader(), feed=feed)
    assert loss(feed, now=NOW) == Loss(deleted=1, handed_over=1, kept=1, followers=1)
    remove_feed(feed, now=NOW)
    assert not Article.objects.filter(pk=gone.pk).exists()
    assert list(Article.objects.filter(feed=feed)) == [saved]


def test_an_operator_is_told_what_goes_before_it_goes(client: Client, cache: object) -> None:
    olga, feed = make.operator(), make.article().feed
    assert feed is not None
    client.force_login(olga, backend="aggregator.accounts.signed_in.EmailBackend")
    page = client.get(f"/ops/feeds/{feed.pk}/remove/").content.decode()
    assert "1 article is deleted for good." in page
    assert Feed.objects.count() == 1
    assert client.post(f"/ops/feeds/{feed.pk}/remove/")["Location"] == "/ops/feeds/"
    row = AuditRow.objects.get()
    assert (row.act, row.subject, row.actor, row.detail["url"]) == ("removed_feed", f"feed:{feed.pk}", olga, feed.url)
    assert Feed.objects.count() == 0


def test_no_other_way_takes_articles_along() -> None:
    article = make.article()
    assert article.feed is not None
    with pytest.raises(ProtectedError):
        article.feed.delete()


def test_an_operator_removes_it_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("remove_feed", str(make.feed(title="Old News").pk))
    assert capsys.readouterr().out == "Old News: removed\n"
