from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """What was learnt of a reader: interest vectors (long, short, last opened) and counts a topic and a feed."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    long = ArrayField(models.FloatField(), null=True, blank=True)
    short = ArrayField(models.FloatField(), null=True, blank=True)
    recent = models.JSONField(default=list, help_text=_("ids of the articles opened last, newest first"))
    topics = models.JSONField(default=dict)
    feeds = models.JSONField(default=dict)
    horizon = models.FloatField(_("how far beyond the usual"), default=0.5)
    events = models.PositiveIntegerField(default=0)
    learned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(horizon__gte=0, horizon__lte=1), name="profile_horizon_is_a_share")
        ]

    def __str__(self) -> str:
        return f"profile of {self.reader_id}"
