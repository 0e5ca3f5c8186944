from django.db import models


class Revision(models.Model):
    """The words of an article before somebody changed them, and from when until when they stood."""

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    seen_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    # Readers could see it when it was replaced. What was held or removed then is for moderators.
    was_shown = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(replaced_at__gte=models.F("seen_at")), name="revision_ends_after_it_begins"
            ),
        ]
        indexes = [
            # aggregator.retention: the old ones
            models.Index(fields=["replaced_at"], name="revision_replaced"),
        ]

    def __str__(self) -> str:
        return self.title
