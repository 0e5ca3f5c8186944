"""A database as a busy site has it, made in minutes: rows are written by PostgreSQL itself, vectors copied in binary.

20,000 articles a week with vectors in clusters, and readers with ten pages and 200 events each. Only for a database
that is thrown away: references are not checked while it is filled, and the indexes that pages do not use are dropped.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import numpy as np
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

from aggregator.bench.benchmark import Say

Matrix: TypeAlias = NDArray[np.float32]

HOT = 20_000  # articles of a week, one each 30 s: what 2,000 feeds of ten pieces a week bring
EVERY_S = 30
CLUSTERS = 25  # of each topic; what people read about within a topic is narrower than the topic
# Cosine .42 within a topic and .75 within a cluster: MiniLM over news (facts of this site's own corpus).
SAME_TOPIC, SAME_CLUSTER = 0.65, 0.75
CHUNK = 20_000  # vectors made at a time: 60 MB
SLATES = 10  # of a reader, 20 places and 20 events each
_UNUSED = ("article_search", "article_words", "article_words_of_entry", "embedding_words", "embedding_minilm_nearest")

ARTICLES = """
INSERT INTO feeds_article (id, origin, format, feed_id, guid, url, title, summary, html, text, author, language,
    content_hash, entry_hash, word_count, published_at, created_at, updated_at, topic_id, story_id, visibility)
SELECT n, 'feed', 'text', feed.ids[1 + n %% cardinality(feed.ids)], 'g' || n, 'https://publisher.example/' || n,
    'The council of harbour ' || n || ' decides about a bridge that was never there',
    'What was said on the day, who said it, and why it matters to people who live beside the water: part ' || n || '.',
    '', 'Words of piece ' || n, '', 'en', md5(n::text), '', 120 + n %% 900, moment.at, moment.at, moment.at,
    topic.ids[1 + n %% cardinality(topic.ids)],
    CASE WHEN n %% 5 = 0 AND n < %(hot)s THEN 1 + (n / 15) END, 'allow'
FROM generate_series(1, %(articles)s) n,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_feed) feed,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_topic WHERE parent_id IS NULL) topic,
    LATERAL (SELECT %(now)s::timestamptz - n * make_interval(secs => %(every)s) AS at) moment
"""
STORIES = """
INSERT INTO feeds_story (id, title, created_at, updated_at)
SELECT n, 'Story ' || n, %(now)s, %(now)s FROM generate_series(1, %(hot)s / 15 + 2) n
"""
SIGHTINGS = """
INSERT INTO feeds_sighting (article_id, feed_id, guid, published_at, seen_at)
SELECT id, feed_id, guid, published_at, published_at FROM feeds_article
"""
ASSESSMENTS = """
INSERT INTO moderation_assessment
    (article_id, model, p_health, p_dubious, p_bait, p_distress, zone, spans, reason, content_hash, created_at)
SELECT id, 'bench', .05, .02, (id %% 10) / 20.0, (id %% 7) / 20.0, 'clear', '[]', '', content_hash, created_at
FROM feeds_article
"""
STATS = """
INSERT INTO ranking_articlestats
    (article_id, views, plays, likes, hides, comments, saves, dwell_s, dwells, heat, heat_at, trend)
SELECT n, views, views * (1 + n %% 9) / 100, views * (n %% 3) / 300, n %% 2, n %% 4, n %% 3, views * 2.0, views / 20,
    1 + views / 50.0, %(now)s, ln(1 + views / 50.0) / ln(2) + extract(epoch FROM %(now)s::timestamptz) / 21600
FROM generate_series(1, least(%(articles)s, 3 * %(hot)s)) n, LATERAL (SELECT (n * 7919) %% 400 AS views) v
WHERE n %% 10 > 0
"""
USERS = """
INSERT INTO accounts_user (id, password, is_superuser, public_id, email, name, is_active, is_staff, date_joined)
SELECT n, '!', false, gen_random_uuid(), 'reader' || n || '@bench.example', '', true, false, %(now)s
FROM generate_series(1, %(readers)s) n
"""
SUBSCRIPTIONS = """
INSERT INTO feeds_subscription (reader_id, feed_id, topic_id, created_at)
SELECT r, feed.ids[1 + (r * 13 + k) %% cardinality(feed.ids)], NULL, %(now)s
FROM generate_series(1, %(readers)s) r, generate_series(1, 3) k,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_feed) feed
UNION ALL
SELECT r, NULL, topic.ids[1 + r %% cardinality(topic.ids)], %(now)s
FROM generate_series(1, %(readers)s) r,
    (SELECT array_agg(id ORDER BY id) ids FROM feeds_topic WHERE parent_id IS NULL) topic
