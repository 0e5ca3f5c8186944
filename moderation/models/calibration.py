from django.db import models
from django.utils.translation import gettext_lazy as _


class Calibration(models.Model):
    """How often it is true what the assessment says, learnt from articles that dice picked. The newest counts."""

    class Kind(models.TextChoices):
        PLATT = "platt", _("A curve of two numbers (Platt)")
        ISOTONIC = "isotonic", _("Steps (isotonic)")

    kind = models.CharField(max_length=8, choices=Kind)
    decisions = models.PositiveIntegerField(help_text=_("on articles that dice picked"))
    curve = models.JSONField(help_text=_("pairs: what was said, and how often it is true"))
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # the newest one
            models.Index(fields=["-created_at"], name="calibration_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%Y-%m-%d} ({self.decisions})"
