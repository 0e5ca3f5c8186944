from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ranking.models.slate import Impression


class Tallied(models.Model):
    """How far pages and events are counted into the tallies below. One row; who counts holds it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    until = models.DateTimeField(
        help_text=_("what was before is in the tallies, what came since is counted as it is read")
    )
    rates = models.JSONField(
        default=dict, help_text=_("what was opened of those seen, by kind of place, with interval")
    )

    class Meta:
        verbose_name_plural = _("tallied")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="tallied_is_one_row")]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d %H:%M}"


class DayTally(models.Model):
    """Sums over a day's pages. Sums, not means: what an hour adds is added."""

    day = models.DateField(primary_key=True)
    readers = models.PositiveIntegerField(null=True, help_text=_("signed-in ones; unknown until the day is over"))
    came_back = models.PositiveIntegerField(null=True, help_text=_("of them, who came on the next day too"))
    seconds = models.FloatField(default=0, help_text=_("read by signed-in readers"))
    pages = models.PositiveIntegerField(default=0, help_text=_("first ones of a visit, on no topic"))
    topics = models.FloatField(default=0)
    effective_topics = models.FloatField(default=0)
    authors = models.FloatField(default=0)
    cards = models.PositiveIntegerField(default=0, help_text=_("personal ones, whose terms these are"))
    terms = models.JSONField(default=dict, help_text=_("signed terms of the value"))
    predictions = models.JSONField(default=dict, help_text=_("what each predicted term multiplies its weight with"))

    class Meta:
        verbose_name_plural = _("day tallies")

    def __str__(self) -> str:
        return f"{self.day}"


class PlaceTally(models.Model):
    """What was served at one place of a page on a day, and what readers did with it."""

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Impression.Kind)
    slot = models.PositiveSmallIntegerField()
    served = models.PositiveIntegerField(default=0)
    pools = models.PositiveBigIntegerField(default=0)
    least = models.FloatField(default=1, help_text=_("the smallest propensity"))
    viewed = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0, help_text=_("of those seen"))
    hidden = models.PositiveIntegerField(default=0, help_text=_("of those seen"))

    class Meta:
        verbose_name_plural = _("place tallies")
        constraints = [models.UniqueConstraint(fields=["day", "kind", "slot"], name="place_tally_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.slot}"


class PublisherTally(models.Model):
    """How many cards of a feed, or of a creator, were served on a day."""

    day = models.DateField()
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, null=True, related_name="+")
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    cards = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = _("publisher tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "feed", "creator"], nulls_distinct=False, name="publisher_tally_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.feed_id or self.creator_id}"
