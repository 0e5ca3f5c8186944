from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decision import Notice
from moderation.models.report import Report
from moderation.querysets import LetterQuerySet

# Of one attempt, which ends after ten seconds (EMAIL_TIMEOUT); a killed worker's letters are tried again after it.
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)  # after the first failure; each one doubles it
ATTEMPTS = 12  # the last one after 34 hours: a mail server that is away for a night and a day loses nothing
LONGEST_ERROR = 200


class Letter(models.Model):
    """An e-mail that is owed to somebody, about a notice or about a report of theirs.

    Written in the transaction of what it tells, sent by a sweep afterwards. The row is the mark that it was sent.
    """

    class State(models.TextChoices):
        WAITS = "waits", _("Waits to be sent")
        SENT = "sent", _("Sent")
        UNWANTED = "unwanted", _("No verified address, or no e-mail wanted")
        GIVEN_UP = "given_up", _("Could not be sent")

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITS)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=LONGEST_ERROR, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False, report=None) | Q(notice=None, report__isnull=False),
                name="letter_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="waits", ended_at=None) | (~Q(state="waits") & Q(ended_at__isnull=False)),
                name="letter_waits_until_it_has_ended",
            ),
            models.UniqueConstraint(fields=["report"], condition=Q(state="waits"), name="letter_one_waits_a_report"),
        ]
        indexes = [
            # Letter.objects.due(now): the sweep
            models.Index(fields=["due_at"], condition=Q(state="waits"), name="letter_due")
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.recipient_id}"

    def put_off(self, error: str, *, now: datetime) -> None:
        """It did not reach the mail server: again later, or never if it was tried often enough."""
        self.error = error[:LONGEST_ERROR]
        self.due_at = now + FIRST_PAUSE * 2 ** max(0, self.attempts - 1)
        if self.attempts >= ATTEMPTS:
            self.state, self.ended_at = self.State.GIVEN_UP, now
        self.save(update_fields=["error", "due_at", "state", "ended_at"])
