"""VISITS: the feeds of checked claims, each in its time: collect, save, and when to come again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from moderation.models import ReferenceFeed
from moderation.references.collect import CollectError, collect
from moderation.references.save import save

log = structlog.get_logger(__name__)

DAILY = timedelta(days=1)  # fact-checkers publish a handful of pieces a day
FIRST_RETRY = timedelta(hours=1)  # then two, four, ... up to a day


def visit(feed_ids: Sequence[int], *, now: datetime) -> int:
    """Ask these feeds and store what they bring. Returns how many references are new or changed."""
    count = 0
    for feed in ReferenceFeed.objects.filter(pk__in=feed_ids, due_at__isnull=False).order_by("pk"):
        try:
            brought = collect(feed.url, now=now)
        except CollectError as error:
            log.info("checked claims not collected", feed=feed.pk, url=feed.url, why=str(error))
            _failed(feed, str(error), now)
            continue
        saved = save(brought.checked, now=now, feed=feed)
        count += saved.added + saved.updated
        feed.title = feed.title or brought.title[:200]
        feed.failures, feed.read_at = 0, now
        feed.last_error = (brought.problems[0] if brought.problems and not brought.checked else "")[:500]
        _next(feed, now + DAILY, "title", "failures", "last_error", "read_at")
    return count


def _failed(feed: ReferenceFeed, why: str, now: datetime) -> None:
    feed.failures += 1
    feed.last_error = why[:500]
    _next(feed, now + min(DAILY, FIRST_RETRY * 2 ** min(feed.failures - 1, 5)), "failures", "last_error")


def _next(feed: ReferenceFeed, at: datetime, *fields: str) -> None:
    """Write down when to come again, unless somebody has ended the visits meanwhile."""
    feed.save(update_fields=list(fields))
    ReferenceFeed.objects.filter(pk=feed.pk, due_at=feed.due_at).update(due_at=at)
