"""Say, change and take back a comment: each in one transaction, the article's lock before the comment's, as moderators
take them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from aggregator.accounts.models import User
from aggregator.pages.talk import may_edit
from feeds.models import Comment, CommentEdit
from moderation import listen
from moderation.models import Decision
from ranking.events import record, uncomment
from ranking.models import Event

UNDO_S = 600  # a toast is long gone by then; a page that was left open is not
_SALT = "a comment that was taken back"
State = Comment.State


class SayingRefusedError(Exception):
    """Nothing was changed. The message is a sentence for the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to say, in answer to what, and from which card and network."""

    article_id: int
    author_id: int
    body: str
    parent: Comment | None = None
    impression_id: int | None = None
    network: str = ""
    is_private: bool = False


def say(wish: Wish, *, now: datetime) -> tuple[Comment, bool]:
    """The comment, and whether it is new: the same words in the same place again are a second press of the button."""
    with transaction.atomic():
        list(User.objects.select_for_update(no_key=True).filter(pk=wish.author_id).values_list("pk"))
        standing = Comment.objects.exclude(state=State.TAKEN_BACK)
        place = {"article_id": wish.article_id, "author_id": wish.author_id, "parent": wish.parent}
        same = standing.filter(**place, body=wish.body).first()
        if same is not None:
            return same, False
        said = Comment.objects.create(**place, body=wish.body, network=wish.network)
        _heard(said, now, impression_id=wish.impression_id, network=wish.network, is_private=wish.is_private)
    return said, True


def change(comment_id: int, body: str, *, now: datetime) -> Comment:
    """Other words in the same place; those before are kept for moderators, and the new ones judged anew.

    Raises SayingRefusedError, Comment.DoesNotExist.
    """
    with transaction.atomic():
        said = listen.locked(comment_id)
        was_shown = said.state == State.VISIBLE
        if not may_edit(said, now):
            raise SayingRefusedError(_("It is too late to change it: others may have answered what stands there."))
        if Decision.everything.on_comment(said.pk).exists():
            raise SayingRefusedError(_("A moderator has decided on these words: they stay as they are."))
        if said.body == body:
            return said
        CommentEdit.objects.create(comment=said, body=said.body, replaced_at=now)
        said.body, said.edited_at = body, now
        said.save(update_fields=["body", "edited_at"])
        if listen.listen(said, now=now) and was_shown:
            uncomment(article_id=said.article_id, reader_id=said.author_id, now=now)
    return said


def take_back(comment_id: int, *, now: datetime) -> str:
    """Take the words away for good; a key that brings them back for some minutes. Empty if they were gone already.

    What a moderator removed stays for an appeal. Raises SayingRefusedError, Comment.DoesNotExist.
    """
    with transaction.atomic():
        said = listen.locked(comment_id)
        if said.state == State.TAKEN_BACK:
            return ""
        if said.state == State.REMOVED:
            raise SayingRefusedError(
                _("A moderator has removed it: nobody else reads it, and it is kept for an appeal.")
            )
        key = signing.dumps([said.pk, said.body], salt=_SALT, compress=True)
        said.body, said.state = "", State.TAKEN_BACK
        said.save(update_fields=["body", "state"])
        said.edits.all().delete()
        said.likes.all().delete()
        uncomment(article_id=said.article_id, reader_id=said.author_id, now=now)
    return key


def bring_back(comment_id: int, key: str, *, now: datetime) -> Comment:
    """Say again what was taken back. Raises SayingRefusedError, Comment.DoesNotExist."""
    try:
        pk, body = signing.loads(key, salt=_SALT, max_age=UNDO_S)
    except signing.BadSignature as error:
        raise SayingRefusedError(_("It is too late to bring it back.")) from error
    with transaction.atomic():
        said = listen.locked(comment_id)
        if said.pk == pk and said.state == State.TAKEN_BACK:
            said.body, said.state = body, State.VISIBLE
            said.save(update_fields=["body", "state"])
            _heard(said, now)
    return said


def _heard(
    said: Comment, now: datetime, *, impression_id: int | None = None, network: str = "", is_private: bool = False
) -> None:
    """Judge it first; only what everybody reads is counted and learnt from."""
    if listen.listen(said, now=now):
        return
    record(
        Event.Kind.COMMENT,
        article_id=said.article_id,
        reader_id=said.author_id,
        impression_id=impression_id,
        block=network,
        now=now,
        is_private=is_private,
    )
