"""REACH: how many readers a day an article will meet. Moderators look first where most would be misled."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from feeds.models import Article
from moderation.models import ReviewItem
from ranking.models import ArticleStats, Event

WINDOW = timedelta(days=30)
# Articles that the publisher's own mean has to be seen on before it counts as much as the site's.
PRIOR_ARTICLES = 5.0


def estimate_reach(*, now: datetime) -> int:
    """Write `expected_reach` (readers a day) on every open review item; how many changed. Five queries and a write.

    What the article reached in the last day, or what its publisher's articles reach, whichever is more: a held
    article has reached nobody yet, and that is what would change.
    """
    items = list(ReviewItem.objects.open().select_related("article").only("expected_reach", "article"))
    if not items:
        return 0
    lately = _views_lately([it.article_id for it in items], now)
    publishers, site = _views_an_article(now)
    changed = []
    for item in items:
        usual = publishers.get((item.article.feed_id, item.article.creator_id), site)
        reach = round(max(float(lately.get(item.article_id, 0)), usual), 1)
        if reach != item.expected_reach:
            item.expected_reach = reach
            changed.append(item)
    ReviewItem.objects.bulk_update(changed, ["expected_reach"])
    return len(changed)


def _views_lately(article_ids: list[int], now: datetime) -> Mapping[int, int]:
    """Impressions that were seen in the last day."""
    seen = Event.objects.filter(
        article__in=article_ids, kind=Event.Kind.VIEW, happened_at__gt=now - timedelta(days=1), happened_at__lte=now
    )
    return dict(seen.values("article_id").annotate(n=Count("pk")).values_list("article_id", "n"))


def _views_an_article(now: datetime) -> tuple[dict[tuple[int | None, int | None], float], float]:
    """Mean views of an article by feed and creator, drawn to the site's mean; and the site's mean."""
    rows = (
        ArticleStats.objects.filter(article__in=Article.objects.recent(now, window=WINDOW))
        .values(feed=F("article__feed_id"), creator=F("article__creator_id"))
        .annotate(n=Count("pk", filter=Q(views__gt=0)), total=Coalesce(Sum("views"), 0))
    )
    found = {(row["feed"], row["creator"]): (row["n"], row["total"]) for row in rows}
    site = sum(total for _, total in found.values()) / max(1, sum(n for n, _ in found.values()))
    means = {key: (total + PRIOR_ARTICLES * site) / (n + PRIOR_ARTICLES) for key, (n, total) in found.items()}
    return means, site
