from typing import Any

import pytest
from django.db import connection


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
