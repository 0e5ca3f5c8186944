from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ranking.querysets import PinQuerySet, ValueWeightsQuerySet


class ValueWeights(models.Model):
    """One version of what a like, a comment or a minute is worth. Changed only by a new version with a reason."""

    name = models.CharField(max_length=80, unique=True)
    weights = models.JSONField()
    reason = models.CharField(max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(ValueWeightsQuerySet)()

    class Meta:
        verbose_name_plural = _("value weights")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="value_weights_have_a_reason"),
            models.UniqueConstraint(fields=["is_active"], condition=Q(is_active=True), name="value_weights_one_active"),
        ]

    def __str__(self) -> str:
        return self.name


class Pin(models.Model):
    """An article that an operator wants on every page until `until`: the forced slot."""

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = models.Manager.from_queryset(PinQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="pin_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason=""), name="pin_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} until {self.until:%Y-%m-%d %H:%M}"