"""
SLATES_SQL = """
INSERT INTO ranking_slate (id, reader_id, visitor, served_at, page, heads, weights, seed, counts)
SELECT md5(n::text)::uuid, 1 + (n - 1) / %(slates)s, '',
    %(now)s::timestamptz - make_interval(hours => 12 * (1 + (n - 1) %% %(slates)s)) - make_interval(secs => n %% 3600),
    0, 'prior-1', 'default-1', n, '{}'
FROM generate_series(1, %(readers)s * %(slates)s) n
"""
# Twelve places of the reader's three topics, eight of any: strides of 101 meet no article twice on a slate.
IMPRESSIONS = """
INSERT INTO ranking_impression
    (id, slate_id, article_id, slot, kind, propensity, pool_size, policy, scores, terms, value, features, reasons)
SELECT (n - 1) * 20 + slot + 1, md5(n::text)::uuid,
    ((n * 7919 + slot * 101) %% deep) * topics + 1
        + CASE WHEN slot < 12 THEN reader + slot %% 3 ELSE slot * slot END %% topics,
    slot, 'personal', 1, 1, 'rank', '{"p_play": 0.04, "p_like": 0.004, "p_hide": 0.002, "playtime_s": 37.5}',
    '{"play": 0.2, "like": 0.2, "comment": 0.2, "playtime": 0.4, "creator": 0.03, "story": 0.0, "bait_guard": -0.01}',
    1, array_fill(0.5::float8, ARRAY[24]), '[{"code": "new", "params": {"topic": "Science"}, "share": 0.4}]'
FROM generate_series(1, %(readers)s * %(slates)s) n, generate_series(0, 19) slot,
    (SELECT count(*) topics, greatest(1, least(%(articles)s, %(hot)s) / count(*) - 1) deep
     FROM feeds_topic WHERE parent_id IS NULL) site,
    LATERAL (SELECT 1 + (n - 1) / %(slates)s AS reader) who
"""
EVENTS = """
INSERT INTO ranking_event (impression_id, reader_id, article_id, kind, value, happened_at)
SELECT it.id, slate.reader_id, it.article_id, done.kind, done.value, slate.served_at + make_interval(secs => it.slot)
FROM ranking_impression it JOIN ranking_slate slate ON slate.id = it.slate_id
CROSS JOIN LATERAL (VALUES ('view', 1.0, 15), ('play', 1.0, 3), ('dwell', 40.0, 2)) AS done(kind, value, slots)
WHERE it.slot < done.slots
"""
PROFILES = """
INSERT INTO ranking_profile (reader_id, long, short, long_mass, short_mass, encoder, recent, topics, feeds, forgotten,
    horizon, events, learned_at)
SELECT reader_id, mean, mean, 10, 2, %(encoder)s, to_jsonb(recent[1:5]),
    jsonb_build_object(topic::text, counts, (topic - 1)::text, counts), feeds, '{}', .5, 200, %(now)s
