"""Search: shown articles only, best first, whatever is typed."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from feeds.models import Article
from ranking.events import record
from ranking.models import Event
from ranking.search import articles, find, parse
from tests import make
from tests.ranking import build

pytestmark = pytest.mark.django_db
NOW = make.NOW


def found(words: str, **asked: Any) -> list[str]:
    return [it.title for it in articles(find(parse(words, today=NOW.date()), now=NOW, **asked).ids)]


def test_a_word_in_the_title_comes_before_one_in_the_text() -> None:
    make.article(title="A quiet harbour", text="There is a tram in town.")
    make.article(title="The tram returns", text="After forty years.")
    assert found("tram") == ["The tram returns", "A quiet harbour"]


def test_of_many_that_match_the_newest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("ranking.search.find"), "RANKED", 2)
    for days, title, text in ((3, "The tram returns", ""), (2, "A quiet harbour", "A tram."), (1, "Tram lines", "")):
        make.article(title=title, text=text, published_at=NOW - timedelta(days=days))
    assert found("tram") == ["Tram lines", "A quiet harbour"]


@pytest.mark.parametrize("visibility", [Article.Visibility.LIMIT, Article.Visibility.HOLD, Article.Visibility.DROP])
def test_only_shown_articles_are_found(visibility: Article.Visibility) -> None:
    make.article(title="The tram returns", visibility=visibility)
    assert found("tram") == []


def test_articles_from_the_future_are_not_found() -> None:
    make.article(title="The tram returns", published_at=NOW + timedelta(days=1))
    assert found("tram") == []


@pytest.mark.parametrize("words", ["", "   ", "\0", '"', "-", "(((", "' or 1=1 --", "a" * 10_000, "tram & | !", "<b>"])
def test_whatever_is_typed_is_answered(words: str) -> None:
    make.article(title="The tram returns")
    assert isinstance(found(words), list)


def test_an_article_is_found_once_it_was_understood() -> None:
    held = Article.Visibility.HOLD
    article = make.article(title="The tram returns", embed_due_at=NOW, visibility=held)
    assert list(Article.objects.filter(search__isnull=False)) == []
    Article.objects.filter(pk=article.pk).update(embed_due_at=None, visibility=Article.Visibility.ALLOW)
    assert found("tram") == ["The tram returns"]


def test_a_shown_article_is_found_while_it_is_understood_anew() -> None:
    article = make.article(title="The tram returns")
    Article.objects.filter(pk=article.pk).update(embed_due_at=NOW)
    assert found("tram") == ["The tram returns"]


def test_an_article_is_found_by_its_newest_words() -> None:
    article = make.article(title="The tram returns")
    Article.objects.filter(pk=article.pk).update(title="The ferry returns")
    assert (found("tram"), found("ferry")) == ([], ["The ferry returns"])


def test_the_last_word_may_be_the_beginning_of_one_while_it_is_typed() -> None:
    make.article(title="Otters are back", text="They swim.")
    assert (found("otte"), found("otte", is_typing=True)) == ([], ["Otters are back"])
    assert found("swim otte", is_typing=True) == ["Otters are back"]
    assert found('"otte"', is_typing=True) == []


def test_feeds_are_found_by_a_part_of_their_name_whoever_owns_the_article() -> None:
    post, radio = make.feed(title="The Harbour Post"), make.feed(title="Coast Radio")
    make.sightings([make.article(title="The tram returns", feed=radio)], feed=post)
    make.article(title="The ferry returns", feed=radio)
    assert found('feed:"harbour p"') == ["The tram returns"]
    assert found("returns -feed:harbour-post") == found("returns")
    assert found('returns -feed:"harbour p"') == ["The ferry returns"]


def test_topics_authors_and_languages_narrow() -> None:
    piece = make.article(title="The tram returns", topic=make.topic("science"))
    Article.objects.filter(pk=piece.pk).update(author="Ada Lovelace", language="en-GB")
    make.article(title="The ferry returns", topic=make.topic("sport"))
    for typed in ("topic:Science", "author:lovelace", "language:en-gb", "returns -topic:sport"):
        assert found(typed) == ["The tram returns"]
    assert len(found("language:en")) == 2


def test_before_and_after_count_whole_days() -> None:
    for days in (0, 1, 2):
        make.article(title=f"{days} days ago", published_at=NOW - timedelta(days=days))
    assert found("after:yesterday before:today") == ["1 days ago"]


def test_what_somebody_saved_is_found_by_them_alone() -> None:
    ada, piece = make.reader("Ada"), make.article(title="The tram returns")
    record(Event.Kind.SAVE, article_id=piece.pk, reader_id=ada.pk, now=NOW)
    make.article(title="The ferry returns")
    assert found("returns is:saved", reader_id=ada.pk) == ["The tram returns"]
    assert found("returns -is:saved", reader_id=ada.pk) == ["The ferry returns"]
    assert found("is:saved", reader_id=make.reader("Eve").pk) == found("is:saved") == []


def test_what_means_the_same_is_found_beside_the_words() -> None:
    like, unlike = build.vectors(0, 1)[0], build.vectors(1, 1)[0]
    build.embed(make.article(title="Trams are back"), like)
    build.embed(make.article(title="A quiet harbour"), unlike)
    build.embed(make.article(title="A streetcar of trams", visibility=Article.Visibility.HOLD), like)
    make.article(title="The tramway")
    assert found("tramway", vector=like) == ["The tramway", "Trams are back"]
    assert found("tramway topic:sport", vector=like) == []


def test_newest_first_is_a_matter_of_time_alone() -> None:
    make.article(title="Tram tram tram", published_at=NOW - timedelta(days=1))
    make.article(title="A quiet harbour", text="There is a tram in town.")
    assert found("tram", is_newest=True) == ["A quiet harbour", "Tram tram tram"]


@pytest.mark.parametrize("visibility", [Article.Visibility.HOLD, Article.Visibility.DROP])
@pytest.mark.parametrize("typed", ["tram", "is:saved", "feed:harbour", "before:2030", "-ferry topic:science"])
def test_no_operator_opens_what_is_held_or_removed(visibility: Article.Visibility, typed: str) -> None:
    ada, piece = make.reader("Ada"), make.article(title="The tram returns", topic=make.topic("science"))
    record(Event.Kind.SAVE, article_id=piece.pk, reader_id=ada.pk, now=NOW)
    assert found(typed, reader_id=ada.pk) == ["The tram returns"]
    Article.objects.filter(pk=piece.pk).update(visibility=visibility)
    assert found(typed, reader_id=ada.pk) == []
