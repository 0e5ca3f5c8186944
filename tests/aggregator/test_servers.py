from typing import Any

import pytest
from django.db import connection

from aggregator.embedded.postgres import shared_mb


@pytest.mark.django_db
def test_the_database_is_postgresql_18_with_pgvector() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
        assert cursor.fetchone()[0].startswith("0.8")
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 180_000


def test_the_cache_is_valkey(cache: Any) -> None:
    cache.set("word", "broadsheet", timeout=5)
    assert cache.get("word") == "broadsheet"


@pytest.mark.parametrize(("gib", "mb"), [(0.5, 128), (4, 512), (64, 1_024)])
def test_the_database_takes_a_share_of_the_machines_memory(gib: float, mb: int) -> None:
    assert shared_mb(int(gib * 1024**3)) == mb


@pytest.mark.django_db
def test_a_question_asked_often_is_planned_once() -> None:
    with connection.cursor() as cursor:
        for number in range(20):
            cursor.execute("SELECT %s::int + 1", [number])
        cursor.execute("SELECT max(generic_plans) FROM pg_prepared_statements")
        assert cursor.fetchone()[0] >= 1
