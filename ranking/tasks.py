"""Work in the background: thin, and harmless when it runs twice."""

from celery import shared_task
from django.utils import timezone

from ranking import reach


@shared_task(name="ranking.estimate_reach")
def estimate_reach() -> None:
    """Tell moderation how many readers each open review item concerns."""
    reach.estimate_reach(now=timezone.now())
