"""Who follows a story hears of what is told of it: one line, once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.notifications import stories
from aggregator.notifications.models import Notification
from feeds.models import Article, Story, Subscription
from tests import make
from tests.aggregator.pages import cost

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def ada() -> User:
    return make.reader("Ada")


@pytest.fixture
def event() -> Story:
    story = make.story("A bridge is reopened")
    for _ in range(2):
        make.article(story=story)
    return story


def line() -> Notification:
    return Notification.objects.get()


def test_what_was_told_before_is_no_news(ada: User, event: Story) -> None:
    stories.follow(ada.pk, event.pk)
    assert stories.tell(now=NOW) == []
    assert line().told_at is None


def test_however_many_articles_are_one_line(ada: User, event: Story) -> None:
    stories.follow(ada.pk, event.pk)
    for _ in range(3):
        make.article(story=event)
    assert stories.tell(now=NOW) == [ada.pk]
    assert (line().news, line().told_at, line().read_at) == (3, NOW, None)


def test_a_second_sweep_tells_nothing(ada: User, event: Story) -> None:
    stories.follow(ada.pk, event.pk)
    make.article(story=event)
    assert [stories.tell(now=NOW), stories.tell(now=NOW + timedelta(minutes=1))] == [[ada.pk], []]
    assert line().told_at == NOW


def test_a_held_article_is_no_news_until_it_is_let_through(ada: User, event: Story) -> None:
    stories.follow(ada.pk, event.pk)
    held = make.article(story=event, visibility=Article.Visibility.HOLD)
    assert stories.tell(now=NOW) == []
    Article.objects.filter(pk=held.pk).update(visibility="allow", updated_at=NOW)
    assert stories.tell(now=NOW) == [ada.pk]


def test_who_followed_a_story_that_proved_to_be_another_follows_that_one(ada: User, event: Story) -> None:
    younger = make.story("A bridge reopens")
    make.article(story=younger)
    stories.follow(ada.pk, younger.pk)
    Article.objects.filter(story=younger).update(story=event, updated_at=NOW)
    Story.objects.filter(pk=younger.pk).update(merged_into=event)
    assert stories.tell(now=NOW) == [ada.pk]
    assert (Subscription.objects.get().story_id, line().story_id, line().total) == (event.pk, event.pk, 3)


def test_who_leaves_hears_no_more(ada: User, event: Story) -> None:
    stories.follow(ada.pk, event.pk)
    stories.leave(ada.pk, event.pk)
    make.article(story=event)
    assert stories.tell(now=NOW) == []
    assert not Subscription.objects.exists()


def test_a_reader_follows_on_the_page_of_the_story_and_finds_it_again(client: Client, ada: User, event: Story) -> None:
    client.force_login(ada)
    page, act = reverse("story", args=[event.pk]), reverse("follow-story", args=[event.pk])
    assert 'aria-pressed="false"' in client.get(page).text
    assert client.post(act, {"next": page}).headers["Location"] == page
    assert 'aria-pressed="true"' in client.get(page).text
    assert "A bridge is reopened" in client.get(reverse("following")).text
    client.post(act, {"undo": "1"})
    assert 'aria-pressed="false"' in client.get(page).text
    assert cost(client, page) <= 30


def test_ten_thousand_followers_are_told_in_three_statements(event: Story, django_assert_num_queries: object) -> None:
    people = User.objects.bulk_create([User(email=f"{n}@example.org") for n in range(10_000)])
    Notification.objects.bulk_create(
        [Notification(recipient=it, kind="story", story=event, total=2, seen=2) for it in people]
    )
    make.article(story=event)
    with django_assert_num_queries(6):  # type: ignore[operator]  # what merged (in a savepoint), 5,000, 5,000, nobody
        assert len(stories.tell(now=NOW)) == 10_000