FROM (
    SELECT event.reader_id, avg(near.vector::vector)::real[]::float8[] AS mean,
        array_agg(event.article_id ORDER BY event.happened_at DESC) AS recent, max(article.topic_id) AS topic,
        jsonb_build_object('clicks', 9.5, 'misses', 60.0, 'views', 70.0, 'hides', 0.0) AS counts,
        jsonb_object_agg('feed-' || article.feed_id,
            jsonb_build_object('clicks', 1.0, 'misses', 2.0, 'views', 3.0, 'hides', 0.0)) AS feeds
    FROM ranking_event event JOIN feeds_article article ON article.id = event.article_id
        JOIN feeds_embedding near ON near.article_id = event.article_id
    WHERE event.kind = 'play' GROUP BY event.reader_id
) read
"""
STEPS = {
    "stories": STORIES,
    "articles": ARTICLES,
    "sightings": SIGHTINGS,
    "assessments": ASSESSMENTS,
    "counters": STATS,
    "readers": USERS,
    "subscriptions": SUBSCRIPTIONS,
    "slates": SLATES_SQL,
    "impressions": IMPRESSIONS,
    "events": EVENTS,
}
_COUNTED = ("feeds_story", "feeds_article", "accounts_user", "ranking_impression")


@dataclass(frozen=True, slots=True)
class Size:
    """How large the site is."""

    articles: int
    readers: int


def fill(size: Size, *, now: datetime, say: Say) -> None:
    """Fill the empty, migrated database of this process."""
    from feeds.models import Feed

    count = max(20, min(2_000, size.articles // 100))
    Feed.objects.bulk_create(
        Feed(url=f"https://publisher-{n}.example/feed.xml", title=f"The Paper of Harbour {n}", next_fetch_at=now)
        for n in range(count)
    )
    given: dict[str, Any] = {
        "articles": size.articles,
        "readers": size.readers,
        "now": now,
        "hot": HOT,
        "every": EVERY_S,
        "slates": SLATES,
        "encoder": settings.EMBEDDING_MODEL,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET session_replication_role = replica; SET work_mem = '256MB'")
        for index in _UNUSED:
            cursor.execute(f"DROP INDEX {index}")
        _give_defaults()
        for name, sql in STEPS.items():
            say(name)
            cursor.execute(sql, given)
        say("vectors")
        copy_vectors(cursor, size.articles, _topics(cursor))
        say("profiles")
        cursor.execute("ANALYZE")
        cursor.execute(PROFILES, given)
        for table in _COUNTED:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608  our own names
        cursor.execute("ANALYZE; CHECKPOINT; RESET statement_timeout; RESET session_replication_role; RESET work_mem")


def _give_defaults() -> None:
    """Columns that the statements above do not name get what their models would write."""
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


def copy_vectors(cursor: Any, articles: int, topics: int) -> None:
    """A vector for each article, near those of its cluster: 1 M in a minute, where COPY as text takes four."""
    columns = "article_id, model, vector, words_hash, created_at"
    with cursor.copy(f"COPY feeds_embedding ({columns}) FROM STDIN WITH (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
        for first, vectors in made_up(articles, topics):
            copy.write(_packed(first, vectors))
        copy.write(struct.pack(">h", -1))


def made_up(articles: int, topics: int) -> Iterator[tuple[int, Matrix]]:
    """The number of a first article and the unit vectors from it on; the same every time."""
    dice = np.random.default_rng(7)

    def units(*shape: int) -> Matrix:
        drawn = dice.standard_normal(shape, dtype=np.float32)
        drawn /= np.linalg.norm(drawn, axis=-1, keepdims=True)
        return drawn

    size = settings.EMBEDDING_DIMENSIONS
    middles = SAME_TOPIC * units(topics, 1, size) + (1 - SAME_TOPIC**2) ** 0.5 * units(topics, CLUSTERS, size)
    for first in range(1, articles + 1, CHUNK):
        numbers = np.arange(first, min(first + CHUNK, articles + 1))
        near = middles[numbers % topics, numbers // topics % CLUSTERS]
        drawn = SAME_CLUSTER**0.5 * near + (1 - SAME_CLUSTER) ** 0.5 * units(len(numbers), size)
        yield first, drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _packed(first: int, vectors: Matrix) -> bytes:
    """Rows of COPY's binary format: fields with their lengths, numbers with the highest byte first."""
    model, size = settings.EMBEDDING_MODEL.encode(), vectors.shape[1]
    fields: list[Any] = [
        ("fields", ">i2"),
        ("id_len", ">i4"),
        ("id", ">i8"),
        ("model_len", ">i4"),
        ("model", f"S{len(model)}"),
    ]
    fields += [("vector_len", ">i4"), ("size", ">i2"), ("unused", ">i2"), ("vector", ">f2", (size,))]
    fields += [("words_len", ">i4"), ("at_len", ">i4"), ("at", ">i8")]
    rows = np.zeros(len(vectors), dtype=np.dtype(fields))  # words_hash is empty; `at` 0 is the first day of 2000
    rows["fields"], rows["id_len"], rows["at_len"] = 5, 8, 8
    rows["id"] = np.arange(first, first + len(vectors))
    rows["model_len"], rows["model"] = len(model), model
    rows["vector_len"], rows["size"], rows["vector"] = 4 + 2 * size, size, vectors
    return rows.tobytes()
