"""Co-read in the database: an opening counts for its pairs with what the same reader opened before it."""

from collections.abc import Sequence
from datetime import datetime
from math import log2

from django.db import connection, transaction

from ranking import params
from ranking.counting import pairs
from ranking.models import CoRead
from ranking.querysets import CoReadQuerySet, among

# As trends.raised: log2(2^old + 2^new). The exponent is bounded, for PostgreSQL calls 2^-1100 an error. An article that
# is no more is passed over. Whoever opens an article holds its counters, so no two write the same pair in two orders.
_RAISE = """
INSERT INTO ranking_coread AS known (article_id, partner_id, trend)
SELECT article.id, %s, given.trend FROM unnest(%s::bigint[], %s::float8[]) AS given(id, trend)
JOIN feeds_article AS article ON article.id = given.id ORDER BY article.id
ON CONFLICT (article_id, partner_id) DO UPDATE SET trend = greatest(known.trend, excluded.trend)
    + ln(1 + power(2, greatest(-100, -abs(known.trend - excluded.trend)))) / ln(2)
"""


def count(article_id: int, recent: Sequence[int], *, amount: float, now: datetime) -> None:
    """Count an opening after those of `recent`, newest first; `amount` is at most 1. One query."""
    steps = pairs.steps(recent, article_id)
    if not steps or amount <= 0:
        return
    at = now.timestamp() / pairs.HALF_LIFE_S
    trends = [log2(amount * step) + at for step in steps.values()]
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [article_id, list(steps), trends])


def tidy(now: datetime) -> int:
    """Forget pairs that no page can need any more and all but the strongest of an article; how many went."""
    oldest = (now - params.WINDOW).timestamp() / pairs.HALF_LIFE_S
    with transaction.atomic():
        return _forgotten(CoRead.objects.filter(trend__lt=oldest) | CoRead.objects.beyond(params.PARTNERS_KEPT))


def _forgotten(pairs: CoReadQuerySet) -> int:
    """Locked as openings lock them, so that no two wait for each other; a pair that is being counted is left."""
    rows = pairs.order_by("article_id", "partner_id").select_for_update(skip_locked=True)
    deleted, _by_model = CoRead.objects.filter(pk__in=among(list(rows.values_list("pk", flat=True)))).delete()
    return deleted
