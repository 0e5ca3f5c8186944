import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ranking.querysets import ImpressionQuerySet
from ranking.types import SlotKind


class Slate(models.Model):
    """One page served to one reader, or to a stranger (`reader` null, `visitor` a random key of the session)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="slates",
        db_index=False,  # slate_of_reader begins with it
    )
    visitor = models.CharField(max_length=40, blank=True)
    served_at = models.DateTimeField()
    page = models.PositiveSmallIntegerField(default=0)
    topic = models.ForeignKey("feeds.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    heads = models.CharField(_("version of the heads"), max_length=80)
    weights = models.CharField(_("version of the value weights"), max_length=80)
    arm = models.CharField(max_length=100, blank=True, help_text=_("experiment/arm, when an experiment ran"))
    seed = models.BigIntegerField()
    counts = models.JSONField(default=dict, help_text=_("candidates by source, drops by reason"))

    served: "list[Impression] | None" = None  # in slot order, on the object that wrote them; no column

    class Meta:
        indexes = [
            # what a reader was served lately
            models.Index(fields=["reader", "-served_at"], name="slate_of_reader"),
            models.Index(fields=["visitor", "-served_at"], name="slate_of_visitor"),
            # ranking.tally: what was served in an hour, or since one
            models.Index(fields=["served_at"], name="slate_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Impression(models.Model):
    """One article in one slot of one slate, with everything that put it there. Append-only."""

    class Kind(models.TextChoices):
        PERSONAL = SlotKind.PERSONAL.value, _("For you")
        HORIZON = SlotKind.HORIZON.value, _("Beyond your usual")
        FRESH = SlotKind.FRESH.value, _("New here")
        FORCED = SlotKind.FORCED.value, _("Pinned")

    # impression_slot_once_a_slate begins with it
    slate = models.ForeignKey(Slate, on_delete=models.CASCADE, related_name="impressions", db_index=False)
    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+")
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    propensity = models.FloatField()
    pool_size = models.PositiveIntegerField(default=1)
    policy = models.CharField(max_length=40)
    chances = models.JSONField(
        default=dict, db_default={}, help_text=_("of a horizon place: the chance of each topic of its pool")
    )
    scores = models.JSONField()
    terms = models.JSONField(help_text=_("signed terms of the value"))
    value = models.FloatField()
    features = ArrayField(models.FloatField())
    reasons = models.JSONField(default=list)

    objects = models.Manager.from_queryset(ImpressionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slate", "slot"], name="impression_slot_once_a_slate"),
            models.UniqueConstraint(fields=["slate", "article"], name="impression_article_once_a_slate"),
            models.CheckConstraint(
                condition=Q(propensity__gt=0, propensity__lte=1), name="impression_propensity_is_a_probability"
            ),
            models.CheckConstraint(condition=Q(pool_size__gte=1), name="impression_pool_has_its_article"),
        ]

    def __str__(self) -> str:
        return f"{self.slate_id} {self.slot}"
