"""Explore: the newest few of every topic, so that a page is broad and no topic is out of reach.

Old pieces too: on a site where little happens they are what a page is filled with.
"""

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from feeds.models import Article
from ranking import params
from ranking.types import Taste, Visit


def explore(visit: Visit, taste: Taste, *, extra: int) -> list[int]:  # noqa: ARG001  sources have one shape
    """Up to params.QUOTAS["explore_each_topic"] a page of each topic; of one topic, enough for its own page."""
    articles = Article.objects.shown().filter(published_at__lte=visit.now)
    if visit.topic_id is not None:
        limit = params.PAGE_SIZE * (visit.page + 1) + extra
        return list(articles.filter(topic_id=visit.topic_id).newest().values_list("pk", flat=True)[:limit])
    place = Window(RowNumber(), partition_by="topic_id", order_by=[F("published_at").desc(), F("pk").desc()])
    # earlier pages took the newest of every topic: the further down, the deeper it reaches
    limit = params.QUOTAS["explore_each_topic"] * (1 + min(visit.page, params.EXPLORE_DEEPEST))
    newest = articles.annotate(place=place).filter(place__lte=limit)
    return list(newest.order_by("place", "pk").values_list("pk", flat=True))
