"""How many lines are new to a reader: one query, kept in the cache until something changes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.notifications import kinds
from aggregator.notifications.kinds import Kind
from aggregator.notifications.lines import own
from aggregator.notifications.models import Wishes
from moderation.models import Notice, Report

MOST = 100  # beyond it nobody counts: the page says 99+
KEPT_S = 600  # for lines that nobody announced; all others empty the place at once


def unread(reader_id: int) -> int:
    """How many, MOST at most. One query where the cache does not know."""
    known = cache.get(_key(reader_id))
    if known is None:
        known = _counted(reader_id, timezone.now())
        cache.set(_key(reader_id), known, KEPT_S)
    return int(known)


def forget(reader_ids: Iterable[int]) -> None:
    """The numbers of these readers may have changed."""
    cache.delete_many([_key(reader_id) for reader_id in set(reader_ids)])


def told_lately(now: datetime) -> set[int]:
    """Whom moderation told something in the last minutes: it knows nothing of the number."""
    since = now - timedelta(minutes=5)  # five sweeps
    told = Notice.objects.filter(created_at__gt=since).values_list("recipient_id", flat=True)
    answered = Report.objects.filter(decided_at__gt=since, reporter__isnull=False)
    return {*told, *(pk for pk in answered.values_list("reporter_id", flat=True) if pk is not None)}


def _counted(reader_id: int, now: datetime) -> int:
    notices = Notice.objects.filter(recipient=OuterRef("pk")).told(now).unread()
    answers = Report.objects.told(now).filter(reporter=OuterRef("pk"), read_at=None)
    row = User.objects.filter(pk=reader_id).values_list(
        Subquery(Wishes.objects.filter(reader=OuterRef("pk")).values("shown")),
        ArraySubquery(own(reader_id).filter(read_at=None).values("kind")[:MOST]),
        ArraySubquery(notices.values("pk")[:MOST]),
        ArraySubquery(answers.values("pk")[:MOST]),
    )
    shown, mine, decisions, reports = row.first() or (None, [], [], [])
    new = [*mine, *[Kind.DECISION] * len(decisions), *[Kind.REPORT] * len(reports)]
    wanted = kinds.shown() if shown is None else shown
    return min(MOST, sum(kind in wanted for kind in new))


def _key(reader_id: int) -> str:
    return f"unread:{reader_id}"
