"""Work in the background that joins feeds, moderation and ranking."""

from dataclasses import asdict

import structlog
from celery import shared_task
from django.utils import timezone

from aggregator.retention import prune

log = structlog.get_logger(__name__)


@shared_task(name="site.prune")
def prune_site() -> int:
    """One sweep of retention. Returns how many rows went."""
    gone = asdict(prune(now=timezone.now()))
    log.info("pruned", **gone)
    return sum(gone.values())
