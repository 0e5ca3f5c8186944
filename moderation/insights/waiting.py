"""What waits, and how long already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Assessment, ReviewItem
from moderation.types import Zone

_AGES: Sequence[tuple[str | Promise, timedelta]] = (
    (_("under an hour"), timedelta(hours=1)),
    (_("under 4 hours"), timedelta(hours=4)),  # what is grave should be decided by then, 19 times in 20
    (_("under a day"), timedelta(days=1)),
    (_("under 3 days"), timedelta(days=3)),
    (_("longer"), timedelta(days=36_500)),
)


@dataclass(frozen=True, slots=True)
class Lane:
    """One zone of the queue: how many wait, how many of each age, since when the oldest."""

    label: str
    count: int
    ages: tuple[int, ...]
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Depth:
    """The whole queue."""

    lanes: tuple[Lane, ...]
    ages: tuple[str, ...]
    for_lead: int
    second_looks: int

    @property
    def count(self) -> int:
        """All that waits."""
        return sum(lane.count for lane in self.lanes) + self.second_looks


def waiting(now: datetime) -> Depth:
    """Two queries."""
    items = ReviewItem.objects.open().filter(second_of=None)
    ages: dict[str, Any] = {}
    newer = timedelta()
    for place, (_label, older) in enumerate(_AGES):
        ages[f"age_{place}"] = Count("pk", filter=Q(opened_at__gt=now - older, opened_at__lte=now - newer))
        newer = older
    rows = items.values("zone").annotate(n=Count("pk"), oldest=Min("opened_at"), **ages)
    found: dict[str, dict[str, Any]] = {row["zone"]: dict(row) for row in rows.order_by("zone")}
    others = ReviewItem.objects.open().aggregate(
        lead=Count("pk", filter=Q(lane=ReviewItem.Lane.LEAD)), second=Count("pk", filter=Q(second_of__isnull=False))
    )
    return Depth(
        lanes=tuple(
            Lane(
                label=str(Assessment.ZoneChoice(zone).label) if zone != Zone.CLEAR else str(_("Picked by dice")),
                count=row["n"],
                ages=tuple(row[name] for name in ages),
                oldest=row["oldest"],
            )
            for zone in reversed(Zone)
            if (row := found.get(zone)) is not None
        ),
        ages=tuple(str(label) for label, _older in _AGES),
        for_lead=others["lead"],
        second_looks=others["second"],
    )
