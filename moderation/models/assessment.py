from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from moderation.querysets import AssessmentQuerySet
from moderation.types import Share, Span, Zone


def between_0_and_1(name: str) -> models.CheckConstraint:
    """A constraint: the column `name` is a probability."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{name}__gte": 0, f"{name}__lte": 1}), name=f"assessment_{name}_is_a_probability"
    )


class Assessment(models.Model):
    """What the signals said of one article at one time. The newest one counts."""

    class ZoneChoice(models.TextChoices):
        CLEAR = Zone.CLEAR.value, _("Clear")
        QUEUE = Zone.QUEUE.value, _("Queue")
        LIMIT = Zone.LIMIT.value, _("Limit")
        HOLD = Zone.HOLD.value, _("Hold")

    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+")
    model = models.CharField(_("model version"), max_length=80)
    p_health = models.FloatField()
    p_dubious = models.FloatField()
    p_bait = models.FloatField()
    p_distress = models.FloatField()
    # Null in the rows of before this column.
    harm = models.FloatField(null=True, blank=True, help_text=_("of believing the worst passage, 0 to 1"))
    zone = models.CharField(max_length=5, choices=ZoneChoice)
    spans = models.JSONField(default=list)
    # One `Share` a signal. With a default in the database: code of the release before writes rows too.
    shares = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    reason = models.CharField(max_length=300, blank=True)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(AssessmentQuerySet)()

    class Meta:
        constraints = [
            between_0_and_1("p_health"),
            between_0_and_1("p_dubious"),
            between_0_and_1("p_bait"),
            between_0_and_1("p_distress"),
        ]
        indexes = [
            # the newest assessment of an article
            models.Index(fields=["article", "-created_at"], name="assessment_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.p_dubious:.2f}"

    def says_the_same(self, other: "Assessment") -> bool:
        """Of the same text, by the same model, with the same outcome: one of the two is enough."""
        return all(getattr(self, name) == getattr(other, name) for name in _WORD)

    def found_spans(self) -> tuple[Span, ...]:
        """The places that made the verdict."""
        return tuple(Span(start, end, why) for start, end, why in self.spans)

    def found_shares(self) -> tuple[Share, ...]:
        """What each signal has to do with the verdict, the greatest first; none of an old assessment."""
        found = [Share(name, p, weight, part) for name, p, weight, part in self.shares]
        return tuple(sorted(found, key=lambda share: -abs(share.weight)))

    @property
    def strongest_signal(self) -> str:
        """The name of the one that has most to do with the verdict; empty when none speaks."""
        shares = self.found_shares()
        return shares[0].name if shares and shares[0].weight > 0 else ""


_WORD = ("content_hash", "model", "zone", "p_health", "p_dubious", "p_bait", "p_distress")
