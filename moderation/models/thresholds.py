from django.db import models
from django.utils.translation import gettext_lazy as _


class ThresholdVersion(models.Model):
    """Where the zones begin: derived from what was assessed lately and how much people can look at. The newest counts.

    Rows are not changed, so that it can be told by which thresholds an article went where it went.
    """

    budget = models.FloatField(help_text=_("share of articles that moderators can look at"))
    articles = models.PositiveIntegerField(help_text=_("assessed lately, from which it was derived"))
    thresholds = models.JSONField(help_text=_("as moderation.types.Thresholds"))
    report = models.JSONField(default=dict, help_text=_("what they would have sent where"))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(budget__gt=0, budget__lte=1), name="threshold_version_budget_is_a_share"
            )
        ]
        indexes = [
            # the newest one, for each assessment
            models.Index(fields=["-created_at"], name="threshold_version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.budget:.0%}"
