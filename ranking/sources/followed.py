"""Followed: the newest of the feeds, topics and creators that the reader follows."""

from django.db.models import Q

from feeds.models import Article, Sighting
from ranking import params
from ranking.types import Taste, Visit


def followed(visit: Visit, taste: Taste, *, extra: int) -> list[int]:
    """Up to params.QUOTAS["followed"] (and `extra`) article ids, newest first."""
    if not (taste.followed_feeds or taste.followed_topics or taste.followed_creators):
        return []
    # The window on their own dates keeps this small: a loud publisher has brought tens of thousands since it was added.
    brought = Sighting.objects.articles_of(taste.followed_feeds).filter(published_at__gt=visit.now - params.WINDOW)
    articles = (
        Article.objects.shown()
        .recent(visit.now, window=params.WINDOW)
        .filter(Q(pk__in=brought) | Q(topic_id__in=taste.followed_topics) | Q(creator_id__in=taste.followed_creators))
    )
    if visit.topic_id is not None:
        articles = articles.filter(topic_id=visit.topic_id)
    return list(articles.newest().values_list("pk", flat=True)[: params.QUOTAS["followed"] + extra])
