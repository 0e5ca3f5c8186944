"""The library of checked claims: what its rows refuse, and which of them count."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from moderation.models import Reference, ReferenceMatch
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
