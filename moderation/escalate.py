"""A moderator who cannot or should not decide hands an item on: to a lead, or to another moderator where none is. What
is held too long without a decision comes first for everybody, and leads are told.
"""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from moderation import audit, queue
from moderation.decide import REOPENED_PRIORITY, DecisionRefusedError, refuse_strangers
from moderation.models import ReviewItem
from moderation.params import HOLD_OVERDUE_HOURS

MOST = 200  # in one sweep: a second of work; the next one goes on
LONGEST_WHY = 300  # characters: a question in a sentence or two


class EscalationRefusedError(DecisionRefusedError):
    """The item stays where it is. The message is a sentence that says why."""


def escalate(item_id: int, *, moderator_id: int, why: str, now: datetime) -> ReviewItem:
    """Hand an item that this moderator holds to a lead; it is never offered to them again.

    Raises EscalationRefusedError, queue.LeaseError, ReviewItem.DoesNotExist; then nothing was changed.
    """
    refuse_strangers(moderator_id)
    why = " ".join(why.split())[:LONGEST_WHY]
    if not why:
        raise EscalationRefusedError(_("Write what the lead should know, or what you cannot decide."))
    with transaction.atomic():
        item = ReviewItem.objects.select_for_update().get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        item.lane = _lane(moderator_id)
        item.escalated_by_id, item.escalation, item.leased_by, item.leased_until = moderator_id, why, None, None
        item.priority = max(item.priority, REOPENED_PRIORITY)  # a question of a moderator is answered first
        item.save(update_fields=["lane", "escalated_by", "escalation", "leased_by", "leased_until", "priority"])
        detail: dict[str, str | int | None] = {"item": item.pk, "lane": item.lane, "why": why}
        audit.record(audit.Act.ESCALATED, article_id=item.article_id, actor_id=moderator_id, now=now, detail=detail)
    return item


def raise_overdue(*, now: datetime) -> int:
    """One sweep: what is held too long comes before every doubt, once; how many did.

    It stays anybody's to decide, for a lead on holiday would keep it from all. Silence never releases it.
    """
    count = 0
    late = ReviewItem.objects.overdue(now).filter(escalation="")
    for item_id in late.order_by("opened_at", "pk").values_list("pk", flat=True)[:MOST]:
        with transaction.atomic():
            item = ReviewItem.objects.select_for_update().filter(pk=item_id, closed_at=None, escalation="").first()
            if item is None:
                continue  # decided or handed on meanwhile
            item.escalation = _("Held for more than %(n)d hours, and nobody has decided.") % {"n": HOLD_OVERDUE_HOURS}
            item.priority = max(item.priority, REOPENED_PRIORITY)
            item.save(update_fields=["escalation", "priority"])
            detail: dict[str, str | int | None] = {"item": item.pk, "hours": HOLD_OVERDUE_HOURS}
            audit.record(audit.Act.OVERDUE, article_id=item.article_id, actor_id=None, now=now, detail=detail)
        count += 1
    return count


def _lane(moderator_id: int) -> ReviewItem.Lane:
    people = get_user_model().objects
    if people.leads().exclude(pk=moderator_id).exists():
        return ReviewItem.Lane.LEAD
    if people.moderators().exclude(pk=moderator_id).exists():
        return ReviewItem.Lane.ALL
    raise EscalationRefusedError(_("There is nobody to hand it to: you are the only moderator. Skip it, or decide."))
