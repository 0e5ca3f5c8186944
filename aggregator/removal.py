"""An operator removes a feed. What other feeds brought as well, or somebody keeps, stays."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from aggregator import retention
from feeds.models import Article, Feed, Sighting, Subscription
from feeds.sightings import hand_over
from moderation import audit

LONG = 3_000  # articles; 1,500 took 7 s on a machine that had much else to do


@dataclass(frozen=True, slots=True)
class Loss:
    """What the removal of a feed means: articles that go, go over to other feeds, stay; readers who lose it."""

    deleted: int
    handed_over: int
    kept: int
    followers: int

    @property
    def takes_long(self) -> bool:
        """Whether whoever removes it waits for more than some seconds."""
        return self.deleted + self.handed_over > LONG


def loss(feed: Feed, *, now: datetime) -> Loss:
    """What `remove_feed` would do to this feed now."""
    owned = Article.objects.filter(feed=feed)
    shared = Sighting.objects.filter(article__feed=feed).exclude(feed=feed).values("article")
    own = owned.exclude(pk__in=shared)
    deleted = retention.unneeded(now).filter(pk__in=own.values("pk")).count()
    alone = own.count()
    return Loss(
        deleted=deleted,
        handed_over=owned.count() - alone,
        kept=alone - deleted,
        followers=Subscription.objects.filter(feed=feed).count(),
    )


def remove_feed(feed: Feed, *, now: datetime, actor_id: int | None = None) -> bool:
    """Take a feed away. False when its row had to stay, paused and followed by nobody, as the publisher of articles
    that readers saved, moderators decided on, or pages showed lately.

    `actor_id` is who did it; null is a command.
    """
    with transaction.atomic():
        feed = Feed.objects.select_for_update().get(pk=feed.pk)
        owned = Article.objects.filter(feed=feed)
        articles = owned.count()
        hand_over(owned.values_list("pk", flat=True), besides=feed)
        for batch in retention.batches(list(retention.unneeded(now).filter(feed=feed).values_list("pk", flat=True))):
            retention.let_go(batch, now=now)
        followers, _each = Subscription.objects.filter(feed=feed).delete()
        kept = owned.count()
        detail: dict[str, str | int] = {"url": feed.url, "title": feed.title}
        detail |= {"articles": articles, "kept": kept, "followers": followers}
        audit.record_of_feed(audit.Act.REMOVED_FEED, feed_id=feed.pk, actor_id=actor_id, now=now, detail=detail)
        if not kept:
            feed.delete()
            return True
        feed.sightings.exclude(article__feed=feed).delete()
        feed.state = Feed.State.PAUSED
        feed.save(update_fields=["state"])
        return False
