from django.conf import settings
from django.db import models
from django.db.models import Q

from feeds.models import Article
from moderation.models.decision import LONGEST_LABEL, Decision


class Undo(models.Model):
    """A moderator took a decision back within ten seconds: it never counted. A trigger (migration 0016) refuses anybody
    else, and any later time.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="undo")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"undone: {self.decision_id}"


class Label(models.Model):
    """What readers are told beside an article, by the decision that stands. Written by `carry_out` and nobody else."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=LONGEST_LABEL)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="label_says_something")]

    def __str__(self) -> str:
        return self.words
