"""Sums over all fetches ever made, for counters that never fall: of pruned rows from FetchTally, of the others as rows.

Several processes crawl, so nothing is counted in a process; each asker gets the same sums from the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

# Seconds. A fetch is given up after 30, reading a document after 10.
DURATIONS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
READINGS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
# A row may be written later than the moment it bears: by less than a worker's time limit of nine minutes.
SETTLED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one result and trouble. `durations` and `readings` count what took no longer than each limit."""

    result: str
    trouble: str
    fetches: int
    size: int
    new: int
    updated: int
    duration_ms: int
    durations: Sequence[int]
    documents: int
    read_ms: int
    readings: Sequence[int]


def _counts(column: str, limits: Sequence[float]) -> str:
    """SQL: how many rows are within each limit; a document that was not read is in none."""
    read = "read_ms > 0 AND " if column == "read_ms" else ""
    return ", ".join(f"count(*) FILTER (WHERE {read}{column} <= {round(limit * 1000)})" for limit in limits)


_COLUMNS = "result, trouble, fetches, size, new, updated, duration_ms, durations, documents, read_ms, readings"
_OF_ROWS = f"""
SELECT result, trouble, count(*), sum(size), sum(new), sum(updated), sum(duration_ms),
    ARRAY[{_counts("duration_ms", DURATIONS)}], count(*) FILTER (WHERE read_ms > 0), sum(read_ms),
    ARRAY[{_counts("read_ms", READINGS)}]
FROM feeds_fetch
WHERE fetched_at >= coalesce((SELECT max(until) FROM feeds_fetchtally), '-infinity')
"""  # noqa: S608 -- made of the numbers above; the index fetch_by_time serves it
_ALL = f"SELECT {_COLUMNS} FROM feeds_fetchtally UNION ALL {_OF_ROWS} GROUP BY result, trouble"  # noqa: S608
_ADD = f"""
INSERT INTO feeds_fetchtally AS old ({_COLUMNS}, until)
SELECT settled.*, %(until)s FROM ({_OF_ROWS} AND fetched_at < %(until)s GROUP BY result, trouble) AS settled
ON CONFLICT (result, trouble) DO UPDATE SET
    fetches = old.fetches + excluded.fetches, size = old.size + excluded.size,
    new = old.new + excluded.new, updated = old.updated + excluded.updated,
    duration_ms = old.duration_ms + excluded.duration_ms, documents = old.documents + excluded.documents,
    read_ms = old.read_ms + excluded.read_ms,
    durations = (SELECT array_agg(a + b ORDER BY place) FROM unnest(old.durations, excluded.durations)
        WITH ORDINALITY AS pair(a, b, place)),
    readings = (SELECT array_agg(a + b ORDER BY place) FROM unnest(old.readings, excluded.readings)
        WITH ORDINALITY AS pair(a, b, place))
"""  # noqa: S608


def sums() -> list[Sums]:
    """One statement, so that no row is counted twice or left out while `roll` runs."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        rows = [Sums(*row) for row in cursor.fetchall()]
    keys = dict.fromkeys((row.result, row.trouble) for row in rows)
    return [_together([row for row in rows if (row.result, row.trouble) == key]) for key in keys]


def roll(*, now: datetime) -> None:
    """Take the fetches that are settled into the tallies; before any of them is pruned. Runs twice without harm."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE feeds_fetchtally IN SHARE ROW EXCLUSIVE MODE")  # two sweeps would add twice
        cursor.execute(_ADD, {"until": now - SETTLED})
        cursor.execute("UPDATE feeds_fetchtally SET until = greatest(until, %s)", [now - SETTLED])


def _together(rows: Sequence[Sums]) -> Sums:
    """The tally and the rows of one key: at most two."""
    if len(rows) == 1:
        return rows[0]
    one, other = rows
    return Sums(
        one.result,
        one.trouble,
        one.fetches + other.fetches,
        one.size + other.size,
        one.new + other.new,
        one.updated + other.updated,
        one.duration_ms + other.duration_ms,
        [a + b for a, b in zip(one.durations, other.durations, strict=True)],
        one.documents + other.documents,
        one.read_ms + other.read_ms,
        [a + b for a, b in zip(one.readings, other.readings, strict=True)],
    )
