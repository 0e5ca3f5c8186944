"""What was served is remembered from the window, and past it."""

from datetime import timedelta
from random import Random

import pytest

from feeds.models import Article
from ranking import hot
from ranking.recommend import recommend
from ranking.remember import remember
from ranking.types import Memory, Visit
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def remembered(reader_id: int | None, visitor: str = "") -> Memory:
    """As the reader's next page has it, ten seconds later."""
    return remember(Visit(reader_id, visitor, NOW + timedelta(seconds=10)), hot.current())


def test_what_has_left_the_window_still_counts_for_its_topic_and_author() -> None:
    ada, piece = make.reader(), make.article(topic=make.topic())
    recommend(reader_id=ada.pk, visitor="", now=NOW, rng=Random(1))
    before = remembered(ada.pk)
    Article.objects.update(visibility=Article.Visibility.HOLD)
    assert remembered(ada.pk) == before
    assert before.topics_today.keys() == {piece.topic_id}
    assert before.authors_today.keys() == {f"feed-{piece.feed_id}"}


def test_a_page_of_a_topic_is_no_page_of_home() -> None:
    ada, piece = make.reader(), make.article(topic=make.topic())
    recommend(reader_id=ada.pk, visitor="", now=NOW, rng=Random(1), topic_id=piece.topic_id)
    assert remembered(ada.pk).served == frozenset()


def test_nobody_has_no_memory() -> None:
    make.article()
    recommend(reader_id=None, visitor="", now=NOW, rng=Random(1))
    assert remembered(None) == Memory()
