"""A comment is not shown any more: the number on the card follows, and what was learnt of its author stays."""

from datetime import datetime

from django.db import transaction

from feeds.models import Article, Comment
from ranking import profiles
from ranking.events import counters
from ranking.models import Event


def uncomment(*, article_id: int, reader_id: int, now: datetime) -> bool:
    """Count one comment of this reader less, unless fewer of theirs were counted than still stand; whether it was.

    It is gone from the page already. The event stays, with value 0: it counts no more.
    """
    with transaction.atomic():
        profiles.lock(reader_id)
        counted = Event.objects.filter(
            kind=Event.Kind.COMMENT, reader_id=reader_id, article_id=article_id, value__gt=0
        ).order_by("-pk")
        standing = Comment.objects.visible().filter(article_id=article_id, author_id=reader_id)
        if counted.count() <= standing.count():
            return False
        Event.objects.filter(pk__in=counted.values("pk")[:1]).update(value=0.0)
        creator_id = Article.objects.values_list("creator_id", flat=True).get(pk=article_id)
        if not counters.is_own(creator_id, reader_id):
            counters.count(article_id, {"comments": -1}, heat=0.0, now=now)
    return True
