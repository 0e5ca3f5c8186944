from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import DraftQuerySet


class Draft(models.Model):
    """What a creator writes, in Markdown. Private to its author: readers and moderators only meet the article.

    It stays beside the article that was posted from it, so that it can be edited and posted again.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.OneToOneField(
        "feeds.Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="draft"
    )
    title = models.CharField(_("headline"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    topic = models.ForeignKey(
        "feeds.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    posted_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(DraftQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title="", body=""), name="draft_says_something"),
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) | models.Q(posted_at__isnull=False),
                name="draft_with_an_article_was_posted",
            ),
        ]
        indexes = [
            # the list of a creator's posts
            models.Index(fields=["author", "-edited_at", "-id"], name="draft_of_author")
        ]

    def __str__(self) -> str:
        return self.title or self.body[:60]

    @property
    def has_unposted_changes(self) -> bool:
        """It was edited after it was posted."""
        return self.posted_at is not None and self.edited_at > self.posted_at
