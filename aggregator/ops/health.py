"""Is it there and healthy? One check a function; each answers with a sentence, none raises."""

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import KombuError
from psycopg_pool import PoolTimeout
from redis.exceptions import RedisError

from aggregator.celery import app

LEAST_DISK = 1_000_000_000  # bytes: a day of articles and logs of a small site, with room to notice in time
CLOCK_DRIFT = timedelta(seconds=5)  # more, and schedules and "minutes ago" are visibly wrong
POSTGRES = 16  # pgvector's iterative scans and our generated columns are tested from here on


@dataclass(frozen=True, slots=True)
class Check:
    """One answer. The site does not run without what `is_needed`."""

    check: str
    ok: bool
    detail: str
    is_needed: bool = True


def python() -> Check:
    """The interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= (3, 11), f"Python {version}; 3.11 or newer is needed")


def database() -> Check:
    """PostgreSQL answers. Asked past the pool, which waits ten seconds and then does not say why."""
    try:
        with psycopg.connect(**{**connection.get_connection_params(), "connect_timeout": 3}) as line:
            version = f"{line.info.server_version // 10_000}.{line.info.server_version % 10_000}"
    except psycopg.Error as error:
        return Check("database", ok=False, detail=f"does not answer: {first_line(error)}. See DATABASE_URL.")
    return Check("database", int(version.partition(".")[0]) >= POSTGRES, f"PostgreSQL {version}; 16 or newer is needed")


def pgvector() -> Check:
    """The extension for vectors is there."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
            row = cursor.fetchone()
    except (DatabaseError, PoolTimeout) as error:
        return Check("pgvector", ok=False, detail=first_line(error))
    return Check("pgvector", bool(row), f"pgvector {row[0]}" if row else "missing: run CREATE EXTENSION vector")


def migrations() -> Check:
    """The database has this release's shape."""
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except (DatabaseError, PoolTimeout) as error:
        return Check("migrations", ok=False, detail=first_line(error))
    return Check("migrations", not missing, f"{missing} to apply: run manage.py migrate" if missing else "all applied")


def cache_answers() -> Check:
    """What is written to the cache comes back."""
    try:
        cache.set("health", "ok", timeout=10)
        is_back = cache.get("health") == "ok"
    except (RedisError, OSError) as error:
        return Check("cache", ok=False, detail=f"does not answer: {first_line(error)}. See CACHE_URL.")
    return Check("cache", is_back, "answers" if is_back else "forgets at once what is written to it")


def broker() -> Check:
    """The broker takes connections."""
    try:
        with app.connection_for_read(connect_timeout=3) as line:
            line.ensure_connection(max_retries=1, timeout=3)
    except (KombuError, RedisError, OSError) as error:
        return Check("broker", ok=False, detail=f"does not answer: {first_line(error)}. See BROKER_URL.")
    return Check("broker", ok=True, detail="answers")


def disk() -> Check:
    """There is room in the data folder."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    return Check("disk", free > LEAST_DISK, f"{free / 1e9:.1f} GB free for {settings.DATA_DIR}")


def clock() -> Check:
    """Our machine and the database agree on the time."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
    except (DatabaseError, PoolTimeout) as error:
        return Check("clock", ok=False, detail=first_line(error), is_needed=False)
    return Check("clock", apart < CLOCK_DRIFT, f"{apart.total_seconds():.1f} s from the database's", is_needed=False)


READS_ROWS = frozenset({"pgvector", "migrations", "clock", "claims_model", "audit", "network"})
# What a page needs: /readyz.
TO_SERVE: tuple[Callable[[], Check], ...] = (database, migrations, cache_answers, broker)
# What a running site needs: doctor asks these first.
TO_RUN: tuple[Callable[[], Check], ...] = (python, database, pgvector, migrations, broker, cache_answers, disk, clock)


def ask(checks: Iterable[Callable[[], Check]]) -> list[Check]:
    """Every answer; what reads rows is not asked when the database is down, because each would wait for it."""
    answers: list[Check] = []
    is_down = False
    for check in checks:
        if is_down and check.__name__ in READS_ROWS:
            answers.append(Check(check.__name__.replace("_", " "), ok=False, detail="the database does not answer"))
            continue
        answers.append(check())
        is_down = is_down or (check is database and not answers[-1].ok)
    return answers


def first_line(error: Exception) -> str:
    """What went wrong, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
