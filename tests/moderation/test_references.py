"""The library of checked claims: what its rows refuse, and which of them count."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from feeds.embed import EncoderError
from feeds.models import Article, Embedding
from moderation.assess import assess
from moderation.evidence import read
from moderation.models import Reference, ReferenceMatch, ReviewItem
from moderation.references import shelf
from moderation.types import Evidence
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


@pytest.mark.parametrize("missing", ["claim", "rating", "publisher", "url"])
def test_a_reference_without_what_readers_are_shown_is_refused(missing: str) -> None:
    row = make.reference()
    with pytest.raises(IntegrityError, match="reference_has_a"), transaction.atomic():
        Reference.objects.filter(pk=row.pk).update(**{missing: ""})


def test_the_same_claim_of_the_same_page_is_one_row() -> None:
    row = make.reference()
    with pytest.raises(IntegrityError, match="reference_once_a_page_and_claim"), transaction.atomic():
        make.reference(row.claim, url=row.url)


def test_a_vector_without_its_encoder_is_refused() -> None:
    row = make.reference()
    with pytest.raises(IntegrityError, match="reference_vector_names_its_encoder"), transaction.atomic():
        Reference.objects.filter(pk=row.pk).update(vector=[0.5, 0.5])


def test_a_due_reference_is_claimed_once() -> None:
    row = make.reference(match_due_at=NOW)
    lease = timedelta(minutes=10)
    assert Reference.objects.claim_due(NOW, lease=lease, limit=5) == [row.pk]
    assert Reference.objects.claim_due(NOW, lease=lease, limit=5) == []


def test_the_nearest_reference_comes_first_and_one_taken_out_never() -> None:
    near, far = make.reference("Near", vector=[1.0, 0.1]), make.reference("Far", vector=[0.0, 1.0])
    make.reference("Gone", vector=[1.0, 0.0], withdrawn_at=NOW)
    found = Reference.objects.nearest([1.0, 0.0], encoder="toy", limit=5)
    assert list(found) == [near, far]


def test_a_dismissed_match_does_not_stand() -> None:
    article = make.article()
    row = make.reference_match(article, make.reference())
    assert list(ReferenceMatch.objects.standing()) == [row]
    ReferenceMatch.objects.update(dismissed_by=make.moderator(), dismissed_at=NOW)
    assert not ReferenceMatch.objects.standing().exists()


def assessed(text: str = "Zoodle drops replace dialysis.") -> Article:
    article = make.article(title="What I learned", text=text, visibility=Article.Visibility.HOLD)
    assess(article.pk, now=NOW)
    article.refresh_from_db()
    return article


def test_an_article_that_repeats_a_grave_falsehood_is_held_and_its_match_is_kept() -> None:
    row = make.reference("Zoodle drops replace dialysis")
    article = assessed()
    assert article.visibility == Article.Visibility.HOLD
    match = ReferenceMatch.objects.get()
    assert (match.reference, match.stance, match.meaning) == (row, ReferenceMatch.Stance.REPEATS, None)


def test_a_reference_that_was_taken_out_is_not_compared_with() -> None:
    make.reference("Zoodle drops replace dialysis", withdrawn_at=NOW)
    assert assessed().visibility == Article.Visibility.ALLOW


def test_what_a_moderator_dismissed_does_not_come_back() -> None:
    make.reference("Zoodle drops replace dialysis")
    article = assessed()
    ReferenceMatch.objects.update(dismissed_by=make.moderator(), dismissed_at=NOW)
    assess(article.pk, now=NOW)
    assert ReferenceMatch.objects.get().dismissed_at == NOW
    assert ReviewItem.objects.open().count() == 1  # a hold ends by a decision, not by itself


def test_a_match_goes_when_the_text_no_longer_says_it() -> None:
    make.reference("Zoodle drops replace dialysis")
    article = assessed()
    Article.objects.filter(pk=article.pk).update(text="It rained all day.", summary="", html="", content_hash="f" * 64)
    assess(article.pk, now=NOW)
    assert not ReferenceMatch.objects.exists()


def test_vectors_are_compared_once_the_article_has_its_own(settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "toy"
    make.reference("Zoodle drops replace dialysis", vector=[1.0, 0.0])
    article = make.article(title="What I learned", text="Zoodle drops replace dialysis.")
    Embedding.objects.create(article=article, model="toy", vector=[1.0, 0.0])
    recall = shelf.Recall(article, encode=lambda texts: [[0.6, 0.8] for _text in texts])
    (one,) = recall(read(Evidence(article.title, article.text)))
    assert one.meaning == pytest.approx(0.6, abs=0.01)


def test_the_words_alone_are_compared_where_the_encoder_is_lost(settings: Settings) -> None:
    settings.EMBEDDING_MODEL = "toy"
    make.reference("Zoodle drops replace dialysis", vector=[1.0, 0.0])
    article = make.article(title="What I learned", text="Zoodle drops replace dialysis.")
    Embedding.objects.create(article=article, model="toy", vector=[1.0, 0.0])
    (one,) = shelf.Recall(article, encode=_lost)(read(Evidence(article.title, article.text)))
    assert one.meaning is None


def _lost(texts: Sequence[str]) -> list[list[float]]:
    raise EncoderError(f"no encoder for {len(texts)} texts")
