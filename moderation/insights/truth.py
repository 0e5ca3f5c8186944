"""What is missed, and how often it is true what was said: from what dice picked and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, FloatField, Q, Sum, When

from moderation.insights import WINDOW
from moderation.measures.intervals import Sample, Share, recall
from moderation.measures.reliability import Bin, error, reliability
from moderation.models import Calibration, Decision, ReviewItem
from moderation.params import CONCERNS_FROM
from moderation.training.truth import DUBIOUS, said


@dataclass(frozen=True, slots=True)
class Truth:
    """The recall and what it rests on; the bins of the calibration plot; the curve in force."""

    recall: Share | None
    doubted: Sample
    clear: Sample
    bins: Sequence[Bin]
    error: float
    decisions: int
    calibration: Calibration | None


def truth(now: datetime) -> Truth:
    """Four queries."""
    doubted, clear = _samples(now)
    bins = reliability(said(now))
    return Truth(
        recall=recall(doubted, clear),
        doubted=doubted,
        clear=clear,
        bins=bins,
        error=error(bins),
        decisions=clear.looked_at + doubted.looked_at,
        calibration=Calibration.objects.order_by("-created_at", "-pk").first(),
    )


def _samples(now: datetime) -> tuple[Sample, Sample]:
    """Doubted articles, of which dice picked some; and clear ones, whose number the chance of an audit tells."""
    items = ReviewItem.objects.filter(opened_at__gt=now - WINDOW, opened_at__lte=now, second_of=None)
    # What waits only because nobody reads its language has been passed over, like what is clear.
    silent = Q(zone="clear") | Q(zone="queue", concern__gt=0, concern__lt=CONCERNS_FROM)
    row = items.aggregate(
        doubted=Count("pk", filter=~silent),
        stands_for=Sum(1.0 / F("chance"), filter=silent & Q(is_random=True), output_field=FloatField()),
    )
    made = Decision.objects.filter(moderator__isnull=False, item__in=items.filter(is_random=True))
    told = made.annotate(
        is_silent=Case(
            When(item__zone="clear", then=True),
            When(item__zone="queue", item__concern__gt=0, item__concern__lt=CONCERNS_FROM, then=True),
            default=False,
        )
    ).values_list("is_silent", Case(When(reason__in=DUBIOUS, then=True), default=False))
    counts = {key: n for *key_, n in told.annotate(n=Count("pk")).order_by() for key in [tuple(key_)]}
    doubted, clear = (
        (counts.get((which, True), 0), counts.get((which, True), 0) + counts.get((which, False), 0))
        for which in (False, True)
    )
    return Sample(*doubted, row["doubted"]), Sample(*clear, row["stands_for"] or 0.0)
