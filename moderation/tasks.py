"""Work in the background: assess what is due, learn from what was decided."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from feeds.models import Article
from moderation import chain, decide, escalate, listen, second, zones
from moderation.assess import assess_many
from moderation.models import Reference, ReferenceFeed
from moderation.references import rematch, visits
from moderation.training.improve import improve
from moderation.training.truth import learn_truth

# About a second of work for the claims model; a killed worker holds up no more than this many articles.
BATCH = 100
# Embedding them takes three seconds, and finding articles as long.
REFERENCES = 64


@shared_task(name="moderation.assess_due")
def assess_due() -> int:
    """One sweep: take a batch of due articles and assess them; a full batch asks for the next one."""
    now = timezone.now()
    ids = Article.objects.claim_due("assess", now, lease=settings.LEASE, limit=BATCH)
    count = assess_many(ids, now=now)
    if len(ids) == BATCH:
        assess_due.delay()
    return count


@shared_task(name="moderation.assess")
def assess(*, article_ids: list[int]) -> int:
    """A nudge: assess these now instead of at the next sweep."""
    return assess_many(article_ids, now=timezone.now())


@shared_task(name="moderation.collect_references")
def collect_references() -> int:
    """One sweep: ask a feed of checked claims that is due, and its pages; how many references are new or changed."""
    now = timezone.now()
    return visits.visit(ReferenceFeed.objects.claim_due(now, lease=settings.LEASE, limit=1), now=now)


@shared_task(name="moderation.match_references")
def match_references() -> int:
    """One sweep: let articles that may say a new reference be assessed again; how many."""
    now = timezone.now()
    return rematch.rematch(Reference.objects.claim_due(now, lease=settings.LEASE, limit=REFERENCES), now=now)


@shared_task(name="moderation.lift_limits")
def lift_limits() -> int:
    """One sweep: show again what was limited until now and what nobody confirmed."""
    return decide.lift(now=timezone.now())


@shared_task(name="moderation.raise_overdue")
def raise_overdue() -> int:
    """One sweep: what is held too long without a decision comes first; how many did."""
    return escalate.raise_overdue(now=timezone.now())


@shared_task(name="moderation.remind_of_comments")
def remind_of_comments() -> int:
    """One sweep: put held comments that were passed over before a moderator again; under how many articles."""
    return listen.remind(now=timezone.now())


@shared_task(name="moderation.second_looks")
def second_looks() -> int:
    """One sweep: some of the newest decisions are made again by others; how many."""
    return second.open_looks(now=timezone.now())


@shared_task(name="moderation.set_zones")
def set_zones() -> bool:
    """Once a day: where zones begin, from what was assessed and decided lately; whether anything was derived."""
    return zones.set_zones(now=timezone.now()) is not None


@shared_task(name="moderation.learn")
def learn() -> int:
    """Once a day: a new version of the claims model and of how true it is, if there are new decisions; how many it
    learnt from.
    """
    learn_truth(now=timezone.now())
    return int(improve(folder=settings.DATA_DIR / "models", now=timezone.now())["decisions"])


@shared_task(name="moderation.verify_audit")
def verify_audit() -> int:
    """Once a day: does the chain of the audit hold? How many rows it has."""
    return chain.check(now=timezone.now()).rows
