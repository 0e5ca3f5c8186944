"""What moderators decided: how often a doubt was right, how long it waited, how often a decision did not last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from feeds.models import Topic
from moderation.insights import WINDOW
from moderation.measures.intervals import Share, wilson
from moderation.models import Assessment
from moderation.types import Zone

MOST_ROWS = 12  # of a table: what is rarer is a handful of decisions
# One pass over the decisions of the window, grouped in five ways at once. What was taken back does not count; a second
# look is no decision; what dice picked among the clear says nothing about doubts but is a zone of its own.
_DECIDED = """
WITH decided AS MATERIALIZED (
    SELECT item.zone, item.signal, item.is_random, article.topic_id,
        split_part(article.language, '-', 1) AS language,
        decision.visibility <> 'allow' OR decision.label <> '' AS restricted,
        extract(epoch FROM decision.created_at - item.opened_at)::float4 AS waited,
        extract(epoch FROM decision.created_at - decision.taken_at)::float4 AS handled,
        appeal.id IS NOT NULL AS appealed, coalesce(appeal.outcome = 'overturned', false) AS overturned
    FROM moderation_decision decision
    JOIN moderation_reviewitem item ON item.id = decision.item_id
    JOIN feeds_article article ON article.id = decision.article_id
    LEFT JOIN moderation_appeal appeal ON appeal.decision_id = decision.id
    LEFT JOIN moderation_undo undo ON undo.decision_id = decision.id
    WHERE decision.created_at > %(since)s AND decision.created_at <= %(now)s AND decision.moderator_id IS NOT NULL
        AND decision.comment_id IS NULL AND undo.id IS NULL AND item.second_of_id IS NULL
)
SELECT GROUPING(zone, signal, topic_id, language), zone, signal, topic_id, language, count(*),
    count(*) FILTER (WHERE restricted), count(*) FILTER (WHERE is_random),
    count(*) FILTER (WHERE is_random AND restricted), count(*) FILTER (WHERE appealed),
    count(*) FILTER (WHERE overturned)
FROM decided
WHERE zone <> 'clear'
GROUP BY GROUPING SETS ((zone), (signal), (topic_id), (language), ())
UNION ALL
SELECT -1, zone, NULL, NULL, NULL, count(*), 0, 0, 0,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY waited), percentile_disc(0.9) WITHIN GROUP (ORDER BY waited)
FROM decided GROUP BY zone
UNION ALL
SELECT -2, NULL, NULL, NULL, NULL, count(handled), 0, 0, 0,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY handled), percentile_disc(0.9) WITHIN GROUP (ORDER BY handled)
FROM decided
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


@dataclass(slots=True)
class _Found:
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _BY.values()})
    waits: list[Time] = field(default_factory=list)
    handling: Time | None = None


def decided(now: datetime) -> Decided:
    """Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, {"since": now - WINDOW, "now": now})
        rows = cursor.fetchall()
    topics = dict(Topic.objects.values_list("pk", "name"))
    found = _Found()
    for grouping, zone, signal, topic, language, count, *figures in rows:
        if grouping == -1:
            found.waits.append(Time(_zone(zone), count, figures[3], figures[4]))
        elif grouping == -2:  # noqa: PLR2004  the second part of the union
            found.handling = Time("", count, *figures[3:]) if count else None
        else:
            by = _BY[grouping]
            name = {"zone": _zone(zone), "signal": signal, "topic": topics.get(topic, ""), "language": language}
            found.tables[by].append(_row(name.get(by, ""), count, figures))
    every = found.tables.pop("all")
    return Decided(
        all=every[0] if every and every[0].count else None,
        tables={by: sorted(some, key=lambda it: (-it.count, it.name))[:MOST_ROWS] for by, some in found.tables.items()},
        waits=found.waits,
        handling=found.handling,
    )


def _zone(zone: str | None) -> str:
    return str(Assessment.ZoneChoice(Zone(zone)).label) if zone else ""


def _row(name: str | None, count: int, figures: Sequence[Any]) -> Row:
    restricted, dice, right_by_dice, appealed, overturned = (int(it) for it in figures)
    return Row(
        name=name or "",
        count=count,
        precision=wilson(restricted, count),
        by_dice=wilson(right_by_dice, dice),
        appealed=appealed,
        overturned=wilson(overturned, restricted),
    )
