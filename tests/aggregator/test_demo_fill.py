"""demo_fill on a small newsroom: two publishers, three readers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from aggregator.demo.articles import publishers
from aggregator.demo.documents import tag_of
from aggregator.demo.fill import Filled, fill
from aggregator.demo.newsroom import Newsroom, server
from aggregator.demo.people import people
from feeds.models import Article, Comment, Feed
from ranking.models import ArticleStats, Event, Impression, Slate

pytestmark = pytest.mark.django_db
PRINTED = [one for one in publishers() if one.slug in {"perihelion", "radiant-living"}]
CROWD = people(["space", "health", "science"], seed=1)[:4]


@pytest.fixture(autouse=True)
def open_loopback(settings: Settings) -> None:
    settings.FETCH_ALLOW = ["127.0.0.0/8"]


@contextmanager
def newsroom() -> Iterator[str]:
    room = server(Newsroom(PRINTED, timezone.now(), "http://127.0.0.1:1"), 0, clock=timezone.now)
    with room:
        Thread(target=room.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{room.server_address[1]}"
        room.shutdown()


def filled(base: str) -> Filled:
    return fill(base, printed=PRINTED, crowd=CROWD, seed=1, say=lambda _line: None)


def test_a_second_fill_adds_nothing_and_follows_the_newsroom_to_its_new_port() -> None:
    with newsroom() as base:
        first = filled(base)
    rows = [model.objects.count() for model in (Feed, Article, Comment, Slate, Event)]
    assert (first.feeds, first.articles, first.visits) == (2, 19, 20)
    assert first.events > 100
    with newsroom() as moved:
        again = filled(moved)
    assert (again.articles, again.comments, again.visits, again.events) == (0, 0, 0, 0)
    assert [model.objects.count() for model in (Feed, Article, Comment, Slate, Event)] == rows
    assert {feed.url.rsplit("/feeds", 1)[0] for feed in Feed.objects.all()} == {moved}


def test_a_filled_site_is_alive() -> None:
    with newsroom() as base:
        filled(base)
    assert ArticleStats.objects.filter(plays__gt=0).exists()
    assert Comment.objects.filter(article__guid=tag_of("garlic-honey-cures-cancer")).exists()
    held = Article.objects.filter(visibility=Article.Visibility.HOLD)
    assert held.filter(guid=tag_of("garlic-honey-cures-cancer")).exists()
    assert not Impression.objects.filter(article__in=held).exists()
    soon = Feed.objects.filter(next_fetch_at__lt=timezone.now() + timedelta(minutes=12))
    assert soon.count() == 2  # both publishers hold an article back that appears within ten minutes


def test_a_newsroom_of_yesterday_prints_its_articles_again_today() -> None:
    with newsroom() as base:
        filled(base)
        for article in Article.objects.all():
            article.published_at -= timedelta(days=5)
            article.save(update_fields=["published_at"])
        filled(base)
    newest = Article.objects.newest().first()
    assert newest is not None
    assert timezone.now() - newest.published_at < timedelta(minutes=1)


@pytest.mark.parametrize("words", [["--newsroom", "ftp://127.0.0.1"], ["--newsroom", "nowhere"]])
def test_an_address_that_is_none_is_bad_usage(words: list[str]) -> None:
    answer = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("demo_fill", "--json", *words, stdout=answer)
    assert ended.value.code == 2
    assert "http://127.0.0.1:8001" in json.loads(answer.getvalue())["error"]


def test_without_an_open_loopback_it_says_what_to_set(settings: Settings) -> None:
    settings.FETCH_ALLOW = []
    answer = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("demo_fill", "--json", "--port", "8009", stdout=answer)
    assert ended.value.code == 1
    assert "FETCH_ALLOW=127.0.0.0/8" in json.loads(answer.getvalue())["error"]
