from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ranking import params


class Profile(models.Model):
    """What was learnt of a reader: interest vectors (long, short, last opened) and counts a topic and an author.

    All counts are as of `learned_at` and decay from there; `long` and `short` are means, their masses what is behind.
    """

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    long = ArrayField(models.FloatField(), null=True, blank=True)
    short = ArrayField(models.FloatField(), null=True, blank=True)
    long_mass = models.FloatField(default=0)
    short_mass = models.FloatField(default=0)
    encoder = models.CharField(max_length=80, blank=True, help_text=_("which encoder the vectors are of"))
    recent = models.JSONField(default=list, help_text=_("ids of the articles opened last, newest first"))
    topics = models.JSONField(default=dict)
    feeds = models.JSONField(default=dict, help_text=_("counts by feed or creator"))
    forgotten = models.JSONField(default=dict, help_text=_("when the reader asked to forget which topic"))
    horizon = models.FloatField(_("how far beyond the usual"), default=0.5)
    horizon_learnt = models.FloatField(default=0, db_default=0, help_text=_("what successes and hides add to it"))
    boosts = models.JSONField(default=list, db_default=[], help_text=_("topics, feeds and creators to see more of"))
    languages = models.JSONField(default=list, db_default=[], help_text=_("that the reader reads; none for all"))
    events = models.PositiveIntegerField(default=0)
    learned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(horizon__gte=0, horizon__lte=1), name="profile_horizon_is_a_share"),
            models.CheckConstraint(
                condition=Q(horizon_learnt__gte=-params.RADIUS_MOST, horizon_learnt__lte=params.RADIUS_MOST),
                name="profile_learns_a_bounded_horizon",
            ),
        ]

    def __str__(self) -> str:
        return f"profile of {self.reader_id}"
