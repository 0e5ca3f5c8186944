from django.conf import settings
from django.db import models


class Subscription(models.Model):
    """A reader follows one thing: a feed, a topic or a creator."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.ForeignKey("feeds.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "feed"], name="subscription_to_a_feed_once"),
            models.UniqueConstraint(fields=["reader", "topic"], name="subscription_to_a_topic_once"),
            models.UniqueConstraint(fields=["reader", "creator"], name="subscription_to_a_creator_once"),
            models.CheckConstraint(
                condition=models.Q(feed__isnull=False, topic__isnull=True, creator__isnull=True)
                | models.Q(feed__isnull=True, topic__isnull=False, creator__isnull=True)
                | models.Q(feed__isnull=True, topic__isnull=True, creator__isnull=False),
                name="subscription_to_exactly_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.feed_id or self.topic_id or self.creator_id}"
