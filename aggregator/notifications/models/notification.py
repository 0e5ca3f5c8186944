from django.conf import settings
from django.db import models
from django.db.models import F, Q

from aggregator.notifications.kinds import Kind
from feeds.models import Article, Comment, Story

_NOTHING = {"story": None, "article": None, "comment": None}


def _about(kind: str, name: str = "") -> Q:
    """Rows of this kind point at `name` and at nothing else."""
    others = {key: None for key in _NOTHING if key != name}
    return Q(kind=kind, **others) & (Q(**{f"{name}__isnull": False}) if name else Q())


class Notification(models.Model):
    """One line of somebody's list: news in one story, answers to one comment, likes of one post, or followers.

    It counts: `total` is how many there were when it was told last, `seen` how many when it was read last. A line
    without `told_at` has nothing to tell yet. That the number has grown is the news, so nothing is told twice, and a
    like that is taken back and given again is none.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # notification_one_line_a_thing begins with it
    )
    kind = models.CharField(max_length=8, choices=Kind)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "story", "article", "comment"],
                nulls_distinct=False,
                name="notification_one_line_a_thing",
            ),
            models.CheckConstraint(
                condition=_about("story", "story")
                | _about("like", "article")
                | _about("reply", "comment")
                | _about("follower"),
                name="notification_is_about_what_it_says",
            ),
            models.CheckConstraint(condition=Q(seen__lte=F("total")), name="notification_seen_is_part_of_total"),
        ]
        indexes = [
            # the list of one reader, newest first
            models.Index(
                fields=["recipient", "-told_at"], condition=Q(told_at__isnull=False), name="notification_newest"
            ),
            # how many are new to one reader
            models.Index(
                fields=["recipient"],
                condition=Q(told_at__isnull=False, read_at__isnull=True),
                name="notification_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.recipient_id}"

    @property
    def news(self) -> int:
        """How many came since it was read; of a line that was read, as many as it told."""
        return max(1, self.total - self.seen)
