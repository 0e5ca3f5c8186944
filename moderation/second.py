"""Second looks: another moderator decides again what dice picked, and is not told what was decided.

It changes nothing that is shown. It tells how far moderators agree; where two do not, a lead decides.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import audit, queue
from moderation.carry_out import locked_article
from moderation.decide import REOPENED_PRIORITY, NotAModeratorError, refuse_reason, refuse_strangers
from moderation.dice import thrown
from moderation.models import Decision, ReviewItem, SecondOpinion
from moderation.params import UNDO_SECONDS
from moderation.querysets import DecisionQuerySet
from moderation.types import Triage, Zone

LOOKED_BACK = timedelta(days=1)  # a sweep that was held up for a day misses nothing


def open_looks(*, now: datetime) -> int:
    """One sweep: put what dice pick of the newest decisions before somebody else, and take away what is moot."""
    _close_moot(now)
    if get_user_model().objects.moderators().count() < 2:  # noqa: PLR2004  who decided, and another one
        return 0
    lately = Decision.objects.filter(
        created_at__gt=now - LOOKED_BACK,
        created_at__lte=now - timedelta(seconds=UNDO_SECONDS),
        moderator__isnull=False,
        item__isnull=False,
        second__isnull=True,
    )
    picked = [pk for pk in lately.values_list("pk", flat=True) if thrown("second look", pk) < _share()]
    stands = lately.filter(pk__in=picked).exclude(Exists(_newer())).select_related("item")
    opened = [_look(decision, now) for decision in stands.order_by("pk")]
    ReviewItem.objects.bulk_create(opened, ignore_conflicts=True)  # of two sweeps at once one opens it
    return len(opened)


def answer(
    item_id: int, *, moderator_id: int, visibility: str, reason: str, note: str = "", now: datetime
) -> SecondOpinion | None:
    """What this moderator would have decided. None when the decision was replaced or the text edited meanwhile: there
    is nothing to compare any more.

    Raises DecisionRefusedError, queue.LeaseError, ReviewItem.DoesNotExist; then nothing was changed.
    """
    refuse_strangers(moderator_id)
    refuse_reason(visibility, reason, note)
    with transaction.atomic():
        article = locked_article(ReviewItem.objects.values_list("article_id", flat=True).get(pk=item_id))
        item = ReviewItem.objects.select_for_update(of=("self",)).select_related("second_of").get(pk=item_id)
        queue.refuse_unheld(item, moderator_id, now)
        first = item.second_of
        if first is None or first.moderator_id is None:
            raise NotAModeratorError(_("This is no second look."))
        item.closed_at, item.leased_by, item.leased_until = now, None, None
        item.save(update_fields=["closed_at", "leased_by", "leased_until"])
        if Decision.objects.of(article.pk).first() != first or first.content_hash != article.content_hash:
            return None
        opinion = SecondOpinion.objects.create(
            item=item,
            moderator_id=moderator_id,
            first_moderator_id=first.moderator_id,
            first_visibility=first.visibility,
            visibility=visibility,
            reason=reason,
            note=note.strip(),
            created_at=now,
        )
        if not opinion.agrees:
            _ask_a_lead(article, opinion, now)
        detail: dict[str, str | int | None] = {"item": item.pk, "decision": first.pk, "visibility": visibility}
        audit.record(audit.Act.LOOKED_AGAIN, article_id=article.pk, actor_id=moderator_id, now=now, detail=detail)
    return opinion


def _ask_a_lead(article: Article, opinion: SecondOpinion, now: datetime) -> None:
    """What readers get stays until a lead has decided; without a lead anybody but the second moderator may."""
    words = {"one": Article.Visibility(opinion.first_visibility).label, "other": opinion.get_visibility_display()}
    why = _("Two moderators disagree: one said “%(one)s”, the other “%(other)s”.") % words
    item = queue.wait(article.pk, Triage(Zone.QUEUE, REOPENED_PRIORITY, why), visibility=article.visibility, now=now)
    item.lane = ReviewItem.Lane.LEAD if get_user_model().objects.leads().exists() else ReviewItem.Lane.ALL
    item.escalated_by_id, item.escalation = opinion.moderator_id, opinion.note[:300] or why[:300]
    item.save(update_fields=["lane", "escalated_by", "escalation"])


def _close_moot(now: datetime) -> None:
    open_ones = ReviewItem.objects.open().filter(second_of__isnull=False)
    edited = ~Q(second_of__content_hash=F("article__content_hash"))
    moot = open_ones.filter(edited | Q(Exists(_newer("second_of"))) | Q(second_of__undo__isnull=False))
    ReviewItem.objects.filter(pk__in=moot.values("pk")).update(closed_at=now, leased_by=None, leased_until=None)


def _newer(path: str = "pk") -> DecisionQuerySet:
    same = Decision.objects.filter(article=OuterRef("article"))
    return same.filter(pk__gt=OuterRef(path))


def _look(decision: Decision, now: datetime) -> ReviewItem:
    assert decision.item is not None  # the query asks for it
    of = decision.item
    return ReviewItem(
        article_id=decision.article_id,
        second_of=decision,
        zone=of.zone,
        reason=of.reason,
        concern=of.concern,
        signal=of.signal,
        content_hash=decision.content_hash,
        is_distressing=of.is_distressing,
        opened_at=now,
    )


def _share() -> float:
    return settings.SECOND_LOOK_PER_CENT / 100
