"""An operator removes a feed. What other feeds brought as well, or somebody keeps, stays."""

from datetime import datetime

from django.db import transaction

from aggregator import retention
from feeds.models import Article, Feed, Subscription
from feeds.sightings import hand_over


def remove_feed(feed: Feed, *, now: datetime) -> bool:
    """Take a feed away. False when its row had to stay, paused and followed by nobody, as the publisher of articles
    that readers saved, moderators decided on, or pages showed lately.
    """
    with transaction.atomic():
        feed = Feed.objects.select_for_update().get(pk=feed.pk)
        owned = Article.objects.filter(feed=feed)
        hand_over(owned.values_list("pk", flat=True), besides=feed)
        for batch in retention.batches(list(retention.unneeded(now).filter(feed=feed).values_list("pk", flat=True))):
            retention.let_go(batch, now=now)
        Subscription.objects.filter(feed=feed).delete()
        if not owned.exists():
            feed.delete()
            return True
        feed.sightings.exclude(article__feed=feed).delete()
        feed.state = Feed.State.PAUSED
        feed.save(update_fields=["state"])
        return False
