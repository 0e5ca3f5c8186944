"""What dice pick of what was just placed: clear articles that are looked at although nobody doubts them, and the doubts
that figures rest on. Each pick is written down with its chance.
"""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from feeds.models import Article
from moderation import queue
from moderation.dice import chance, thrown
from moderation.models import Assessment, ReviewItem
from moderation.types import Triage


def mark(item: ReviewItem, triage: Triage, article: Article) -> None:
    """Write down whether dice picked what waits, and with which chance."""
    item.chance = _chance(triage) or None
    item.is_random = _is_picked(article, triage)
    item.save(update_fields=["chance", "is_random"])


def audit(article: Article, triage: Triage, assessment: Assessment, *, now: datetime) -> None:
    """Some of what nobody doubts is put before a moderator, to learn what is missed. Twice is once."""
    if not _is_picked(article, triage) or ReviewItem.objects.open_of(article.pk).exists():
        return
    why = _("Picked by dice: nothing speaks against it. Such picks tell how much is missed.")
    item = queue.wait(
        article.pk, replace(triage, reason=why), visibility=article.visibility, now=now, assessment=assessment
    )
    mark(item, triage, article)


def _is_picked(article: Article, triage: Triage) -> bool:
    return thrown("audit", article.pk, article.content_hash) < _chance(triage)


def _chance(triage: Triage) -> float:
    of_clear, of_doubted = settings.AUDIT_PER_CENT / 100, settings.BY_DICE_PER_CENT / 100
    return chance(triage, of_clear=of_clear, of_doubted=of_doubted)
