"""Muting from a card, by a word, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from aggregator.accounts.models import User
from ranking.models import Mute
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return make.reader()


@pytest.fixture
def reader(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.mark.parametrize("what", ["topic", "author", "nonsense"])
def test_a_card_mutes_its_topic_or_its_publisher(reader: Client, what: str) -> None:
    article = make.article(topic=make.topic("sport"))
    reader.post(reverse("mute", args=[article.pk]), {"what": what})
    found = Mute.objects.get()
    assert (found.topic_id, found.feed_id) == ((article.topic_id, None) if what == "topic" else (None, article.feed_id))


def test_a_card_that_was_muted_away_comes_back_by_undo(reader: Client, ada: User) -> None:
    article, htmx = make.article(topic=make.topic("sport")), {"HX-Request": "true"}
    gone = reader.post(reverse("mute", args=[article.pk]), {"what": "topic"}, headers=htmx).content.decode()
    assert f'<div id="card-{article.pk}" hidden></div>' in gone
    back = reader.post(reverse("mute", args=[article.pk]), {"what": "topic", "undo": "1"}, headers=htmx)
    assert article.title in back.content.decode()
    assert not Mute.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_card_says_so_when_there_is_no_room_for_another_mute(
    reader: Client, ada: User, headers: dict[str, str]
) -> None:
    Mute.objects.bulk_create(Mute(reader=ada, word=f"word {n}") for n in range(500))
    answer = reader.post(reverse("mute", args=[make.article().pk]), {"what": "author"}, headers=headers, follow=True)
    assert "You have muted 500 things" in answer.content.decode()


def test_a_muted_word_stands_on_the_page_of_its_reader(reader: Client) -> None:
    reader.post(reverse("you-mute"), {"word": "Rugby", "days": "7"})
    body = reader.get(reverse("you")).content.decode()
    assert "rugby" in body
    assert "until" in body


@pytest.mark.parametrize("sent", [{"days": "0"}, {}])
def test_a_word_is_muted_for_ever_unless_a_time_is_chosen(reader: Client, sent: dict[str, str]) -> None:
    reader.post(reverse("you-mute"), {"word": "rugby", **sent})
    assert Mute.objects.get().until is None


def test_a_word_that_is_none_comes_back_with_what_is_wrong(reader: Client) -> None:
    answer = reader.post(reverse("you-mute"), {"word": "((("})
    assert answer.status_code == 422
    assert "A word has letters or digits" in answer.content.decode()


def test_what_is_muted_is_taken_back(reader: Client, ada: User) -> None:
    row = Mute.objects.create(reader=ada, word="rugby")
    reader.post(reverse("you-unmute", args=[row.pk]))
    assert not Mute.objects.exists()
