"""A topic, a creator and a story as feeds."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from feeds.models import Article, Story
from tests import make
from tests.aggregator.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms() -> list[str]:
    """The addresses of three rooms with the same two articles in them."""
    cleo, topic, story, now = make.creator("Cleo"), make.topic("science"), make.story(), timezone.now()
    for n, title in enumerate(["New\x07s", "Old"]):
        at = now - timedelta(hours=n)
        make.article(title=title, creator=cleo, topic=topic, story=story, published_at=at)
    make.article(title="Held", creator=cleo, topic=topic, story=story, visibility=Article.Visibility.HOLD)
    make.article(title="Elsewhere", topic=make.topic("sport"))
    return [
        reverse("topic", args=["science"]),
        reverse("creator", args=[cleo.public_id]),
        reverse("story", args=[story.pk]),
    ]


def test_each_room_has_a_feed_of_what_everybody_sees_in_it(client: Client, rooms: list[str]) -> None:
    for room in rooms:
        root = ET.fromstring(client.get(f"{room}feed.xml").content)
        assert [it.text for it in root.iterfind("{*}entry/{*}title")] == ["News", "Old"]


def test_each_room_leads_to_its_feed(client: Client, rooms: list[str]) -> None:
    for room in rooms:
        page = text(client.get(room))
        assert f'<link rel="alternate" type="application/atom+xml" href="{room}feed.xml"' in page
        assert f'<a class="link as-feed" href="{room}feed.xml"' in page


def test_the_address_of_a_feed_is_not_told_for_it_may_be_somebodys_own(client: Client) -> None:
    feed = make.feed(url="https://harbour.example/feed.xml?key=of-a-subscriber")
    assert "of-a-subscriber" not in text(client.get(reverse("feed", args=[feed.pk])))


def test_a_part_of_a_topic_has_a_feed_too(client: Client) -> None:
    whole, part = make.topic("science"), make.topic("medicine")
    article = make.article(title="A cell", topic=whole)
    Article.objects.filter(pk=article.pk).update(subtopic=part)
    assert "A cell" in text(client.get(reverse("topic-out", args=["medicine"])))


def test_the_feed_of_a_merged_story_leads_to_the_whole(client: Client) -> None:
    whole = make.story()
    part = Story.objects.create(title="A part", merged_into=whole)
    assert client.get(reverse("story-out", args=[part.pk]))["Location"] == reverse("story-out", args=[whole.pk])


def test_what_is_not_there_has_no_feed(client: Client) -> None:
    for address in ("/topics/none/feed.xml", "/creators/none/feed.xml", f"/stories/{make.story().pk}/feed.xml"):
        assert client.get(address).status_code == 404
