from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import CommentQuerySet


class Comment(models.Model):
    """What a reader says under an article."""

    class State(models.TextChoices):
        VISIBLE = "visible", _("Visible")
        HELD = "held", _("Held for review")
        REMOVED = "removed", _("Removed")

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comments")
    body = models.CharField(_("comment"), max_length=4000)
    state = models.CharField(max_length=8, choices=State, default=State.VISIBLE)
    # A salted key of the network it came from, another one each day: accounts of one house are one voice (moderation).
    network = models.CharField(max_length=24, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="comment_says_something")]
        indexes = [
            # the comments under an article, oldest first
            models.Index(fields=["article", "created_at"], name="comment_of_article")
        ]

    def __str__(self) -> str:
        return self.body[:60]
