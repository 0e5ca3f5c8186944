from django.db import models

from feeds.models import Article


class Snapshot(models.Model):
    """What an article said when somebody reported it, or when it was put before moderators: no edit hides that.

    A copy and not a pointer: a text has no revision until it is edited, and of revisions the first and the newest few
    are kept. One a text, however many report it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    content_hash = models.CharField(max_length=64)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "content_hash"], name="snapshot_once_a_text")]
        indexes = [
            # aggregator.retention: the old ones
            models.Index(fields=["taken_at"], name="snapshot_taken")
        ]

    def __str__(self) -> str:
        return self.title
