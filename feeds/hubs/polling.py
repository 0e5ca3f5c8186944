"""How a hub changes when its feed is visited."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Value
from django.db.models.functions import Greatest, Least

from feeds.claiming import lock
from feeds.models import Feed, HubSubscription
from feeds.schedule import SHORTEST
from feeds.types import Because

# After a visit found what its hub had not told, the feed is visited as if it had none, for so long and until the hub
# tells of something again.
DISTRUST = timedelta(days=1)


def trust(subscription: HubSubscription, *, now: datetime) -> None:
    """The hub told of something: until its lease ends, visits only make sure."""
    has_missed = subscription.missed_at is not None and subscription.missed_at > now - DISTRUST
    if subscription.is_active(now) and not has_missed:
        Feed.objects.filter(pk=subscription.feed_id).update(pushed_until=subscription.active_until)


def prolong(subscription: HubSubscription) -> None:
    """The lease was renewed: a feed that is pushed stays so."""
    pushed = Feed.objects.filter(pk=subscription.feed_id, pushed_until__isnull=False)
    pushed.update(pushed_until=subscription.active_until)


def found_by_visit(feed: Feed, *, now: datetime) -> None:
    """A visit found new entries of a feed that is pushed. If its hub should have told, it is believed no more.

    Changes the feed without saving it; to be called before the visit is written on it, with the feed locked.
    """
    # Who calls for a hub locks the row and then the feed, the other way round: whoever waited here would wait for ever.
    # A row that is locked just now is that of a hub that calls just now.
    unlocked = HubSubscription.objects.select_for_update(skip_locked=True)
    said = unlocked.filter(feed=feed, state=HubSubscription.State.ACTIVE).first()
    if said is not None and not _was_told(said, feed):
        said.missed_at = now
        said.save(update_fields=["missed_at"])
        feed.pushed_until = None


def _was_told(said: HubSubscription, feed: Feed) -> bool:
    """The hub was not asked yet at the visit before, or it sent us here, or what it sent waits for a worker."""
    before = feed.last_ok_at
    if before is None or (said.active_since is not None and said.active_since > before):
        return True
    return (said.pinged_at is not None and said.pinged_at >= before) or said.waiting.exists()


@transaction.atomic
def visit_soon(feed_ids: list[int], *, now: datetime, because: Because = Because.PUSHED) -> None:
    """Visit these feeds now, or as soon as manners allow; those that cannot be reached wait for their next try."""
    rested = ExpressionWrapper(F("last_fetched_at") + Value(SHORTEST), output_field=DateTimeField())
    soon = Greatest(Value(now), rested, output_field=DateTimeField())
    feeds = Feed.objects.active().filter(pk__in=feed_ids, failures=0, next_fetch_at__gt=now)
    soonest = Least(F("next_fetch_at"), soon)
    Feed.objects.filter(pk__in=lock(feeds)).update(next_fetch_at=soonest, because=because.value)


def called_for_at(feed: Feed, *, claimed_at: datetime) -> datetime | None:
    """When to visit again, because a hub told of something while this visit was under way: what it told of may have
    come too late for the document. To be called before the visit is written on the feed.
    """
    is_called_for = feed.because == Because.PUSHED and feed.next_fetch_at < claimed_at + settings.LEASE
    return max(feed.next_fetch_at, claimed_at + SHORTEST) if is_called_for else None


@transaction.atomic
def fall_back(feed_ids: list[int], *, now: datetime) -> None:
    """Nobody pushes these feeds any more: visit the ones that relied on it, and plan them as all others."""
    relied = lock(Feed.objects.filter(pk__in=feed_ids, pushed_until__isnull=False))
    Feed.objects.filter(pk__in=relied).update(pushed_until=None)
    visit_soon(relied, now=now, because=Because.NONE)
