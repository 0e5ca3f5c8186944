"""Work in the background that joins feeds, moderation and ranking."""

from dataclasses import asdict

import structlog
from celery import shared_task
from django.utils import timezone

from aggregator import letters
from aggregator.retention import prune

log = structlog.get_logger(__name__)


@shared_task(name="site.prune")
def prune_site() -> int:
    """One sweep of retention. Returns how many rows went."""
    gone = asdict(prune(now=timezone.now()))
    log.info("pruned", **gone)
    return sum(gone.values())


@shared_task(name="site.letters")
def send_letters() -> int:
    """One sweep: write to everybody who is owed a letter; how many went."""
    return letters.send_due(now=timezone.now())
