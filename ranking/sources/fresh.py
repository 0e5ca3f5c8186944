"""Fresh: pieces that nobody has seen yet."""

from django.db.models import Exists, OuterRef

from feeds.models import Article
from ranking import params
from ranking.models import ArticleStats
from ranking.types import Taste, Visit


def fresh(visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape; what nobody saw, this reader did not either
    """Up to params.QUOTAS["fresh"] article ids without a view, newest first."""
    seen = ArticleStats.objects.filter(article=OuterRef("pk"), views__gt=0)
    articles = Article.objects.shown().recent(visit.now, window=params.FRESH_WINDOW).filter(~Exists(seen))
    if visit.topic_id is not None:
        articles = articles.filter(topic_id=visit.topic_id)
    return list(articles.newest().values_list("pk", flat=True)[: params.QUOTAS["fresh"]])
