from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.models import Article
from moderation.models.decision import Decision
from moderation.models.review import ReviewItem


class SecondOpinion(models.Model):
    """What another moderator would have decided, who was not told the decision. It changes nothing that is shown."""

    item = models.OneToOneField(ReviewItem, on_delete=models.PROTECT, related_name="opinion")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Copied from the decision, which never changes: kappa is counted over this table alone.
    first_moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_visibility = models.CharField(max_length=5, choices=Article.Visibility)
    visibility = models.CharField(max_length=5, choices=Article.Visibility)
    reason = models.CharField(max_length=20, choices=Decision.Reason)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(moderator=models.F("first_moderator")), name="second_opinion_is_of_another"
            )
        ]
        indexes = [
            # kappa of the last weeks
            models.Index(fields=["-created_at"], name="second_opinion_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.visibility} ({self.item_id})"

    @property
    def agrees(self) -> bool:
        """Both would show readers the same."""
        return self.visibility == self.first_visibility
