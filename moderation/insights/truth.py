"""What is missed, and how often it is true what was said: from what dice picked and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, FloatField, Q, Sum

from moderation.insights import WINDOW
from moderation.measures.intervals import Sample, Share, recall
from moderation.measures.reliability import Bin, error, reliability
from moderation.models import Calibration, ReviewItem
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
    """Three queries."""
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
    right = Q(decisions__reason__in=DUBIOUS)
    made = Q(decisions__moderator__isnull=False, decisions__undo=None)
    # What waits only because nobody reads its language has been passed over, like what is clear.
    silent = Q(zone="clear") | Q(zone="queue", concern__gt=0, concern__lt=CONCERNS_FROM)
    by_dice, quiet = Q(is_random=True), Q(is_random=True) & silent
    row = items.aggregate(
        doubted=Count("pk", filter=~silent, distinct=True),
        looked=Count("pk", filter=~silent & by_dice & made, distinct=True),
        right=Count("pk", filter=~silent & by_dice & made & right, distinct=True),
        audited=Count("pk", filter=quiet & made, distinct=True),
        missed=Count("pk", filter=quiet & made & right, distinct=True),
    )
    stands_for = items.filter(quiet).aggregate(n=Sum(1.0 / F("chance"), output_field=FloatField()))["n"] or 0.0
    return Sample(row["right"], row["looked"], row["doubted"]), Sample(row["missed"], row["audited"], stands_for)
