"""Similar: nearest to what the reader read in weeks, in a day, and just now, by the vectors of the articles."""

from django.conf import settings

from feeds.models import Article, Embedding
from ranking import params
from ranking.types import Taste, Visit


def similar(visit: Visit, taste: Taste, *, extra: int) -> list[int]:
    """Up to params.QUOTAS nearest (and `extra`) for each interest, in one query; nothing for a reader without any."""
    shown = Article.objects.shown().recent(visit.now, window=params.WINDOW)
    if visit.topic_id is not None:
        shown = shown.filter(topic_id=visit.topic_id)
    pool = Embedding.objects.filter(article__in=shown)
    nearest = [
        pool.nearest(vector, model=settings.EMBEDDING_MODEL, limit=params.QUOTAS["nearest"] + extra).values_list(
            "article_id", flat=True
        )
        for vector in (taste.long, taste.short, *taste.recent[:1])
        if vector is not None
    ]
    if not nearest:
        return []
    return list(dict.fromkeys(nearest[0].union(*nearest[1:], all=True)))
