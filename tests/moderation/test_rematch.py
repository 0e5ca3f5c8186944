"""A new reference is compared with recent articles, and feeds of fact-checks are asked once a day."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from pytest_django import Settings

from feeds.embed import EncoderError
from feeds.models import Article, Embedding
from moderation.models import Reference, ReferenceFeed
from moderation.references.rematch import rematch
from moderation.references.visits import visit
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
CLAIM = "Zoodle drops replace dialysis"


def toy(texts: Sequence[str]) -> list[list[float]]:
    return [[1.0, 0.0] for _text in texts]


def broken(texts: Sequence[str]) -> list[list[float]]:
    raise EncoderError("lost")


def due() -> set[str]:
    return set(Article.objects.filter(assess_due_at=NOW).values_list("title", flat=True))


@pytest.fixture(autouse=True)
def toy_model(settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "toy"


def matched(row: Reference, **given: object) -> Reference:
    rematch([row.pk], now=NOW, **{"encode": toy, **given})  # type: ignore[arg-type]
    row.refresh_from_db()
    return row


def test_a_new_reference_gets_its_vector_and_is_done() -> None:
    row = matched(make.reference(CLAIM, match_due_at=NOW))
    assert (row.encoder, row.match_due_at) == ("toy", None)


def test_recent_articles_with_its_rarest_words_are_assessed_again() -> None:
    make.article(title="Says it", text="They say that zoodle drops replaced dialysis at home.")
    make.article(title="Says something else", text="Zoodle soup is on the menu.")
    make.article(title="Says it long ago", text="Zoodle drops replace dialysis.", published_at=NOW - timedelta(days=40))
    matched(make.reference(CLAIM, match_due_at=NOW))
    assert due() == {"Says it"}


def test_recent_articles_near_in_meaning_are_assessed_again() -> None:
    for title, vector in (("Near", [0.9, 0.1]), ("Far", [0.0, 1.0])):
        Embedding.objects.create(article=make.article(title=title), model="toy", vector=vector)
    matched(make.reference(CLAIM, match_due_at=NOW))
    assert due() == {"Near"}


def test_without_the_encoder_words_alone_find_them_and_it_is_tried_again() -> None:
    make.article(title="Says it", text="Zoodle drops replace dialysis.")
    row = matched(make.reference(CLAIM, match_due_at=NOW), encode=broken)
    assert due() == {"Says it"}
    assert row.match_due_at == NOW + timedelta(hours=1)


def test_a_reference_that_was_taken_out_finds_nothing() -> None:
    make.article(title="Says it", text="Zoodle drops replace dialysis.")
    row = matched(make.reference(CLAIM, match_due_at=NOW, withdrawn_at=NOW))
    assert (due(), row.match_due_at) == (set(), None)


def test_a_feed_that_cannot_be_reached_keeps_the_reason_and_comes_later_each_time() -> None:
    feed = ReferenceFeed.objects.create(url="http://127.0.0.1:1/feed", due_at=NOW)
    for hours in (1, 2, 4):
        visit([feed.pk], now=NOW)
        feed.refresh_from_db()
        assert feed.due_at == NOW + timedelta(hours=hours)
    assert "127.0.0.1" in feed.last_error


def test_a_feed_that_nobody_wants_any_more_is_not_put_back() -> None:
    feed = ReferenceFeed.objects.create(url="http://127.0.0.1:1/feed", due_at=None)
    visit([feed.pk], now=NOW)
    feed.refresh_from_db()
    assert feed.due_at is None
