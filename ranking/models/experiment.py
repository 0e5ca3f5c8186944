from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ranking.querysets import ArmQuerySet


class Experiment(models.Model):
    """A change of weights on trial: readers, or articles, are hashed to its arms by its name."""

    class Unit(models.TextChoices):
        READER = "reader", _("Readers")
        ARTICLE = "article", _("Articles")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Running")
        LAUNCHED = "launched", _("Launched")
        STOPPED = "stopped", _("Rolled back")

    name = models.SlugField(max_length=60, unique=True)
    hypothesis = models.CharField(max_length=500)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.READER)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True, help_text=_("why it was launched or rolled back"))

    class Meta:
        constraints = [
            # two at once on the same units would each see the other's change
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state="running"), name="experiment_one_running_a_unit"
            ),
            models.CheckConstraint(condition=~Q(hypothesis=""), name="experiment_has_a_hypothesis"),
            models.CheckConstraint(
                condition=Q(state="draft", started_at__isnull=True) | Q(~Q(state="draft"), started_at__isnull=False),
                name="experiment_that_ran_was_started",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running"], ended_at__isnull=True, outcome="")
                | Q(Q(state__in=["launched", "stopped"], ended_at__isnull=False), ~Q(outcome="")),
                name="experiment_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Arm(models.Model):
    """A share of the units and the weights that rank for them; without weights, those in force."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="arms")
    name = models.SlugField(max_length=30)
    share = models.FloatField()
    weights = models.ForeignKey(
        "ranking.ValueWeights", on_delete=models.PROTECT, null=True, blank=True, related_name="arms"
    )

    objects = models.Manager.from_queryset(ArmQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["experiment", "name"], name="arm_name_once_an_experiment"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="arm_share_is_a_share"),
            # the arm without weights of its own is the control: one, so that there is one comparison
            models.UniqueConstraint(
                fields=["experiment"], condition=Q(weights__isnull=True), name="arm_one_control_an_experiment"
            ),
        ]

    def __str__(self) -> str:
        return self.name
