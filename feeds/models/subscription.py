from django.conf import settings
from django.db import models
from django.db.models import Q

THINGS = ("feed", "topic", "creator", "story")


def _only(thing: str) -> Q:
    return Q(**{f"{one}__isnull": one != thing for one in THINGS})


class Subscription(models.Model):
    """A reader follows one thing: a feed, a topic, a creator or a story.

    Of stories that were merged, whoever followed a part follows the whole: `Subscription.objects.filter(of_story(pk))`.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.ForeignKey("feeds.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    story = models.ForeignKey("feeds.Story", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "feed"], name="subscription_to_a_feed_once"),
            models.UniqueConstraint(fields=["reader", "topic"], name="subscription_to_a_topic_once"),
            models.UniqueConstraint(fields=["reader", "creator"], name="subscription_to_a_creator_once"),
            models.UniqueConstraint(fields=["reader", "story"], name="subscription_to_a_story_once"),
            models.CheckConstraint(
                condition=_only("feed") | _only("topic") | _only("creator") | _only("story"),
                name="subscription_to_exactly_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.feed_id or self.topic_id or self.creator_id or self.story_id}"


def of_story(story_id: int) -> Q:
    """Subscriptions to this story, or to one that was merged into it."""
    return Q(story=story_id) | Q(story__merged_into=story_id)
