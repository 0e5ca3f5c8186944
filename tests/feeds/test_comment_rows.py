"""What the database forbids of comments and subscriptions."""

import pytest
from django.db import IntegrityError, transaction

from feeds.models import Comment, CommentLike, Story, Subscription
from feeds.models.subscription import of_story
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "body"), [("visible", ""), ("held", ""), ("taken", "Words that were taken back.")])
def test_a_comment_has_words_until_it_is_taken_back(state: str, body: str) -> None:
    comment = make.comment(make.article())
    with pytest.raises(IntegrityError, match="says_something"), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(state=state, body=body)


def test_an_answer_outlives_the_account_of_whoever_was_answered() -> None:
    comment = make.comment(make.article())
    answer = Comment.objects.create(article=comment.article, author=make.reader(), body="No.", parent=comment)
    comment.author.delete()
    answer.refresh_from_db()
    assert answer.parent is None


def test_a_comment_is_liked_once() -> None:
    comment, ada = make.comment(make.article()), make.reader("Ada")
    CommentLike.objects.create(comment=comment, reader=ada)
    with pytest.raises(IntegrityError, match="liked_once"), transaction.atomic():
        CommentLike.objects.create(comment=comment, reader=ada)


def test_a_subscription_is_to_one_thing_only() -> None:
    with pytest.raises(IntegrityError, match="exactly_one"), transaction.atomic():
        Subscription.objects.create(reader=make.reader(), story=make.story(), topic=make.topic())


def test_who_follows_a_part_of_a_story_follows_the_whole() -> None:
    whole = make.story()
    part = Story.objects.create(title="A part of it", merged_into=whole)
    mine = Subscription.objects.create(reader=make.reader(), story=part)
    assert Subscription.objects.filter(of_story(whole.pk)).get() == mine
