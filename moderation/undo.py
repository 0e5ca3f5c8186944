"""Ten seconds to take a decision back: it never counted, and nobody is told of it.

What readers get changes at once, so that harm does not wait for second thoughts; notices, letters and answers to
reports wait until the ten seconds are over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import audit, queue
from moderation.carry_out import locked_article, put_label, show
from moderation.decide import DecisionRefusedError, refuse_strangers
from moderation.models import Appeal, Decision, ReviewItem, Undo
from moderation.params import UNDO_SECONDS
from moderation.tell import unanswer


class UndoRefusedError(DecisionRefusedError):
    """The decision stands. The message is a sentence that says why."""


def latest(moderator_id: int, *, now: datetime) -> list[Decision]:
    """What this moderator decided last, in one act, as long as it can be taken back (one query)."""
    since = now - timedelta(seconds=UNDO_SECONDS)
    own = Decision.objects.filter(moderator_id=moderator_id, created_at__gte=since, created_at__lte=now)
    mine = list(own.exclude(item=None).exclude(reason=Decision.Reason.OVERTURNED).newest().select_related("article"))
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


def _take_back(decision: Decision, moderator_id: int, now: datetime) -> ReviewItem:
    article = locked_article(decision.article_id)
    _refuse(decision, article, moderator_id, now)
    Undo.objects.create(decision=decision, moderator_id=moderator_id, created_at=now)
    show(article, decision.before)
    standing = Decision.objects.of(article.pk).first()
    put_label(article, standing.label if standing is not None else "")
    settled = Appeal.objects.filter(decision__article=article, outcome=Appeal.Outcome.SETTLED)
    settled.filter(decided_at=decision.created_at).update(outcome=Appeal.Outcome.OPEN, decided_at=None)
    item = _waits_again(decision)
    unanswer(decision, item=item)
    detail: dict[str, str | int | None] = {"decision": decision.pk, "visibility": article.visibility, "item": item.pk}
    audit.record(audit.Act.UNDONE, article_id=article.pk, actor_id=moderator_id, now=now, detail=detail)
    return item


def _refuse(decision: Decision, article: Article, moderator_id: int, now: datetime) -> None:
    if decision.moderator_id != moderator_id or not decision.is_of_queue:
        raise UndoRefusedError(_("Only who decided an item takes the decision back."))
    if Undo.objects.filter(decision=decision).exists():
        raise UndoRefusedError(_("This decision was taken back already."))
    if now > decision.created_at + timedelta(seconds=UNDO_SECONDS):
        raise UndoRefusedError(_("The ten seconds are over, and the decision stands. You can decide it again."))
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
