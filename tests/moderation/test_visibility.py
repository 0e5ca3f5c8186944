"""Who may open an article, and what is said above it."""

from typing import Any

import pytest

from feeds.models import Article
from moderation.visibility import label, openable
from tests import make

pytestmark = pytest.mark.django_db
ALLOW, LIMIT, HOLD, DROP = Article.Visibility


@pytest.fixture
def cleo_id() -> int:
    """Cleo, with one article of each visibility."""
    cleo = make.creator()
    for visibility in Article.Visibility:
        make.article(creator=cleo, visibility=visibility)
    return cleo.pk


def opened(**who: Any) -> set[str]:
    return set(openable(Article.objects.all(), **who).values_list("visibility", flat=True))


def test_strangers_and_readers_open_what_is_shown_or_limited(cleo_id: int) -> None:
    assert opened(reader_id=None) == opened(reader_id=make.reader().pk) == {ALLOW, LIMIT}


def test_a_creator_opens_all_of_their_own_and_nothing_held_of_others(cleo_id: int) -> None:
    assert opened(reader_id=cleo_id) == {ALLOW, LIMIT, HOLD, DROP}
    assert opened(reader_id=make.creator("Carl").pk) == {ALLOW, LIMIT}


def test_a_moderator_opens_what_waits_and_what_was_decided_and_nothing_more(cleo_id: int) -> None:
    max_ = make.moderator()
    assert opened(reader_id=max_.pk, is_moderator=True) == {ALLOW, LIMIT}
    make.review_item(Article.objects.get(visibility=HOLD))
    make.decision(Article.objects.get(visibility=DROP), max_, DROP)
    assert opened(reader_id=max_.pk, is_moderator=True) == {ALLOW, LIMIT, HOLD, DROP}


def test_what_is_shown_needs_no_words_and_everything_else_has_some(cleo_id: int) -> None:
    words = {article.visibility: label(article, reader_id=None) for article in Article.objects.all()}
    assert words.pop(ALLOW) == ""
    assert all(words.values())


@pytest.mark.parametrize("visibility", [HOLD, DROP])
def test_a_creator_is_spoken_to_about_their_own(cleo_id: int, visibility: str) -> None:
    article = Article.objects.get(visibility=visibility)
    assert "Only you" in label(article, reader_id=cleo_id)
    assert "Only you" not in label(article, reader_id=make.moderator().pk)
