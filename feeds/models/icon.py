from datetime import datetime, timedelta

from django.db import models

from feeds.models.feed import Feed
from feeds.models.media import copy_address
from feeds.querysets import IconQuerySet

WIDTH = 32  # pixels: twice the mark beside a publisher's name
FRESH = timedelta(days=30)  # publishers change their icon once in years
BACK_OFF = (timedelta(hours=1), timedelta(days=1))  # after the first failure, after the second; then FRESH


class Icon(models.Model):
    """The icon of a feed's site, as a copy of this site's own. `due_at` is both the schedule and the lease."""

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, related_name="icon")
    due_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=32, blank=True)

    objects = models.Manager.from_queryset(IconQuerySet)()

    class Meta:
        indexes = [
            # Icon.objects.claim_due(now): the sweep of icons
            models.Index(fields=["due_at"], name="icon_due"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.feed)

    @property
    def url(self) -> str:
        """The address of the copy; empty while there is none."""
        return copy_address(self.name, WIDTH) if self.name else ""

    def record_stored(self, *, name: str, now: datetime) -> None:
        """There is a copy: look again in a month."""
        self.name, self.failures, self.last_error, self.due_at = name, 0, "", now + FRESH

    def record_failure(self, *, error: str, now: datetime) -> None:
        """None was found, or none that can be shown; the copy of before stays."""
        wait = BACK_OFF[self.failures] if self.failures < len(BACK_OFF) else FRESH
        self.failures = min(self.failures + 1, len(BACK_OFF) + 1)
        self.last_error, self.due_at = error[:300], now + wait
