"""The words of articles before somebody changed them, a few of each."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from feeds.models import Article, Revision

# The first is what was shared and quoted, the newest say what is going on. A live ticker that changes at every visit
# would fill the disk with 96 versions a day.
NEWEST = 4


def keep(articles: Sequence[Article], *, now: datetime) -> None:
    """Keep the words that these articles have now, because they are about to change; the caller holds their locks."""
    if not articles:
        return
    Revision.objects.bulk_create(
        Revision(
            article=article,
            title=article.title,
            text=article.text,
            content_hash=article.content_hash,
            seen_at=min(article.edited_at or article.created_at, now),
            replaced_at=now,
        )
        for article in articles
    )
    numbered = Revision.objects.filter(article__in=articles).annotate(
        first=Window(RowNumber(), partition_by="article", order_by=["replaced_at", "pk"]),
        last=Window(RowNumber(), partition_by="article", order_by=[F("replaced_at").desc(), F("pk").desc()]),
    )
    between = numbered.filter(first__gt=1, last__gt=NEWEST)
    Revision.objects.filter(pk__in=list(between.values_list("pk", flat=True))).delete()
