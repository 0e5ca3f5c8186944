"""The counters of an article: moved by expressions in the database, so that no two acts overwrite each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from ranking import params
from ranking.models import ArticleStats

_HALF_LIFE_S = params.HEAT_HALF_LIFE.total_seconds()
_SHORTER_S = {
    name: span.total_seconds() for name, span in zip(("trend_10m", "trend_1h"), params.HEAT_SPANS[:2], strict=True)
}
# Heat fades to `now`, then rises; `trend` sorts articles by heat whatever the time (see ArticleStats). The shorter ones
# are raised as counting.trends.raised does, `at` in half-lives; the exponent is bounded, for PostgreSQL calls 2^-1100
# an error. Written out, for Django takes a third of an act's processor time to put these together.
_LEFT = "heat * power(.5, greatest(extract(epoch FROM %(now)s - heat_at)::float8, 0) / %(half_life)s) + %(amount)s"
_RAISED = "{0} = ln(power(2, greatest(coalesce({0} - %(at_{0})s, -100), -100)) + %(amount)s) / ln(2) + %(at_{0})s"
_WARMED = ", ".join(
    [
        f"heat = {_LEFT}, heat_at = %(now)s, trend = ln({_LEFT}) / ln(2) + %(at)s",
        *map(_RAISED.format, _SHORTER_S),
    ]
)
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
    at = now.timestamp()
    changes = [f"{name} = greatest(0, {name} + %({name})s)" for name in moves] + ([_WARMED] if heat else [])
    if not changes:
        return
    sql = f"UPDATE ranking_articlestats SET {', '.join(changes)}, moved_at = now() WHERE article_id = %(article)s"  # noqa: S608  our own names
    given: dict[str, float | datetime] = {
        "article": article_id,
        "now": now,
        "amount": heat,
        "half_life": _HALF_LIFE_S,
        "at": at / _HALF_LIFE_S,
    }
    given |= {f"at_{name}": at / span for name, span in _SHORTER_S.items()} | dict(moves)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        if not cursor.rowcount:
            _ensure(article_id, now)
            cursor.execute(sql, given)


def count_beacon(moves: Mapping[int, Move], *, now: datetime) -> None:
    """Add to each article's counters. One query, none without moves."""
    if moves:
        columns = [list(column) for column in zip(*moves.values(), strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [now, list(moves), *columns])


def _ensure(article_id: int, now: datetime) -> None:
    ArticleStats.objects.bulk_create([ArticleStats(article_id=article_id, heat_at=now)], ignore_conflicts=True)
