"""What hubs sent becomes articles, by the same steps as what is fetched. Runs twice without harm."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction

from feeds.hubs import polling, receive
from feeds.hubs.choose import is_same
from feeds.ingest import save
from feeds.models import Delivery, Feed, HubSubscription
from feeds.parse import NotAFeedError
from feeds.reading import read_limited
from feeds.types import CrawlCounts, Document, ParsedFeed

log = structlog.get_logger(__name__)

# A delivery that failed so often, or killed its worker so often, is let go; the feed itself is visited instead.
MOST_ATTEMPTS = 3


def take_in(ids: Sequence[int], *, now: datetime) -> CrawlCounts:
    """Save the entries of these deliveries. What cannot be read sends us to the feed itself, and never harms it."""
    new = updated = 0
    for pk in sorted(ids):  # one by one: ten megabytes each at worst
        delivery = Delivery.objects.filter(pk=pk).select_related("subscription").first()
        if delivery is None:  # the feed was removed
            continue
        try:
            parsed = _read(delivery, now=now)
            counts = _save(delivery, parsed, now=now) if parsed else _let_go(delivery, now=now)
        except Exception:  # the last resort: it stays, its lease runs out, and it is tried again
            log.exception("delivery_not_saved", delivery=delivery.pk, feed=delivery.subscription.feed_id)
            continue
        new, updated = new + counts[0], updated + counts[1]
    return CrawlCounts(new=new, updated=updated)


def _read(delivery: Delivery, *, now: datetime) -> ParsedFeed | None:
    """The document, if it is one, and of this very feed."""
    said = delivery.subscription
    if delivery.attempts > MOST_ATTEMPTS:
        return None
    body, kind = bytes(delivery.body), delivery.content_type
    try:
        parsed = read_limited(body, url=said.topic, content_type=kind, now=now)
    except NotAFeedError as error:
        log.info("delivery_not_read", feed=said.feed_id, hub=said.hub, error=str(error))
        return None
    # What calls itself something else may have come here by the hub's mistake.
    return parsed if not parsed.self_url or is_same(parsed.self_url, said.topic) else None


@transaction.atomic
def _save(delivery: Delivery, parsed: ParsedFeed, *, now: datetime) -> tuple[int, int]:
    """Articles, and the end of the delivery, in one. How many are new, how many changed.

    Only the entries count: a push may hold one entry of a hundred, so it says nothing of the feed itself.
    """
    # The hub's row before the feed's, as whoever calls for a hub does.
    said = HubSubscription.objects.select_for_update().get(pk=delivery.subscription_id)
    said.record_taken(delivery.body_hash)
    said.save(update_fields=["taken"])
    feed = Feed.objects.select_for_update().get(pk=said.feed_id)
    counts = (0, 0)
    if feed.state == Feed.State.ACTIVE:
        (counts,) = save([Document(feed.pk, parsed, now)], feeds={feed.pk: feed}, is_pushed=True)
        polling.trust(said, now=now)
    delivery.delete()
    return counts


@transaction.atomic
def _let_go(delivery: Delivery, *, now: datetime) -> tuple[int, int]:
    receive.ping(delivery.subscription, now=now)
    delivery.delete()
    return 0, 0
