"""What the database refuses of the rows that figures rest on."""

import pytest
from django.db import IntegrityError, connection, transaction

from feeds.models import Article
from moderation.models import Decision, ReviewItem, SecondOpinion
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def opinion() -> SecondOpinion:
    first = make.decision(make.article(), make.moderator("Max"), Article.Visibility.DROP)
    return SecondOpinion(
        item=make.review_item(first.article, second_of=first),
        moderator=make.moderator("Mina"),
        first_moderator=first.moderator,
        first_visibility=first.visibility,
        visibility=Article.Visibility.DROP,
        reason=Decision.Reason.UNPROVEN_CURE,
        created_at=NOW,
    )


@pytest.mark.parametrize("chance", [None, 0.0, 1.5])
def test_what_dice_picked_has_a_chance(chance: float | None) -> None:
    item = make.review_item(make.article(), is_random=True)
    with pytest.raises(IntegrityError, match="by_dice_has_a_chance"):
        ReviewItem.objects.filter(pk=item.pk).update(chance=chance)


def test_a_second_look_may_wait_beside_a_new_doubt_but_only_one_of_each() -> None:
    first = make.decision(make.article(), make.moderator(), Article.Visibility.DROP)
    make.review_item(first.article, second_of=first)
    make.review_item(first.article)
    for second_of in (first, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.review_item(first.article, second_of=second_of)


def test_nobody_gives_a_second_opinion_on_their_own_decision() -> None:
    own = opinion()
    own.moderator = own.first_moderator
    with pytest.raises(IntegrityError, match="second_opinion_is_of_another"):
        own.save()


def test_a_second_opinion_stays_as_it_was_given() -> None:
    opinion().save()
    for words in ("UPDATE moderation_secondopinion SET visibility = 'allow'", "DELETE FROM moderation_secondopinion"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)
