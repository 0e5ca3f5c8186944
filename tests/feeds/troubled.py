"""A database that fails as it does now and then: the real one, with a trigger that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def failing(table: str, act: str, state: str, *, times: int = 1_000) -> Iterator[None]:
    """For the time of a with-block the first `times` statements that INSERT into or UPDATE the table fail with this
    SQLSTATE. Counted by a sequence, which no rollback turns back.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE trouble")
        cursor.execute(
            "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('trouble') <= {times:d} THEN RAISE 'in trouble' USING ERRCODE = '{state}'; END IF;"
            " RETURN NULL; END $$"
        )
        cursor.execute(f"CREATE TRIGGER trouble BEFORE {act} ON {table} EXECUTE FUNCTION trouble()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER trouble ON {table}; DROP FUNCTION trouble(); DROP SEQUENCE trouble")
