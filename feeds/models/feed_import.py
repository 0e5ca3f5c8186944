from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import FeedImportQuerySet


class FeedImport(models.Model):
    """A list of feeds that somebody brought. `due_at` is both the schedule and the lease; null means done."""

    name = models.CharField(_("file"), max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    left_out = models.PositiveIntegerField(_("feeds beyond the limit of one list"), default=0, db_default=0)

    objects = models.Manager.from_queryset(FeedImportQuerySet)()

    class Meta:
        indexes = [
            # FeedImport.objects.due(now): the sweep
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="feed_import_due"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_done(self) -> bool:
        """Every line has its result."""
        return self.due_at is None


class ImportLine(models.Model):
    """One feed of a list, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        ADDED = "added", _("Added")
        EXISTING = "existing", _("Was here before")
        FAILED = "failed", _("Not added")
        STOPPED = "stopped", _("Stopped before its turn")

    list = models.ForeignKey(FeedImport, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=300, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    feed = models.ForeignKey("feeds.Feed", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            # also the order of the page, and how a worker finds the next lines
            models.UniqueConstraint(fields=["list", "position"], name="import_line_position_once"),
            models.CheckConstraint(
                condition=models.Q(state="failed") ^ models.Q(error=""), name="import_line_says_why_it_failed"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
