"""RECEPTION: which articles are liked far more often, and read far shorter, than others. A number for moderation.

Whoever begs for likes gets them from people who do not read; so does whoever buys them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from feeds.models import Article
from moderation.measures.intervals import wilson
from moderation.models import Reception
from moderation.types import Applause
from ranking import params
from ranking.models import ArticleStats

WINDOW = timedelta(days=30)
# Fewer say nothing: of 30 openings two likes by friends would be ten times the usual rate.
OPENINGS_LEAST, DWELLS_LEAST = 50, 20
ARTICLES_LEAST = 20  # others to compare it with
# Three times as often, even by the lower bound of Wilson's interval; half as long as its length asks for elsewhere.
LIKES_LIFT, READ_LIFT = 3.0, 0.5
WORDS_LEAST = 30  # as ranking.features: a headline without text still takes a moment


class Counts(NamedTuple):
    """What readers did with one article; `dwell_s` in seconds, all `dwells` together."""

    article_id: int
    likes: int
    plays: int
    dwells: int
    dwell_s: float
    words: int

    @property
    def read(self) -> float:
        """Mean time read over the time its length asks for."""
        asked = min(params.DWELL_CAP_S, max(WORDS_LEAST, self.words) / params.WORDS_A_SECOND)
        return self.dwell_s / self.dwells / asked


def note_reception(*, now: datetime) -> int:
    """Write what stands out, forget what does so no more, and have both assessed anew; how many changed."""
    found = standing_out(_counts(now))
    with transaction.atomic():
        known = set(Reception.objects.values_list("pk", flat=True))
        Reception.objects.filter(pk__in=known - found.keys()).delete()
        Reception.objects.bulk_create(
            [
                Reception(article_id=key, likes_lift=it.likes_lift, read_lift=it.read_lift, noted_at=now)
                for key, it in found.items()
                if key not in known
            ]
        )
        changed = known ^ found.keys()
        Article.objects.filter(pk__in=changed, assess_due_at__isnull=True).update(assess_due_at=now)
    return len(changed)


def standing_out(counts: Sequence[Counts]) -> Mapping[int, Applause]:
    """Those of these articles, by id, and how far. Nothing while there are too few to know what is usual. Pure."""
    if len(counts) < ARTICLES_LEAST or not any(it.likes for it in counts):
        return {}
    usual_likes = sum(it.likes for it in counts) / sum(it.plays for it in counts)
    usual_read = median(it.read for it in counts)
    found = {}
    for it in counts:
        share = wilson(min(it.likes, it.plays), it.plays)
        likes = share.low / usual_likes if share is not None else 0.0
        read = it.read / usual_read if usual_read else 1.0
        if likes >= LIKES_LIFT and read <= READ_LIFT:
            found[it.article_id] = Applause(round(likes, 2), round(read, 2))
    return found


def _counts(now: datetime) -> list[Counts]:
    rows = ArticleStats.objects.filter(
        plays__gte=OPENINGS_LEAST,
        dwells__gte=DWELLS_LEAST,
        article__in=Article.objects.recent(now, window=WINDOW),
    ).values_list("pk", "likes", "plays", "dwells", "dwell_s", F("article__word_count"))
    return [Counts(*row) for row in rows]
