"""What moderators decided: how often a doubt was right, how long it waited, how often a decision did not last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from feeds.models import Topic
from moderation.insights import WINDOW
from moderation.measures.intervals import Share, wilson
from moderation.models import Assessment
from moderation.types import Zone

MOST_ROWS = 12  # of a table: what is rarer is a handful of decisions
NEWEST = 5_000  # decisions whose times are told: the median of so many is known to 3 %
# One pass over the decisions of the window into a few hundred cells, which are then added up in five ways: grouping all
# 200,000 in five ways took three times the time. What was taken back does not count, a second look is no decision, and
# what dice picked among the clear is no doubt.
_DECIDED = """
WITH cells AS MATERIALIZED (
    SELECT item.zone, item.signal, article.topic_id, article.language, count(*) AS n,
        count(*) FILTER (WHERE decision.visibility <> 'allow' OR decision.label <> '') AS restricted,
        count(*) FILTER (WHERE item.is_random) AS by_dice,
        count(*) FILTER (
            WHERE item.is_random AND (decision.visibility <> 'allow' OR decision.label <> '')
        ) AS right_by_dice,
        count(appeal.id) AS appealed, count(*) FILTER (WHERE appeal.outcome = 'overturned') AS overturned
    FROM moderation_decision decision
    JOIN moderation_reviewitem item ON item.id = decision.item_id
    JOIN feeds_article article ON article.id = item.article_id
    LEFT JOIN moderation_appeal appeal ON appeal.decision_id = decision.id
    WHERE decision.created_at > %(since)s AND decision.created_at <= %(now)s AND decision.moderator_id IS NOT NULL
        AND item.zone <> 'clear' AND item.second_of_id IS NULL
        AND NOT EXISTS (SELECT FROM moderation_undo WHERE decision_id = decision.id)
    GROUP BY item.zone, item.signal, article.topic_id, article.language
)
SELECT GROUPING(zone, signal, topic_id, tongue), zone, signal, topic_id, tongue, coalesce(sum(n), 0),
    coalesce(sum(restricted), 0), coalesce(sum(by_dice), 0), coalesce(sum(right_by_dice), 0),
    coalesce(sum(appealed), 0), coalesce(sum(overturned), 0)
FROM (SELECT *, split_part(language, '-', 1) AS tongue FROM cells) AS told
GROUP BY GROUPING SETS ((zone), (signal), (topic_id), (tongue), ())
"""
_TIMES = """
WITH newest AS MATERIALIZED (
    SELECT item.zone, extract(epoch FROM decision.created_at - item.opened_at)::float8 AS waited,
        extract(epoch FROM decision.created_at - decision.taken_at)::float8 AS handled
    FROM (
        SELECT * FROM moderation_decision decided
        WHERE moderator_id IS NOT NULL AND item_id IS NOT NULL AND created_at > %(since)s AND created_at <= %(now)s
            AND NOT EXISTS (SELECT FROM moderation_undo WHERE decision_id = decided.id)
        ORDER BY id DESC LIMIT %(newest)s
    ) decision JOIN moderation_reviewitem item ON item.id = decision.item_id
)
SELECT zone, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY waited),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY waited)
FROM newest GROUP BY zone
UNION ALL
SELECT '', count(handled), percentile_disc(0.5) WITHIN GROUP (ORDER BY handled),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY handled)
FROM newest
"""
# What GROUPING says of a row: a bit is set for each column that it is not by.
_BY = {0b0111: "zone", 0b1011: "signal", 0b1101: "topic", 0b1110: "language", 0b1111: "all"}


@dataclass(frozen=True, slots=True)
class Row:
    """Decisions on doubts of one kind: how many were right, by all and by those that dice picked, and did not last."""

    name: str
    count: int
    precision: Share | None
    by_dice: Share | None
    appealed: int
    overturned: Share | None


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds: the median and what nine of ten took no longer than."""

    name: str
    count: int
    median_s: float
    p90_s: float


@dataclass(frozen=True, slots=True)
class Decided:
    """All of it; `tables` by zone, signal, topic, language."""

    all: Row | None
    tables: Mapping[str, Sequence[Row]]
    waits: Sequence[Time]
    handling: Time | None


def decided(now: datetime) -> Decided:
    """Three queries."""
    given: dict[str, datetime | int] = {"since": now - WINDOW, "now": now, "newest": NEWEST}
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, given)
        rows = cursor.fetchall()
        cursor.execute(_TIMES, given)
        times = [Time(_zone(zone), *figures) for zone, *figures in cursor.fetchall()]
    topics = dict(Topic.objects.values_list("pk", "name"))
    tables: dict[str, list[Row]] = {name: [] for name in _BY.values()}
    for grouping, zone, signal, topic, language, *figures in rows:
        by = _BY[grouping]
        name = {"zone": _zone(zone), "signal": signal, "topic": topics.get(topic, ""), "language": language}
        tables[by].append(_row(name.get(by, ""), figures))
    (every,) = tables.pop("all")
    handling = next(it for it in times if not it.name)
    return Decided(
        all=every if every.count else None,
        tables={by: sorted(some, key=lambda it: (-it.count, it.name))[:MOST_ROWS] for by, some in tables.items()},
        waits=[it for it in times if it.name],
        handling=handling if handling.count else None,
    )


def _zone(zone: str | None) -> str:
    return str(Assessment.ZoneChoice(Zone(zone)).label) if zone else ""


def _row(name: str | None, figures: Sequence[Any]) -> Row:
    count, restricted, dice, right_by_dice, appealed, overturned = (int(it) for it in figures)
    return Row(
        name=name or "",
        count=count,
        precision=wilson(restricted, count),
        by_dice=wilson(right_by_dice, dice),
        appealed=appealed,
        overturned=wilson(overturned, restricted),
    )
