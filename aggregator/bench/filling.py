"""A database as a busy site has it, made in minutes: rows are written by PostgreSQL itself, vectors copied in binary.

20,000 articles a week with vectors in clusters, and readers with ten pages and 200 events each. Only for a database
that is thrown away: references are not checked while it is filled, and the indexes that pages do not use are dropped.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from aggregator.bench.benchmark import Say
from aggregator.bench.indexes import laid_aside
from aggregator.bench.rows import AFTER_VECTORS, STEPS
from aggregator.bench.vectors import copy_vectors

HOT = 20_000  # articles of a week, one each 30 s: what 2,000 feeds of ten pieces a week bring
EVERY_S = 30
SLATES = 10  # of a reader, 20 places and 20 events each
TABLES = (
    "feeds_article",
    "feeds_embedding",
    "feeds_sighting",
    "feeds_subscription",
    "moderation_assessment",
    "ranking_articlestats",
    "ranking_coread",
    "ranking_event",
    "ranking_impression",
    "ranking_slate",
)
# Of the crawl, of search by words, and of what writes about the same event: no page of a slate asks for them, and the
# index of vectors takes ten minutes at a million.
_UNUSED = ("article_search", "article_words", "article_words_of_entry", "embedding_words", "embedding_minilm_nearest")
_COUNTED = ("feeds_story", "feeds_article", "accounts_user", "ranking_impression")
# Sorts of two million rows in memory; two processes build an index. For this connection only.
_BULK = {
    "statement_timeout": "0",
    "session_replication_role": "replica",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "synchronous_commit": "off",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How large the site is."""

    articles: int
    readers: int


def given(size: Size, now: datetime) -> dict[str, Any]:
    """What the statements are given."""
    from ranking import params

    return {
        "articles": size.articles,
        "readers": size.readers,
        "now": now,
        "hot": HOT,
        "every": EVERY_S,
        "slates": SLATES,
        "encoder": settings.EMBEDDING_MODEL,
        "features": len(params.FEATURES),
    }


def fill(size: Size, *, now: datetime, say: Say) -> None:
    """Fill the empty, migrated database of this process."""
    _found_feeds(size, now)
    values = given(size, now)
    with connection.cursor() as cursor:
        for name, value in _BULK.items():
            cursor.execute(f"SET {name} = '{value}'")
        with laid_aside(cursor, TABLES, for_good=_UNUSED, say=say):
            _give_defaults()
            _make(cursor, STEPS, values, say)
            say("vectors")
            copy_vectors(cursor, size.articles, _topics(cursor))
        cursor.execute("ANALYZE")
        _make(cursor, AFTER_VECTORS, values, say)
        for table in _COUNTED:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608  our own names
        say("statistics")
        cursor.execute("VACUUM ANALYZE")  # as autovacuum leaves it: it would come while pages are measured
        cursor.execute("CHECKPOINT")
        for name in _BULK:
            cursor.execute(f"RESET {name}")


def _found_feeds(size: Size, now: datetime) -> None:
    from feeds.models import Feed

    count = max(20, min(2_000, size.articles // 100))
    Feed.objects.bulk_create(
        Feed(url=f"https://publisher-{n}.example/feed.xml", title=f"The Paper of Harbour {n}", next_fetch_at=now)
        for n in range(count)
    )


def _make(cursor: Any, steps: dict[str, str], values: dict[str, Any], say: Say) -> None:
    for name, sql in steps.items():
        say(name)
        cursor.execute(sql, values)


def _give_defaults() -> None:
    """Columns that the statements do not name get what their models would write."""
    from ranking.models import ArticleStats, Event, Impression, Profile, Slate

    with connection.schema_editor() as editor:
        for model in (ArticleStats, Event, Impression, Profile, Slate):
            for field in model._meta.concrete_fields:  # noqa: SLF001  documented since Django 1.8
                value = None if field.primary_key or field.null else editor.effective_default(field)
                if value is not None:
                    table, name = model._meta.db_table, str(field.column)  # noqa: SLF001  the same
                    column = f"{editor.quote_name(table)} ALTER {editor.quote_name(name)}"
                    editor.execute(f"ALTER TABLE {column} SET DEFAULT {editor.quote_value(value)}", params=None)


def _topics(cursor: Any) -> int:
    cursor.execute("SELECT count(*) FROM feeds_topic WHERE parent_id IS NULL")
    row = cursor.fetchone()
    return int(row[0])
