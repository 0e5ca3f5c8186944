"""Who looks at what: one item belongs to one moderator at a time, until its lease ends."""

from collections.abc import Collection
from datetime import datetime, timedelta
from random import Random, SystemRandom

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import snapshots
from moderation.models import Assessment, Opening, ReviewItem
from moderation.params import DISTRESSING_AT
from moderation.querysets import ReviewItemQuerySet
from moderation.types import Triage, Zone
from moderation.wellbeing import sitting

# Long enough to read a long article and its sources; the queues we looked at (facts/moderation.md, 3) take the same.
LEASE = timedelta(minutes=10)
_DICE = SystemRandom()
EVERYTHING = Q()
_FREE = {"leased_by": None, "leased_until": None}
_ZONE_OF = {
    Article.Visibility.ALLOW: Zone.CLEAR,  # what dice picked; all else that is shown comes with a doubt
    Article.Visibility.LIMIT: Zone.LIMIT,
    Article.Visibility.HOLD: Zone.HOLD,
    Article.Visibility.DROP: Zone.HOLD,
}


class LeaseError(Exception):
    """The item cannot be had, or is no longer held. The message is a sentence for the moderator."""


class ItemClosedError(LeaseError):
    """Somebody has decided already."""


class LeaseLostError(LeaseError):
    """The lease ran out, or was never taken."""


class OwnDecisionError(LeaseError):
    """A second look is for somebody else than who decided."""


class OwnMatterError(LeaseError):
    """Nobody judges what they published, or what they complained of."""


class HandedOnError(LeaseError):
    """A lead decides it now."""


class HeldByAnotherError(LeaseError):
    """Another moderator holds the item; `holder` is the name shown to others."""

    def __init__(self, holder: str) -> None:
        super().__init__(_("%(holder)s is looking at this one now.") % {"holder": holder})
        self.holder = holder


def wait(
    article_id: int, triage: Triage, *, visibility: str, now: datetime, assessment: Assessment | None = None
) -> ReviewItem:
    """The article's open item, made if there is none, with the newest word on it. Its zone is never milder than what
    readers get. What the `assessment` said at first is kept with it. The caller holds the lock of the article.
    """
    item = ReviewItem.objects.open_of(article_id).select_for_update().first()
    if item is None:
        item = ReviewItem(article_id=article_id, content_hash=snapshots.keep(article_id, now=now), opened_at=now)
    item.zone = max(_ZONE_OF[Article.Visibility(visibility)], triage.zone, key=tuple(Zone).index)
    item.reason = triage.reason[:300]
    item.priority = max(item.priority, triage.priority)
    if triage.concern >= item.concern:
        item.concern, item.uncertainty = triage.concern, triage.uncertainty
    if assessment is not None:
        item.is_distressing = assessment.p_distress >= DISTRESSING_AT
    if assessment is not None and item.p_dubious is None:
        item.p_dubious, item.signal = assessment.p_dubious, assessment.strongest_signal
    item.save()
    return item


def close(article_id: int, *, now: datetime) -> ReviewItem | None:
    """Nobody has to look any more. The caller holds the lock of the article."""
    item = ReviewItem.objects.open_of(article_id).select_for_update().first()
    if item is not None:
        item.closed_at, item.leased_by, item.leased_until = now, None, None
        item.save(update_fields=["closed_at", *_FREE])
    return item


def lease_next(
    moderator_id: int,
    *,
    now: datetime,
    besides: Collection[int] = (),
    only: Q = EVERYTHING,
    is_lead: bool = False,
    rng: Random = _DICE,
) -> ReviewItem | None:
    """The item this moderator holds already, else one that is free, theirs to decide, like `only` and not in `besides`:
    mostly the most urgent one, and as often as BY_DICE_PER_CENT says the oldest that dice picked, so that learning and
    measuring go on beside it.
    """
    with transaction.atomic():
        mine = ReviewItem.objects.held_by(moderator_id, now).judged_by(moderator_id)
        held = mine.exclude(pk__in=besides).most_urgent(now).first()
        if held is not None:
            return held
        offered = ReviewItem.objects.free(now).offered_to(moderator_id, is_lead=is_lead)
        free = offered.filter(only).exclude(pk__in=besides)
        if sitting(moderator_id, now=now).needs_rest and free.filter(is_distressing=False).exists():
            free = free.filter(is_distressing=False)  # another moderator's turn; if nothing else waits, it is theirs
        by_dice = rng.random() < settings.BY_DICE_PER_CENT / 100
        item = _first(free.by_dice()) if by_dice else None
        item = item or _first(free.most_urgent(now))
        return None if item is None else _give(item, moderator_id, now)


