"""Rows of stories: opened, joined, left, merged, ended."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from feeds.models import Article, Story
from feeds.telling import sketches
from feeds.understand import understand
from tests import make
from tests.make import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]
QUAY = "The ferry struck the quay of Northport in thick fog this morning. Two sailors were hurt and taken to hospital."
QUAY_TOO = "Two sailors were hurt in thick fog this morning when a ferry struck the quay at Northport."
BREAD = "Mix rye flour with water and salt, let the dough rest overnight and bake the loaf for an hour."


@pytest.fixture(autouse=True)
def nothing_learnt() -> Iterator[None]:
    """How common words are is learnt from the articles of this test only."""
    sketches._reader.cache_clear()
    yield
    sketches._reader.cache_clear()


def told(title: str, text: str, **more: Any) -> Article:
    article = make.article(title=title, text=text, **more)
    understand([article.pk], now=NOW)
    article.refresh_from_db()
    return article


def told_by_two() -> tuple[Article, Article]:
    first = told("Ferry strikes Northport quay", QUAY)
    second = told("Two hurt as ferry hits Northport quay", QUAY_TOO)
    first.refresh_from_db()
    assert first.story is not None
    return first, second


def rewritten(article: Article, title: str, text: str) -> None:
    Article.objects.filter(pk=article.pk).update(title=title, text=text, summary=text)
    understand([article.pk], now=NOW)
    article.refresh_from_db()


def test_an_article_that_tells_of_something_else_now_leaves_its_story() -> None:
    first, second = told_by_two()
    third = told("Fog: ferry strikes quay in Northport", QUAY)
    rewritten(third, "Rye bread at home", BREAD)
    second.refresh_from_db()
    assert (third.story, second.story) == (None, first.story)


def test_a_story_that_one_publisher_tells_any_more_ends() -> None:
    first, second = told_by_two()
    rewritten(second, "Rye bread at home", BREAD)
    first.refresh_from_db()
    assert (first.story, Story.objects.count()) == (None, 0)


@pytest.mark.parametrize("withdrawn", ["neighbour", "new"])
def test_an_article_withdrawn_between_its_row_and_its_words_stops_no_other(withdrawn: str) -> None:
    first = told("Ferry strikes Northport quay", QUAY)
    gone, lone = make.article(title="Two hurt as ferry hits quay", text=QUAY_TOO), make.article(title="Rye", text=BREAD)
    going = [{"neighbour": first, "new": gone}[withdrawn].pk]

    def withdraw(execute: Any, sql: str, *more: Any) -> Any:
        if "halfvec_send" in sql and going:
            Article.objects.filter(pk=going.pop()).delete()
        return execute(sql, *more)

    sketches._reader.cache_clear()
    with connection.execute_wrapper(withdraw):
        understand([gone.pk, lone.pk], now=NOW)
    assert not going
    assert lone.embeddings.exists()
    assert not Story.objects.exists()


def test_an_article_that_was_put_more_clearly_stays_in_its_story() -> None:
    first, second = told_by_two()
    rewritten(second, "Two sailors hurt as ferry hits Northport quay", QUAY_TOO)
    assert second.story == first.story


def test_a_publishers_earlier_piece_is_taken_in_when_another_tells_of_it() -> None:
    feed = make.feed()
    pieces = [told(f"Ferry strikes Northport quay{end}", QUAY, feed=feed) for end in ("", " in fog")]
    assert not Story.objects.exists()
    other = told("Two hurt as ferry hits Northport quay", QUAY_TOO)
    assert other.story is not None
    assert set(Article.objects.filter(pk__in=[one.pk for one in pieces]).values_list("story", flat=True)) == {
        other.story_id
    }


def test_two_stories_of_one_event_are_merged_into_the_older() -> None:
    first, _second = told_by_two()
    younger = make.story("The younger")
    old_address = Story.objects.create(title="One that became part of it", merged_into=younger)
    for title in ("Ferry hits quay at Northport", "Northport: ferry strikes quay"):
        lone = told(title, QUAY)
        Article.objects.filter(pk=lone.pk).update(story=younger)
    told("Ferry strikes Northport quay in fog", QUAY)
    assert set(Article.objects.values_list("story", flat=True)) == {first.story_id}
    merged = dict(Story.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    assert merged == {younger.pk: first.story_id, old_address.pk: first.story_id}


def test_articles_of_a_story_keep_it_open_for_later_ones() -> None:
    feeds = [make.feed() for _ in range(4)]
    last = [
        told("Ferry strikes Northport quay", QUAY, feed=feed, published_at=NOW + timedelta(hours=40 * n))
        for n, feed in enumerate(feeds)
    ]
    assert last[-1].story is not None
    assert Story.objects.count() == 1


def test_words_are_learnt_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketches, "FORGOTTEN", 2)
    for _ in range(5):
        told("Rye bread at home", BREAD)
    Article.objects.all().delete()
    assert sketches.reader().frequencies.articles == 0  # and not the five it had counted


def test_what_an_article_says_is_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, _second = told_by_two()
    known = [(first.pk, "hash of its words")]
    with django_assert_num_queries(1):
        assert sketches.reader().read(known) == sketches.reader().read(known)


def test_what_was_read_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketches, "REMEMBERED", 1)
    first, second = told_by_two()
    reader = sketches.reader()
    assert set(reader.read([(first.pk, "a"), (second.pk, "b")])) == {first.pk, second.pk}
    assert set(reader._said) == {"b"}


def test_articles_of_many_words_are_forgotten_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = told_by_two()
    reader = sketches.Reader()
    monkeypatch.setattr(sketches, "WORDS_REMEMBERED", len(reader.read([(first.pk, "a")])[first.pk].words))
    assert set(reader.read([(second.pk, "b")])) == {second.pk}
    assert set(reader._said) <= {"b"}


def test_an_article_whose_words_have_no_hash_yet_is_read_each_time() -> None:
    first, _second = told_by_two()
    reader, before = sketches.reader(), len(sketches.reader()._said)
    assert reader.read([(first.pk, "")])[first.pk].words["ferry"]
    assert len(reader._said) == before
