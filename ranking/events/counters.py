"""The counters of an article: moved by expressions in the database, so that no two acts overwrite each other."""

from collections.abc import Mapping
from datetime import datetime
from math import log
from typing import NamedTuple

from django.db import connection
from django.db.models import F, FloatField, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Ln, Now, Power

from ranking import params
from ranking.models import ArticleStats

_HALF_LIFE_S = params.HEAT_HALF_LIFE.total_seconds()
_SHORTER_S = {
    name: span.total_seconds() for name, span in zip(("trend_10m", "trend_1h"), params.HEAT_SPANS[:2], strict=True)
}
# Old rows and new ones in the order of the articles, so that no two beacons wait for each other.
_MOVE = """
INSERT INTO ranking_articlestats AS known
    (article_id, views, dwells, dwell_s, plays, likes, hides, comments, saves, heat, heat_at)
SELECT given.*, 0, 0, 0, 0, 0, 0, %s FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::float8[]) AS given(id)
ORDER BY given.id
ON CONFLICT (article_id) DO UPDATE SET views = known.views + excluded.views, dwells = known.dwells + excluded.dwells,
    dwell_s = known.dwell_s + excluded.dwell_s, moved_at = now()
"""


class Move(NamedTuple):
    """What a beacon adds to the counters of an article; `dwell_s` are seconds."""

    views: int
    dwells: int
    dwell_s: float


def is_own(creator_id: int | None, reader_id: int | None) -> bool:
    """Whether it is the reader's own piece: nobody moves the counters of theirs."""
    return reader_id is not None and reader_id == creator_id


def count(article_id: int, moves: Mapping[str, float], *, heat: float, now: datetime) -> None:
    """Add `moves` to the counters (none falls below 0) and `heat` to what is left of the heat."""
    changes: dict[str, Combinable] = {
        name: Greatest(F(name) + move, Value(type(move)(0))) for name, move in moves.items()
    }
    if heat:
        changes |= _warmed(heat, now)
    row = ArticleStats.objects.filter(pk=article_id)
    if changes and not row.update(**changes, moved_at=Now()):
        _ensure(article_id, now)
        row.update(**changes, moved_at=Now())


def count_beacon(moves: Mapping[int, Move], *, now: datetime) -> None:
    """Add to each article's counters. One query, none without moves."""
    if moves:
        columns = [list(column) for column in zip(*moves.values(), strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [now, list(moves), *columns])


def _ensure(article_id: int, now: datetime) -> None:
    ArticleStats.objects.bulk_create([ArticleStats(article_id=article_id, heat_at=now)], ignore_conflicts=True)


def _warmed(heat: float, now: datetime) -> dict[str, Combinable]:
    """Heat fades to `now`, then rises; `trend` sorts articles by heat whatever the time (see ArticleStats)."""
    age = Func(Value(now) - F("heat_at"), template="EXTRACT(EPOCH FROM %(expressions)s)", output_field=FloatField())
    left = F("heat") * Power(Value(0.5), Greatest(age, Value(0.0)) / Value(_HALF_LIFE_S))
    warmed = left + Value(heat)
    trend = Ln(warmed) / Value(log(2)) + Value(now.timestamp() / _HALF_LIFE_S)
    shorter = {name: _raised(name, heat, now.timestamp() / span) for name, span in _SHORTER_S.items()}
    return {"heat": warmed, "heat_at": Value(now), "trend": trend, **shorter}


def _raised(name: str, amount: float, at: float) -> Combinable:
    """As counting.trends.raised; `at` in half-lives. The exponent is bounded: PostgreSQL calls 2^-1100 an error."""
    gone = -100.0
    before = Greatest(Coalesce(F(name) - Value(at), Value(gone)), Value(gone))
    return Ln(Power(Value(2.0), before) + Value(amount)) / Value(log(2)) + Value(at)