def lease(item_id: int, moderator_id: int, *, now: datetime) -> ReviewItem:
    """Give one item, and no other, to this moderator; taking it twice renews the lease.

    Raises LeaseError, ReviewItem.DoesNotExist.
    """
    with transaction.atomic():
        item = _locked(item_id)
        refuse_others(item, moderator_id, now)
        _give(item, moderator_id, now)
    # After the commit, so that two moderators who swap items never wait for each other's rows.
    ReviewItem.objects.open().filter(leased_by_id=moderator_id).exclude(pk=item_id).update(**_FREE)
    return item


def take_along(item_id: int, moderator_id: int, *, now: datetime) -> None:
    """Lease a copy beside the item that this moderator holds. Inside the transaction that decides both.

    Raises LeaseError, ReviewItem.DoesNotExist.
    """
    item = _locked(item_id)
    refuse_others(item, moderator_id, now)
    _give(item, moderator_id, now)


def taken_at(item_id: int, moderator_id: int) -> datetime | None:
    """When this moderator took the item the last time."""
    own = Opening.objects.filter(item=item_id, moderator=moderator_id).order_by("-opened_at", "-pk")
    return own.values_list("opened_at", flat=True).first()


def heartbeat(item_id: int, moderator_id: int, *, now: datetime) -> datetime:
    """The moderator is still at it: when the lease ends now. Raises LeaseError when it is no longer theirs."""
    with transaction.atomic():
        item = _locked(item_id)
        refuse_unheld(item, moderator_id, now)
        _give(item, moderator_id, now)
    return now + LEASE


def give_back(item_id: int, moderator_id: int) -> bool:
    """Let go of an item so that others can take it at once; false when it was not this moderator's."""
    mine = ReviewItem.objects.open().filter(pk=item_id, leased_by_id=moderator_id)
    return mine.update(**_FREE) == 1


def refuse_own(article_id: int, moderator_id: int) -> None:
    """Raise OwnMatterError if this moderator published the article, whoever else could decide it."""
    if Article.objects.filter(pk=article_id, creator=moderator_id).exists():
        raise OwnMatterError(_("This article is your own: another moderator has to decide it."))


def refuse_others(item: ReviewItem, moderator_id: int, now: datetime) -> None:
    """Raise LeaseError if the item is closed, concerns this moderator, or another one holds it."""
    if item.closed_at is not None:
        raise ItemClosedError(_("This one has been decided already."))
    refuse_own(item.article_id, moderator_id)
    if not ReviewItem.objects.filter(pk=item.pk).judged_by(moderator_id).exists():
        raise OwnMatterError(_("You reported a comment under this article: another moderator has to decide it."))
    if item.lane == ReviewItem.Lane.LEAD and item.escalated_by_id == moderator_id:
        raise HandedOnError(_("You handed this one on: a lead decides it."))
    if item.second_of is not None and item.second_of.moderator_id == moderator_id:
        raise OwnDecisionError(_("You decided this one. Another moderator looks at it again."))
    if item.is_leased(now) and item.leased_by_id != moderator_id:
        raise HeldByAnotherError(str(item.leased_by))


def refuse_unheld(item: ReviewItem, moderator_id: int, now: datetime) -> None:
    """Raise LeaseError unless this moderator holds the item now."""
    refuse_others(item, moderator_id, now)
    if not item.is_leased_to(moderator_id, now):
        raise LeaseLostError(_("Your ten minutes with this one are over. Take it again to decide."))


def _first(free: ReviewItemQuerySet) -> ReviewItem | None:
    return free.select_for_update(skip_locked=True, of=("self",)).first()


def _locked(item_id: int) -> ReviewItem:
    return ReviewItem.objects.select_for_update().get(pk=item_id)


def _give(item: ReviewItem, moderator_id: int, now: datetime) -> ReviewItem:
    if not item.is_leased_to(moderator_id, now):
        opened = {"is_distressing": item.is_distressing, "opened_at": now}
        Opening.objects.create(moderator_id=moderator_id, item=item, **opened)
    item.leased_by_id, item.leased_until = moderator_id, now + LEASE
    item.save(update_fields=["leased_by", "leased_until"])
    return item
