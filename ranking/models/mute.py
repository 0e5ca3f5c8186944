from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ranking.querysets import MuteQuerySet


class Mute(models.Model):
    """What a reader does not want on their page: a topic, a feed, a creator or a word, for ever or until a day."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    topic = models.ForeignKey("feeds.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    word = models.CharField(max_length=60, blank=True, help_text=_("whole words of a title, in lower case"))
    until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(MuteQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False, feed__isnull=True, creator__isnull=True, word="")
                | Q(topic__isnull=True, feed__isnull=False, creator__isnull=True, word="")
                | Q(topic__isnull=True, feed__isnull=True, creator__isnull=False, word="")
                | Q(Q(topic__isnull=True, feed__isnull=True, creator__isnull=True), ~Q(word="")),
                name="mute_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["reader", "topic", "feed", "creator", "word"], nulls_distinct=False, name="mute_once_a_reader"
            ),
        ]

    def __str__(self) -> str:
        return self.word or str(self.topic or self.feed or self.creator)
