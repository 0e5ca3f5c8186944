"""What the operator's page shows, read once."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from aggregator.ops import queues
from aggregator.ops.ranking import trials
from feeds.models import Article, Feed, ModelVersion
from moderation.models import AuditCheck, ReviewItem
from ranking.models import Experiment


@dataclass(frozen=True, slots=True)
class Waiting:
    """One step of the background path: messages in its queue, rows that are due, rows that are held."""

    step: str
    messages: int | None
    due: int | None
    leased: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of the whole site."""

    feeds: int
    unreachable: int
    never_reached: int
    articles: int
    shown: int
    waiting: tuple[Waiting, ...]
    has_broker: bool
    to_review: int
    overdue: int  # held for more than a day, and nobody has decided
    models: tuple[ModelVersion, ...]
    encoder: str
    free_gb: float
    stopped: tuple[Experiment, ...]
    audit: AuditCheck | None  # the newest one

    @property
    def is_network_closed(self) -> bool:
        """Not one of the feeds was ever reached: that is our network, not theirs."""
        return self.unreachable > 0 and self.never_reached == self.feeds


def read(now: datetime) -> Overview:
    """Everything but the list of feeds."""
    depths, due, leased = queues.depths(), queues.due(now), queues.leased(now)
    active = Feed.objects.active()
    return Overview(
        feeds=active.count(),
        unreachable=active.unreachable().count(),
        never_reached=active.filter(last_ok_at__isnull=True).count(),
        articles=Article.objects.count(),
        shown=Article.objects.shown().count(),
        waiting=tuple(
            Waiting(step, depths[step] if depths else None, due.get(step), leased.get(step)) for step in queues.QUEUES
        ),
        has_broker=depths is not None,
        to_review=due["review"],
        overdue=ReviewItem.objects.overdue(now).count(),
        models=tuple(ModelVersion.objects.filter(is_active=True).order_by("kind", "pk")),
        encoder=settings.EMBEDDING_MODEL,
        free_gb=shutil.disk_usage(settings.DATA_DIR).free / 1e9,
        stopped=tuple(trials.stopped(now)),
        audit=AuditCheck.objects.order_by("-checked_at", "-pk").first(),
    )
