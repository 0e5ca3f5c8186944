"""The only door for what is said under articles: a moderator removes a comment, or shows one again that was removed or
held. Its author is told why, and may appeal, as creators are and may.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article, Comment
from moderation import queue
from moderation.carry_out import STATES, Word, carry_out_on_comment, locked_article
from moderation.decide import DecisionRefusedError, ReasonRefusedError, refuse_strangers
from moderation.models import Decision, ReviewItem


def remove(
    comment_id: int, *, item_id: int, moderator_id: int, reason: str, note: str = "", now: datetime
) -> Decision | None:
    """Take a comment from under the article of an item that this moderator holds; twice is once.

    Raises DecisionRefusedError, queue.LeaseError, ReviewItem.DoesNotExist, Comment.DoesNotExist.
    """
    if reason not in Decision.reasons_for_comments():
        raise ReasonRefusedError(_("Choose why the comment is removed: its author is told."))
    word = _word(Article.Visibility.DROP, reason, note, moderator_id)
    return _decide(comment_id, word, item_id=item_id, moderator_id=moderator_id, now=now)


def show_again(comment_id: int, *, item_id: int, moderator_id: int, note: str, now: datetime) -> Decision | None:
    """Correct a removal, or let through what was held, by whoever holds the item; twice is once. A removal is not
    corrected without a note. Raises as `remove`.
    """
    was_held = Comment.objects.filter(pk=comment_id, state=Comment.State.HELD).exists()
    reason = Decision.Reason.ACCURATE if was_held and not note.strip() else Decision.Reason.OTHER
    word = _word(Article.Visibility.ALLOW, reason, note, moderator_id)
    return _decide(comment_id, word, item_id=item_id, moderator_id=moderator_id, now=now)


def restore(comment_id: int, *, moderator_id: int, answer: str, now: datetime) -> Decision:
    """Undo a removal because an appeal was right. The caller (moderation.appeals) holds the appeal and the article."""
    refuse_strangers(moderator_id)
    word = _word(Article.Visibility.ALLOW, Decision.Reason.OVERTURNED, answer, moderator_id)
    return carry_out_on_comment(_locked(comment_id), word, item_id=None, now=now)


def _word(visibility: str, reason: str, note: str, moderator_id: int) -> Word:
    note = note.strip()
    if reason == Decision.Reason.OTHER and not note:
        raise ReasonRefusedError(_("Write the reason as a note: the author of the comment reads it."))
    facts = note or _("A moderator read the comment.")
    ground = Decision.ground_for(reason)
    return Word(visibility=visibility, reason=reason, ground=ground, facts=facts, note=note, moderator_id=moderator_id)


def _decide(comment_id: int, word: Word, *, item_id: int, moderator_id: int, now: datetime) -> Decision | None:
    refuse_strangers(moderator_id)
    with transaction.atomic():
        # the article before the item, as all who decide
        article = locked_article(ReviewItem.objects.values_list("article_id", flat=True).get(pk=item_id))
        item = ReviewItem.objects.select_for_update().get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        comment = _locked(comment_id, article_id=article.pk)
        if comment.state == Comment.State.TAKEN_BACK:
            raise DecisionRefusedError(_("Its author has taken this comment back: there is nothing left to decide."))
        if comment.state == STATES[word.visibility]:
            return Decision.everything.on_comment(comment.pk).first()
        return carry_out_on_comment(comment, word, item_id=item_id, now=now)


def _locked(comment_id: int, **of: int) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).get(pk=comment_id, **of)
