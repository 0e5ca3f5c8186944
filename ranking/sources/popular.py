"""Popular: what readers opened, liked and discussed most in the last hours."""

from feeds.models import Article
from ranking import params
from ranking.models import ArticleStats
from ranking.types import Taste, Visit


def popular(visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape
    """Up to params.QUOTAS["popular"] (and `extra`) article ids by decayed heat, hottest first."""
    shown = Article.objects.shown().recent(visit.now, window=params.WINDOW)
    if visit.topic_id is not None:
        shown = shown.filter(topic_id=visit.topic_id)
    hottest = ArticleStats.objects.hottest().filter(article__in=shown)
    return list(hottest.values_list("pk", flat=True)[: params.QUOTAS["popular"] + extra])
