"""Work in the background that joins feeds, moderation and ranking."""

from dataclasses import asdict
from random import SystemRandom

import structlog
from celery import shared_task
from django.utils import timezone

from aggregator import letters
from aggregator.accounts.privacy import erase, export
from aggregator.digest import send
from aggregator.notifications import push, tell
from aggregator.retention import prune

log = structlog.get_logger(__name__)


@shared_task(name="site.prune")
def prune_site() -> int:
    """One sweep of retention. Returns how many rows went."""
    gone = asdict(prune(now=timezone.now())) | {"exports": export.take_away_old(now=timezone.now())}
    log.info("pruned", **gone)
    return sum(gone.values())


@shared_task(name="site.letters")
def send_letters() -> int:
    """One sweep: write to everybody who is owed a letter; how many went."""
    return letters.send_due(now=timezone.now())


@shared_task(name="site.tell")
def tell_readers() -> int:
    """One sweep: lines of what concerns somebody; how many are new or grew."""
    return tell.tell(now=timezone.now())


@shared_task(name="site.push")
def push_devices() -> int:
    """One sweep: tell devices that something is new; how many were reached."""
    return push.push_due(now=timezone.now())


@shared_task(name="site.digests")
def send_digests() -> int:
    """One sweep: each reader's own front page to those whose hour has come; how many went."""
    return send.send_due(now=timezone.now(), rng=SystemRandom())


@shared_task(name="site.exports")
def make_exports() -> int:
    """One sweep: copies of their data that people asked for; how many were made."""
    return export.make_due(now=timezone.now())


@shared_task(name="site.erasures")
def finish_erasures() -> int:
    """One sweep: accounts that were closed lose what is left of them; how many are done."""
    return erase.finish_due(now=timezone.now())
