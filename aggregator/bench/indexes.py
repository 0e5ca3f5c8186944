"""Indexes and unique constraints laid aside while a table is filled: sorted once at the end they cost a fifth."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from aggregator.bench.benchmark import Say

# Primary keys stay: rows come in their order, and statements of the filling look articles up by them.
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'u' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1
"""


@contextmanager
def laid_aside(cursor: Any, tables: Collection[str], *, for_good: Collection[str], say: Say) -> Iterator[None]:
    """The tables have only their primary keys within the block, and all but the indexes `for_good` after it."""
    cursor.execute(_CONSTRAINTS, [list(tables)])
    constraints = cursor.fetchall()
    for table, name, _definition in constraints:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute(_INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    say("indexes")
    for name, definition in indexes:
        if name not in for_good:
            cursor.execute(definition)
    for table, name, definition in constraints:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
