"""What people ask of the site about their own data. `due_at` is both the schedule and the lease; null means done."""

import uuid
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=7)  # a file with everything about a person: as long as they need to fetch it, and no longer
ATTEMPTS = 3  # a file that cannot be made three times fails for a reason that a fourth time does not end


T = TypeVar("T", bound=models.Model)


class RequestQuerySet(models.QuerySet[T]):
    """What waits for a worker."""

    def due(self, now: datetime) -> Self:
        """To be taken up now: new, or left by a worker that died."""
        return self.filter(due_at__lte=now)


class ExportQuerySet(RequestQuerySet["Export"]):
    """Copies that people asked for."""


class ErasureQuerySet(RequestQuerySet["Erasure"]):
    """Accounts that were closed."""


class Export(models.Model):
    """A file with everything that the site has of a person."""

    class State(models.TextChoices):
        WAITS = "waits", _("Being put together")
        MADE = "made", _("Ready")
        FAILED = "failed", _("Could not be made")
        GONE = "gone", _("Deleted after its time")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    state = models.CharField(max_length=6, choices=State, default=State.WAITS)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text=_("bytes"))

    objects = models.Manager.from_queryset(ExportQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="waits"), name="export_one_waits_a_person"),
            models.CheckConstraint(
                condition=Q(state="waits", due_at__isnull=False, ended_at=None)
                | (~Q(state="waits") & Q(due_at=None, ended_at__isnull=False)),
                name="export_is_due_until_it_ends",
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("total")), name="export_does_no_more_than_all"),
        ]
        indexes = [
            # Export.objects.due(now): the sweep
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="export_due")
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.user_id}"

    @property
    def until(self) -> datetime | None:
        """When the file is deleted; None before it is made."""
        return self.ended_at + KEPT if self.ended_at is not None and self.state == self.State.MADE else None


class Erasure(models.Model):
    """An account that its owner deleted: closed at once, emptied by a worker, table by table."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(ErasureQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__isnull=False, done_at=None) | Q(due_at=None, done_at__isnull=False),
                name="erasure_is_due_until_it_is_done",
            )
        ]
        indexes = [
            # Erasure.objects.due(now): the sweep
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="erasure_due")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.done_at or self.due_at}"
