from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feeds.models import Article
from moderation.models.assessment import Assessment
from moderation.querysets import DecisionQuerySet, NoticeQuerySet, ReviewItemQuerySet


class ReviewItem(models.Model):
    """An article that waits for a person. Closed by a decision; a new doubt opens a new item."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    zone = models.CharField(max_length=5, choices=Assessment.ZoneChoice)
    reason = models.CharField(max_length=300, blank=True)
    priority = models.FloatField(default=0)
    expected_reach = models.FloatField(default=0, help_text=_("readers a day; ranking writes it here"))
    is_random = models.BooleanField(
        default=False, db_default=False, help_text=_("picked by dice and not by a doubt: figures rest on it")
    )
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
                fields=["article"], condition=Q(closed_at__isnull=True), name="review_item_one_open_an_article"
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


class Decision(models.Model):
    """What readers get to see of an article from now on, and why. Append-only: a mistake is a new decision."""

    class Reason(models.TextChoices):
        ASSESSED_CLEAR = "assessed_clear", _("No doubt found by the automatic assessment")
        ASSESSED_DUBIOUS = "assessed_dubious", _("Possible dubious health claim found by the automatic assessment")
        NOT_ASSESSED = "not_assessed", _("Could not be assessed automatically")
        ACCURATE = "accurate", _("Accurate, or attributed with care")
        DEBUNKS = "debunks", _("Reports or debunks a false claim")
        UNPROVEN_CURE = "unproven_cure", _("Claims a cure without evidence")
        DANGEROUS_ADVICE = "dangerous_advice", _("Advice that can do harm")
        FALSE_CLAIM = "false_claim", _("False claim about health")
        OTHER = "other", _("Another reason, in the note")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    visibility = models.CharField(max_length=5, choices=Article.Visibility)
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    model = models.CharField(_("model version"), max_length=80, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, help_text=_("of the text that was decided on"))
    created_at = models.DateTimeField()

    objects = models.Manager.from_queryset(DecisionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(moderator__isnull=False) | ~Q(model=""), name="decision_is_of_a_person_or_a_model"
            ),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="decision_other_has_a_note"),
        ]
        indexes = [
            # the history of one article, newest first
            models.Index(fields=["article", "-created_at"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.visibility}: {self.reason}"

    @property
    def is_automated(self) -> bool:
        """Made without a person."""
        return self.moderator_id is None

    @property
    def restricts(self) -> bool:
        """Keeps the article from some or all readers."""
        return self.visibility != Article.Visibility.ALLOW

    @classmethod
    def reasons_for(cls, visibility: str) -> tuple[Reason, ...]:
        """What a person may give as the reason: an article is allowed for a merit and restricted for a fault."""
        if visibility == Article.Visibility.ALLOW:
            return (cls.Reason.ACCURATE, cls.Reason.DEBUNKS, cls.Reason.OTHER)
        return (cls.Reason.UNPROVEN_CURE, cls.Reason.DANGEROUS_ADVICE, cls.Reason.FALSE_CLAIM, cls.Reason.OTHER)


class Notice(models.Model):
    """A message to a creator about a decision on their article."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(NoticeQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "decision"], name="notice_once_a_decision")]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.decision_id}"
