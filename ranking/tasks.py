"""Work in the background: thin, and harmless when it runs twice."""

import structlog
from celery import shared_task
from django.utils import timezone

from ranking import reach, reception, search, tally
from ranking.events import tidy_pairs
from ranking.experiments import watch
from ranking.training import calibrate, refit

log = structlog.get_logger(__name__)


@shared_task(name="ranking.estimate_reach")
def estimate_reach() -> None:
    """Tell moderation how many readers each open review item concerns."""
    reach.estimate_reach(now=timezone.now())


@shared_task(name="ranking.note_reception")
def note_reception() -> None:
    """Tell moderation which articles are liked far more than they are read."""
    reception.note_reception(now=timezone.now())


@shared_task(name="ranking.calibrate_heads")
def calibrate_heads() -> None:
    """The hour's work on the heads."""
    calibrate.calibrate(now=timezone.now())


@shared_task(name="ranking.refit_heads")
def refit_heads() -> None:
    """The night's work on the heads."""
    found = refit.refit_and_publish(now=timezone.now())
    log.info("refitted", version=found.heads.version, published=not found.why, why=found.why)


@shared_task(name="ranking.watch_experiments")
def watch_experiments() -> None:
    """Roll back the experiments that harm readers."""
    watch(now=timezone.now())


@shared_task(name="ranking.roll_tallies")
def roll_tallies() -> None:
    """Add the hours that are over to the operator's figures."""
    now = timezone.now()
    tally.roll(now=now)
    tally.keep(now)


@shared_task(name="ranking.tidy_pairs")
def tidy_pairs_of_articles() -> None:
    """Keep the table of co-reads small."""
    tidy_pairs(timezone.now())


@shared_task(name="ranking.encode_words")
def encode_words(*, words: str) -> None:
    """Make the vector that a search waits for."""
    search.keep_vector(words)
