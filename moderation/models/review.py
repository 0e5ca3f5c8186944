from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feeds.models import Article
from moderation.models.assessment import Assessment
from moderation.querysets import ReviewItemQuerySet


class ReviewItem(models.Model):
    """An article that waits for a person. Closed by a decision; a new doubt opens a new item."""

    class Lane(models.TextChoices):
        ALL = "all", _("Any moderator")
        LEAD = "lead", _("A lead")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    zone = models.CharField(max_length=5, choices=Assessment.ZoneChoice)
    reason = models.CharField(max_length=300, blank=True)
    priority = models.FloatField(
        default=0, help_text=_("what people ask for: readers who report, moderators who doubt")
    )
    # What the assessment said of the text that waits; `queue.most_urgent` makes the order of it.
    concern = models.FloatField(default=0, db_default=0, help_text=_("probability times harm"))
    uncertainty = models.FloatField(default=0, db_default=0, help_text=_("1 where a look teaches most, 0 to 1"))
    p_dubious = models.FloatField(null=True, blank=True, help_text=_("as it was said when the item was opened"))
    signal = models.CharField(max_length=20, blank=True, db_default="", help_text=_("which has most to do with it"))
    expected_reach = models.FloatField(default=0, help_text=_("readers a day; ranking writes it here"))
    is_random = models.BooleanField(
        default=False, db_default=False, help_text=_("picked by dice and not by a doubt: figures rest on it")
    )
    chance = models.FloatField(null=True, blank=True, help_text=_("of being picked by those dice"))
    # A moderator looks again at what another one decided, without being told what.
    second_of = models.OneToOneField(
        "moderation.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="second"
    )
    content_hash = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text=_("of the text when the item was opened")
    )
    is_distressing = models.BooleanField(default=False, db_default=False, help_text=_("hard to look at"))
    lane = models.CharField(max_length=4, choices=Lane, default=Lane.ALL, db_default=Lane.ALL)
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    escalation = models.CharField(max_length=300, blank=True, db_default="", help_text=_("why it was handed on"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    leased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    leased_until = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ReviewItemQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(closed_at__isnull=True, second_of__isnull=True),
                name="review_item_one_open_an_article",
            ),
            models.CheckConstraint(
                condition=Q(is_random=False) | Q(chance__isnull=False, chance__gt=0, chance__lte=1),
                name="review_item_by_dice_has_a_chance",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="review_item_closes_after_it_opens",
            ),
        ]
        indexes = [
            # ReviewItem.objects.waiting(now): the queue
            models.Index(
                fields=["-priority", "opened_at"], condition=Q(closed_at__isnull=True), name="review_item_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.article_id}"

    def is_leased(self, now: datetime) -> bool:
        """Somebody holds the item and the lease still runs."""
        return self.leased_by_id is not None and self.leased_until is not None and self.leased_until > now

    def is_leased_to(self, moderator_id: int, now: datetime) -> bool:
        """The moderator holds the item and the lease still runs."""
        return self.leased_by_id == moderator_id and self.is_leased(now)
