from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Decision
from moderation.querysets import AppealQuerySet

LONGEST_APPEAL = 2_000  # characters: as Mastodon has it; 350 words are enough to say what was misread
LONGEST_ANSWER = 1_000  # as the note of a decision


class Appeal(models.Model):
    """A creator's word against a decision on their article: one a decision, decided by another moderator.

    A trigger (migration 0008) refuses the moderator who made the decision, whatever the code says.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("Waits for another moderator")
        UPHELD = "upheld", _("The decision stands")
        OVERTURNED = "overturned", _("The decision was overturned")
        SETTLED = "settled", _("Needs no answer any more")

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=LONGEST_APPEAL)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(AppealQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="appeal_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="open", decided_at__isnull=True)
                | (~Q(outcome="open") & Q(decided_at__isnull=False)),
                name="appeal_is_open_until_it_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["upheld", "overturned"]) | (Q(moderator__isnull=False) & ~Q(answer="")),
                name="appeal_is_answered_by_a_person",
            ),
        ]
        indexes = [
            # Appeal.objects.open(): the queue of appeals
            models.Index(fields=["created_at"], condition=Q(outcome="open"), name="appeal_open")
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.decision_id}"
