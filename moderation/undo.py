"""Ten seconds to take a decision back: it never counted, and nobody is told of it.

What readers get changes at once, so that harm does not wait for second thoughts; notices, letters and answers to
reports wait until the ten seconds are over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article, Comment
from moderation import audit, queue
from moderation.carry_out import STATES, locked_article, put_label, show
from moderation.decide import DecisionRefusedError, refuse_strangers
from moderation.models import Appeal, Decision, Report, ReviewItem, Undo
from moderation.params import UNDO_SECONDS
from moderation.querysets import AppealQuerySet
from moderation.tell import unanswer
from moderation.types import Triage, Zone


class UndoRefusedError(DecisionRefusedError):
    """The decision stands. The message is a sentence that says why."""


def latest(moderator_id: int, *, now: datetime) -> list[Decision]:
    """What this moderator decided last, in one act, as long as it can be taken back (one query)."""
    since = now - timedelta(seconds=UNDO_SECONDS)
    own = Decision.everything.standing().filter(moderator_id=moderator_id, created_at__gte=since, created_at__lte=now)
    at_desk = own.exclude(item=None, comment=None).exclude(reason=Decision.Reason.OVERTURNED)
    mine = list(at_desk.newest().select_related("article", "comment"))
    return [one for one in mine if one.pk == mine[0].pk or (one.bulk is not None and one.bulk == mine[0].bulk)]


def seconds_left(some: Sequence[Decision], *, now: datetime) -> int:
    """How long these can still be taken back, in whole seconds; 0 where there are none."""
    ends = [one.created_at + timedelta(seconds=UNDO_SECONDS) for one in some]
    return max(0, round((min(ends) - now).total_seconds())) if ends else 0


def undo(decision_id: int, *, moderator_id: int, now: datetime) -> ReviewItem:
    """Take back a decision, and all that were made in one act with it; the item is this moderator's again.

    Raises UndoRefusedError, queue.LeaseError, Decision.DoesNotExist; then nothing was changed.
    """
    refuse_strangers(moderator_id)
    with transaction.atomic():
        asked = Decision.everything.get(pk=decision_id, comment=None)
        act = (
            Decision.everything.filter(pk=asked.pk)
            if asked.bulk is None
            else Decision.everything.filter(bulk=asked.bulk)
        )
        items = {one.pk: _take_back(one, moderator_id, now) for one in act.order_by("article_id")}
    return queue.lease(items[asked.pk].pk, moderator_id, now=now)


def undo_on_comment(decision_id: int, *, moderator_id: int, now: datetime) -> ReviewItem | None:
    """Take back what was decided on a comment: it is shown, held or removed as it was. The open item of its article.

    Raises UndoRefusedError, Decision.DoesNotExist; then nothing was changed.
    """
    refuse_strangers(moderator_id)
    with transaction.atomic():
        decision = Decision.everything.exclude(comment=None).get(pk=decision_id)
        assert decision.comment_id is not None  # the query asks for it
        article = locked_article(decision.article_id)
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=decision.comment_id)
        _refuse_late(decision, moderator_id, now)
        newest = Decision.everything.on_comment(comment.pk).first()
        if newest != decision or comment.state != STATES[decision.visibility]:
            raise UndoRefusedError(_("Something has changed since, and the decision stands. You can decide again."))
        Undo.objects.create(decision=decision, moderator_id=moderator_id, created_at=now)
        comment.state = STATES[decision.before]
        comment.save(update_fields=["state"])
        _reopen_appeals(Appeal.objects.filter(decision__comment=comment), decision)
        item = ReviewItem.objects.open_of(article.pk).first()
        if item is None and Report.objects.filter(decision=decision).exists():
            again = Triage(Zone.QUEUE, 0.0, _("Who reported a comment waits again."))
            item = queue.wait(article.pk, again, visibility=article.visibility, now=now)
        unanswer(decision, item=item)
        detail: dict[str, str | int | None] = {"decision": decision.pk, "comment": comment.pk}
        audit.record(audit.Act.UNDONE, article_id=article.pk, actor_id=moderator_id, now=now, detail=detail)
    return item


def _take_back(decision: Decision, moderator_id: int, now: datetime) -> ReviewItem:
    article = locked_article(decision.article_id)
    _refuse(decision, article, moderator_id, now)
    Undo.objects.create(decision=decision, moderator_id=moderator_id, created_at=now)
    show(article, decision.before)
    standing = Decision.objects.of(article.pk).first()
    put_label(article, standing.label if standing is not None else "")
    _reopen_appeals(Appeal.objects.filter(decision__article=article, decision__comment=None), decision)
    item = _waits_again(decision)
    unanswer(decision, item=item)
    detail: dict[str, str | int | None] = {"decision": decision.pk, "visibility": article.visibility, "item": item.pk}
    audit.record(audit.Act.UNDONE, article_id=article.pk, actor_id=moderator_id, now=now, detail=detail)
    return item


def _reopen_appeals(appeals: AppealQuerySet, decision: Decision) -> None:
    """Those that the decision had settled."""
    settled = appeals.filter(outcome=Appeal.Outcome.SETTLED, decided_at=decision.created_at)
    settled.update(outcome=Appeal.Outcome.OPEN, decided_at=None)


def _refuse_late(decision: Decision, moderator_id: int, now: datetime) -> None:
    if decision.moderator_id != moderator_id or not decision.is_of_queue:
        raise UndoRefusedError(_("Only who decided an item takes the decision back."))
    if Undo.objects.filter(decision=decision).exists():
        raise UndoRefusedError(_("This decision was taken back already."))
    if now > decision.created_at + timedelta(seconds=UNDO_SECONDS):
        raise UndoRefusedError(_("The ten seconds are over, and the decision stands. You can decide it again."))


def _refuse(decision: Decision, article: Article, moderator_id: int, now: datetime) -> None:
    _refuse_late(decision, moderator_id, now)
    if Decision.objects.of(article.pk).first() != decision or article.visibility != decision.visibility:
        raise UndoRefusedError(_("Something has changed since, and the decision stands. You can decide again."))
    newer = ReviewItem.objects.open().filter(article=article, second_of=None).select_for_update().first()
    if newer is not None:
        queue.refuse_others(newer, moderator_id, now)


def _waits_again(decision: Decision) -> ReviewItem:
    """A new item like the one that was decided, as old as that; the one that came meanwhile, if one did."""
    newer = ReviewItem.objects.open().filter(article=decision.article_id, second_of=None).first()
    if newer is not None:
        return newer
    item = ReviewItem.objects.get(decisions=decision)
    item.pk, item.closed_at = None, None
    item._state.adding = True  # noqa: SLF001  Django's way to copy a row
    item.save()
    return item
