"""Labels from the moderators' decisions: the newest word of a person on a text that still reads as it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from feeds.models import Article, Embedding
from moderation.evidence import read
from moderation.grams import tidy
from moderation.learned import deciding
from moderation.models import Decision
from moderation.training.dataset import PREFIX
from moderation.training.local import Decided
from moderation.training.matrix import matrix
from moderation.types import Evidence

_SOUND = (Decision.Reason.ACCURATE, Decision.Reason.DEBUNKS)
_DUBIOUS = (Decision.Reason.UNPROVEN_CURE, Decision.Reason.DANGEROUS_ADVICE, Decision.Reason.FALSE_CLAIM)


@dataclass(frozen=True, slots=True)
class Label:
    """What a person decided on one article. `is_random` says that dice picked it, not a doubt."""

    article_id: int
    text: str
    dubious: bool
    is_random: bool
    decided_at: datetime


def labels(*, before: datetime | None = None) -> list[Label]:
    """One label an article, oldest first: a correction or a granted appeal is a newer decision and stands alone.

    Decisions for another reason, on a text that was edited since, or in a language not read, are no labels.
    """
    decisions = Decision.objects.filter(moderator__isnull=False)
    if before is not None:
        decisions = decisions.filter(created_at__lt=before)
    newest = decisions.order_by("article_id", "-created_at", "-pk").distinct("article_id")
    found = [label for decision in newest.select_related("article", "item") if (label := _label(decision)) is not None]
    return sorted(found, key=lambda label: (label.decided_at, label.article_id))


def decided(some: Sequence[Label]) -> Decided:
    """The labels as something to learn from; with vectors if every article has one."""
    import numpy as np

    ids = [label.article_id for label in some]
    stored = Embedding.objects.filter(article_id__in=ids, model=settings.EMBEDDING_MODEL)
    vectors = {row.article_id: row.vector for row in stored}
    has_all = bool(ids) and vectors.keys() >= set(ids)
    return Decided(
        matrix([label.text for label in some]),
        np.array([label.dubious for label in some], dtype=bool),
        np.array([tidy(label.text)[:PREFIX] for label in some]),
        np.array([vectors[one] if has_all else [] for one in ids], dtype=np.float32).reshape(len(ids), -1),
        settings.EMBEDDING_MODEL if has_all else "",
    )


def _label(decision: Decision) -> Label | None:
    article: Article = decision.article
    if decision.reason not in (*_SOUND, *_DUBIOUS) or decision.content_hash != article.content_hash:
        return None
    reading = read(Evidence(article.title, article.text, language=article.language))
    if not reading.is_english or not (text := deciding(reading)):
        return None
    is_random = decision.item is not None and decision.item.is_random
    return Label(article.pk, text, decision.reason in _DUBIOUS, is_random, decision.created_at)
