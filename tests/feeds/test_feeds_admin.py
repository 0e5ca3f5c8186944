"""The admin of feeds: add, pause, look."""

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from feeds.models import Article, Feed
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", make.PASSWORD))
    return client


def act(admin: Client, table: str, action: str, *pks: int) -> None:
    marked = {"action": action, "_selected_action": [str(pk) for pk in pks]}
    assert admin.post(reverse(f"admin:feeds_{table}_changelist"), marked).status_code == 302


@pytest.mark.parametrize("table", ["feed", "fetch", "article", "story", "topic"])
def test_every_table_can_be_read(admin: Client, table: str) -> None:
    make.article(story=make.story(), topic=make.topic())
    assert admin.get(reverse(f"admin:feeds_{table}_changelist")).status_code == 200


def test_an_operator_names_a_feed_and_its_topic(admin: Client) -> None:
    feed, topic = make.feed(), make.topic("food")
    said = {"title": "Our bread", "topic": topic.pk, "state": Feed.State.ACTIVE, "full_text": "auto"}
    assert admin.post(reverse("admin:feeds_feed_change", args=[feed.pk]), said).status_code == 302
    assert Feed.objects.values_list("title", "topic", "url").get() == ("Our bread", topic.pk, feed.url)


def test_feeds_are_added_by_subscribing_not_here(admin: Client) -> None:
    assert admin.get(reverse("admin:feeds_feed_add")).status_code == 403


def test_a_feed_is_paused_and_resumed(admin: Client) -> None:
    feed = make.feed()
    act(admin, "feed", "pause", feed.pk)
    assert not Feed.objects.active().exists()
    act(admin, "feed", "resume", feed.pk)
    assert Feed.objects.active().get() == feed


def test_a_feed_that_is_gone_can_be_fetched_now(admin: Client) -> None:
    feed = make.feed(state=Feed.State.GONE)
    act(admin, "feed", "fetch_now", feed.pk)
    assert Feed.objects.get().state == Feed.State.ACTIVE


def test_what_readers_see_cannot_be_changed_here(admin: Client) -> None:
    article = make.article(visibility=Article.Visibility.HOLD)
    page = reverse("admin:feeds_article_change", args=[article.pk])
    assert admin.get(page).status_code == 200
    assert admin.post(page, {"visibility": "allow"}).status_code == 403


def test_an_article_can_be_understood_again(admin: Client) -> None:
    article = make.article()
    act(admin, "article", "understand_again", article.pk)
    article.refresh_from_db()
    assert article.embed_due_at is not None
