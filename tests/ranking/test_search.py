"""Search: shown articles only, best first, whatever is typed."""

from datetime import timedelta

import pytest

from feeds.models import Article
from ranking import search as search_of_words
from ranking.search import search
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def found(words: str, **asked: int) -> list[str]:
    return [it.title for it in search(words, now=NOW, **asked)]


def test_a_word_in_the_title_comes_before_one_in_the_text() -> None:
    make.article(title="A quiet harbour", text="There is a tram in town.")
    make.article(title="The tram returns", text="After forty years.")
    assert found("tram") == ["The tram returns", "A quiet harbour"]


def test_of_many_that_match_the_newest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_of_words, "RANKED", 2)
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


def test_pages_of_results_follow_each_other() -> None:
    for n in range(5):
        make.article(title=f"Tram line {n}", published_at=NOW - timedelta(hours=n))
    assert found("tram", limit=2, offset=2) == ["Tram line 2", "Tram line 3"]
    assert found("tram", limit=2, offset=10**9) == []
    assert found("tram", limit=-1, offset=-5) == []


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
