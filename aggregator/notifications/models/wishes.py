from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from aggregator.notifications import kinds

MOST_DEVICES = 10  # of one reader: a phone, a tablet, some browsers; each is asked at each push
_KIND = models.CharField(max_length=8)  # a Kind; the form checks it


class Wishes(models.Model):
    """What a reader wants to hear of, where, and when not. Who has no row has chosen nothing."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    time_zone = models.CharField(max_length=64, default="UTC")
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True, default=22)  # hours of the day
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True, default=7)
    shown = ArrayField(_KIND, default=kinds.shown, blank=True)
    pushed = ArrayField(_KIND, default=kinds.pushed, blank=True)
    mailed = ArrayField(_KIND, default=kinds.mailed, blank=True)
    pushed_at = models.DateTimeField(db_default=Now())  # what was told later than this is news for the devices
    push_due_at = models.DateTimeField(db_default=Now())  # when it is looked at again; a worker's lease as well

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__lte=23, quiet_until__lte=23),
                name="wishes_quiet_hours_are_hours",
            )
        ]
        indexes = [
            # whose devices may be told of something
            models.Index(fields=["push_due_at"], name="wishes_push_due")
        ]

    def __str__(self) -> str:
        return f"wishes of {self.reader_id}"


class Device(models.Model):
    """A browser that takes pushes: where it is reached, and the keys that only it can read with (RFC 8291)."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)  # as its reader knows it: "Firefox on Linux"
    created_at = models.DateTimeField(auto_now_add=True)
    reached_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or f"device {self.pk}"
