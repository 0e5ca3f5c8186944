"""Many rows in one statement: inserted by COPY, changed by one UPDATE.

Django's bulk_create and bulk_update write each value into the text of a statement; for the 30 articles of an ordinary
feed that took as long as reading its document. These two are for the columns that a crawl fills, nothing cleverer.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.options import Options

Row = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add these rows, all or none. `columns` names attributes (feed_id, guid, ...); others get their field's default.

    Raises django.db.Error. Values are of Python's plain types; nothing calls `save`, no field is asked for its value.
    """
    if not rows:
        return
    others = _defaults(model, tuple(columns))
    names = ", ".join(_quoted(_column(model, name)) for name in (*columns, *others))
    rest = tuple(others.values())
    statement = f"COPY {_quoted(_meta(model).db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([*(_moment(value) if type(value) is datetime else value for value in row), *rest])


def update(rows: Sequence[models.Model], attributes: Sequence[str]) -> None:
    """Write these attributes of rows of one model. What is no JSON of itself goes over as text: moments, numbers."""
    if not rows:
        return
    model = type(rows[0])
    table, columns = _quoted(_meta(model).db_table), [_quoted(_column(model, name)) for name in attributes]
    changes = ", ".join(f"{column} = new.{column}" for column in columns)
    values = [{"id": row.pk} | {_column(model, name): getattr(row, name) for name in attributes} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS old SET {changes} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS new"  # noqa: S608 -- names of our own
            " WHERE old.id = new.id",
            [json.dumps(values, default=str)],
        )


def ids(model: type[models.Model], count: int) -> list[int]:
    """Numbers that nobody else gets, ascending, for rows that are to be inserted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [_meta(model).db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


@lru_cache(maxsize=4_096)  # rows saved together share most of their moments, and psycopg takes 1.5 µs for each
def _moment(value: datetime) -> str:
    return str(value)


@cache
def _defaults(model: type[models.Model], given: tuple[str, ...]) -> dict[str, Any]:
    """The attributes that are not given and that the database does not fill by itself, with their values."""
    fields = (field for field in _meta(model).local_concrete_fields if field.attname not in given)
    filled = (field for field in fields if not field.primary_key and not field.generated and not field.has_db_default())
    return {field.attname: field.get_db_prep_save(field.get_default(), connection) for field in filled}


@cache
def _column(model: type[models.Model], attribute: str) -> str:
    return next(str(field.column) for field in _meta(model).local_concrete_fields if field.attname == attribute)


def _meta(model: type[models.Model]) -> "Options[Any]":
    return model._meta  # noqa: SLF001 -- it has a documented interface


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
