from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import CommentQuerySet


class Comment(models.Model):
    """What a reader says under an article, or in answer to another comment there."""

    class State(models.TextChoices):
        VISIBLE = "visible", _("Visible")
        HELD = "held", _("Held for review")
        REMOVED = "removed", _("Removed")
        TAKEN_BACK = "taken", _("Taken back by its author")  # without its words: the row keeps the place of answers

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comments")
    # What others answered is theirs: it stays when the account of whoever was answered is deleted.
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    body = models.CharField(_("comment"), max_length=4000)
    state = models.CharField(max_length=8, choices=State, default=State.VISIBLE)
    # A salted key of the network it came from, another one each day: accounts of one house are one voice (moderation).
    network = models.CharField(max_length=24, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(CommentQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="taken", body="") | (~models.Q(state="taken") & ~models.Q(body="")),
                name="comment_says_something_or_was_taken_back",
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="comment_does_not_answer_itself"),
        ]
        indexes = [
            # the comments under an article, oldest first
            models.Index(fields=["article", "created_at"], name="comment_of_article"),
            # what waits for a moderator; nearly none
            models.Index(fields=["article"], condition=models.Q(state="held"), name="comment_held"),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    def get_absolute_url(self) -> str:
        """Its place under the article."""
        return f"{self.article.get_absolute_url()}?comment={self.pk}#comment-{self.pk}"


class CommentLike(models.Model):
    """A reader likes a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="likes")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="comment_liked_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} likes {self.comment_id}"


class CommentEdit(models.Model):
    """What a comment said before its author changed it: whoever reported it, reported that."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="edits")
    body = models.CharField(max_length=4000)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="comment_edit_said_something")]

    def __str__(self) -> str:
        return self.body[:60]
