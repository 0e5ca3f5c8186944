from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LiveHeads(models.Model):
    """The heads as they are now: the anchor's, moved by what readers did since. One row, written by the learner.

    `weights` and `squares` are kept by name (ranking/heads/shape.py), so that features may be added between two starts.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    anchor = models.CharField(_("version they started from"), max_length=80)
    weights = models.JSONField()
    squares = models.JSONField(help_text=_("what AdaGrad has seen"))
    tables = models.JSONField(default=dict, help_text=_("calibration by head"))
    figures = models.JSONField(default=dict, help_text=_("how true it was on the newest day, by head"))
    lessons = models.PositiveBigIntegerField(default=0)
    marks = models.JSONField(default=list, help_text=_("pairs of a second and the newest event then, oldest first"))
    learnt_until = models.BigIntegerField(_("newest event that was learnt from"), default=0)
    judged_until = models.BigIntegerField(_("newest event whose page is over"), default=0)
    is_learning = models.BooleanField(default=True)
    learnt_at = models.DateTimeField()
    calibrated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = _("live heads")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="live_heads_are_one_row")]

    def __str__(self) -> str:
        return f"{self.anchor}+{self.lessons}" if self.lessons else self.anchor


class Taught(models.Model):
    """What the learner took from a page already: labels by slot. Taught again, a page teaches only what is new."""

    slate = models.OneToOneField("ranking.Slate", on_delete=models.CASCADE, primary_key=True, related_name="+")
    labels = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = _("taught")

    def __str__(self) -> str:
        return f"taught by {self.slate_id}"
