from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DigestPlan(models.Model):
    """A reader wants the news by e-mail once a day or once a week. `due_at` is the schedule and the lease."""

    class Every(models.TextChoices):
        DAY = "day", _("Every day")
        WEEK = "week", _("Every week")

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    every = models.CharField(max_length=4, choices=Every)
    hour = models.PositiveSmallIntegerField(default=7)
    weekday = models.PositiveSmallIntegerField(default=5)  # 0 is Monday; a week is read on Saturday
    slot_at = models.DateTimeField()  # which digest is next: the time it is for
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23, weekday__lte=6), name="digest_plan_is_of_the_clock")
        ]
        indexes = [
            # whose digest is to be sent
            models.Index(fields=["due_at"], name="digest_plan_due")
        ]

    def __str__(self) -> str:
        return f"{self.every}: {self.reader_id}"


class DigestIssue(models.Model):
    """One digest that was made, with why each article is in it. Kept apart from slates: nobody has seen it yet."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    slot_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    heads = models.CharField(_("version of the heads"), max_length=80)
    weights = models.CharField(_("version of the value weights"), max_length=80)
    seed = models.BigIntegerField()
    places = models.JSONField(help_text=_("article, kind, propensity, policy, value and terms of each place"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "slot_at"], name="digest_issue_once_a_slot")]
        indexes = [
            # retention: what is old
            models.Index(fields=["made_at"], name="digest_issue_by_time")
        ]

    def __str__(self) -> str:
        return f"digest of {self.reader_id}"
