"""Bring the database to this release's shape: one process at a time, whoever comes first."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from aggregator import embedded
from aggregator.embedded.locks import Lock

# Any number will do, as long as every release uses the same one.
ADVISORY_LOCK = 7_100_201


def migrate() -> None:
    """Apply what is missing, under a lock of the database, so that two hosts may start at once."""
    with connection.cursor() as cursor:
        # Others wait here for as long as it takes; a migration itself must not queue behind a page for ever.
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        cursor.execute("SET lock_timeout = '10s'")
    try:
        call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
            cursor.execute("RESET statement_timeout; RESET lock_timeout")


def migrate_apart() -> None:
    """The same in a process of its own, which takes with it what it held. Raises subprocess.CalledProcessError.

    By Django's own command: ours would wait for the servers that wait for it.
    """
    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, check=True, stdout=sys.stderr, cwd=settings.BASE_DIR)


@contextmanager
def with_servers(prepare: Callable[[], None] = migrate) -> Iterator[Lock | None]:
    """The embedded servers, migrated by `prepare`, for the time of a with-block; nothing where URLs replace them.

    Raises embedded.NotStartedError.
    """
    if not settings.EMBEDDED.any_embedded:
        yield None
        return
    django.setup()
    with embedded.joined(settings.EMBEDDED, prepare if settings.EMBEDDED.run_postgres else None) as users:
        try:
            yield users
        finally:
            let_go()


def let_go() -> None:
    """Close this process' connections; a pool would otherwise keep one open for as long as the process lives."""
    connection.close()
    if isinstance(connection, DatabaseWrapper):
        connection.close_pool()
