"""The columns from the database: all of them, and what changed since."""

from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np
from django.conf import settings

from feeds.compiled import rows_of
from feeds.models import Article
from ranking.hot.columns import Matrix, Pieces, basis_of, newest_first
from ranking.hot.counts import COUNTERS, Row
from ranking.types import Vector

MOST = 20_000  # articles: the newest, which is a week of 2,000 feeds; 31 MB of vectors a process
HOTTEST = 1_000  # and what readers open most, however much was published since
EACH_TOPIC = 60  # and the newest of each topic: the deepest that the explore source reaches
MOST_PAIRS = 1_000  # twice what is kept of the five articles opened last
MOST_BROUGHT = 1_000  # of all feeds that a reader follows, in a week: ten times what the followed source takes
HALFVEC_HEADER = 4  # bytes of dimensions and padding before the half floats that halfvec_send writes
Change = tuple[int, datetime]

_SHOWN = "visibility = 'allow' AND withdrawn_at IS NULL"
_IDS = f"""
    (SELECT id FROM feeds_article WHERE {_SHOWN} ORDER BY published_at DESC, id DESC LIMIT %(most)s)
    UNION
    (SELECT article_id FROM ranking_articlestats WHERE trend IS NOT NULL
    ORDER BY trend DESC NULLS LAST LIMIT %(hottest)s)
    UNION
    SELECT near.id FROM feeds_topic topic CROSS JOIN LATERAL (
        SELECT id FROM feeds_article WHERE topic_id = topic.id AND {_SHOWN}
        ORDER BY published_at DESC, id DESC LIMIT %(each)s
    ) near WHERE topic.parent_id IS NULL
"""  # noqa: S608  our own words
_PIECES = f"""
    SELECT article.id, coalesce(topic_id, 0), coalesce(feed_id, 0), coalesce(creator_id, 0), coalesce(story_id, 0),
        extract(epoch FROM published_at)::float8, word_count::float8,
        coalesce(said.p_bait, 0), CASE WHEN word.is_cleared THEN 0 ELSE coalesce(said.p_dubious, 0) END,
        coalesce(said.p_distress, 0), halfvec_send(near.vector)
    FROM feeds_article article
        LEFT JOIN feeds_embedding near ON near.article_id = article.id AND near.model = %(encoder)s
        LEFT JOIN LATERAL (
            SELECT p_bait, p_dubious, p_distress FROM moderation_assessment
            WHERE article_id = article.id ORDER BY created_at DESC, id DESC LIMIT 1
        ) said ON true
        -- What waits for a moderator weighs less; what one has read and allowed weighs in full again.
        LEFT JOIN LATERAL (
            SELECT visibility = 'allow' AND label = '' AND moderator_id IS NOT NULL
                AND content_hash = article.content_hash AS is_cleared
            FROM moderation_decision decision
            WHERE article_id = article.id AND comment_id IS NULL
                AND NOT EXISTS (SELECT FROM moderation_undo WHERE decision_id = decision.id)
            ORDER BY created_at DESC, id DESC LIMIT 1
        ) word ON true
    WHERE article.id = ANY(%(ids)s) AND {_SHOWN}
"""  # noqa: S608  our own words
_VECTORS = """
    SELECT article_id, halfvec_send(vector) FROM feeds_embedding
    WHERE article_id = ANY(%(ids)s) AND model = %(encoder)s
"""
_BROUGHT = """
    SELECT array_agg(article_id), array_agg(feed_id) FROM (
        SELECT article_id, feed_id FROM feeds_sighting
        WHERE feed_id = ANY(%(feeds)s) AND article_id IS NOT NULL AND published_at > %(since)s
        ORDER BY published_at DESC, article_id DESC LIMIT %(most)s
    ) newest
"""
_PAIRS = """
    (SELECT article_id, partner_id, trend FROM ranking_coread WHERE article_id = ANY(%(ids)s)
    ORDER BY trend DESC LIMIT %(most)s)
    UNION ALL
    (SELECT article_id, partner_id, trend FROM ranking_coread WHERE partner_id = ANY(%(ids)s)
    ORDER BY trend DESC LIMIT %(most)s)
"""
_COUNTS = f"""
    SELECT article_id, {", ".join(COUNTERS)}, heat, extract(epoch FROM heat_at)::float8, coalesce(trend, 'NaN'),
        coalesce(trend_1h, 'NaN'), coalesce(trend_10m, 'NaN')
    FROM ranking_articlestats
"""  # noqa: S608  our own words


def ids() -> list[int]:
    """The articles of the window."""
    return [int(row[0]) for row in rows_of(_IDS, {"most": MOST, "hottest": HOTTEST, "each": EACH_TOPIC})]


def pieces(article_ids: Collection[int], *, basis: Matrix | None = None) -> Pieces:
    """The columns of those of these articles that are shown; sketched along `basis`, or their own directions."""
    rows = rows_of(_PIECES, {"ids": list(article_ids), "encoder": settings.EMBEDDING_MODEL})
    numbers = np.array([row[:10] for row in rows], dtype=np.float64).reshape(len(rows), 10)
    keys = numbers[:, :5].astype(np.int64)
    order = newest_first(keys[:, 0], numbers[:, 5])
    vectors = unpacked([row[10] for row in rows])[order]
    basis = basis_of(vectors) if basis is None else basis
    article, topic, feed, creator, story = (np.ascontiguousarray(column) for column in keys[order].T)
    return Pieces(
        ids=article,
        topic=topic,
        feed=feed,
        creator=creator,
        story=story,
        published=numbers[order, 5],
        words=numbers[order, 6],
        doubts=numbers[order, 7:],
        vectors=vectors,
        sketches=vectors @ basis,
        basis=basis,
    )


def changed(since: datetime) -> set[Change]:
    """Articles that changed after this time, shown or not, and when."""
    return set(rows_of("SELECT id, updated_at FROM feeds_article WHERE updated_at > %s", [since]))


def newest_of_topic(topic_id: int, limit: int) -> list[int]:
    """The shown articles of a topic, newest first."""
    newest = Article.objects.shown().filter(topic_id=topic_id).newest()
    return list(newest.values_list("pk", flat=True)[:limit])


def brought(feed_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Articles that these feeds brought after this time, the newest MOST_BROUGHT, each with the first of the feeds."""
    if not feed_ids:
        return {}
    asked = {"feeds": list(feed_ids), "since": since, "most": MOST_BROUGHT}
    [(articles, feeds)] = rows_of(_BROUGHT, asked)
    return dict(sorted(zip(articles or (), feeds or (), strict=True), reverse=True))


def pairs(article_ids: Collection[int]) -> dict[tuple[int, int], float]:
    """Co-read of these articles: by (earlier, later) its trend; both ways, the strongest MOST_PAIRS of each."""
    if not article_ids:
        return {}
    found = rows_of(_PAIRS, {"ids": list(article_ids), "most": MOST_PAIRS})
    return {(earlier, later): trend for earlier, later, trend in found}


def vectors(article_ids: Collection[int]) -> dict[int, Vector]:
    """The directions of these articles, at length 1; without those that have none."""
    asked = {"ids": list(article_ids), "encoder": settings.EMBEDDING_MODEL}
    rows = rows_of(_VECTORS, asked) if article_ids else []
    found = unpacked([row[1] for row in rows])
    return {row[0]: it for row, it in zip(rows, found, strict=True) if it.any()}


def counts(article_ids: Collection[int]) -> list[Row]:
    """The counters of these articles."""
    return rows_of(f"{_COUNTS} WHERE article_id = ANY(%s)", [list(article_ids)])


def moved(since: datetime) -> list[Row]:
    """The counters that moved after this time."""
    return rows_of(f"{_COUNTS} WHERE moved_at > %s", [since])


def clock() -> datetime:
    """The database's own time: that of several hosts differs."""
    at: datetime = rows_of("SELECT now()", [])[0][0]
    return at


def unpacked(sent: Sequence[bytes | None]) -> Matrix:
    """Unit vectors from what halfvec_send wrote; zeros for none, and for one that is not as long as the site's."""
    size = settings.EMBEDDING_DIMENSIONS
    length = HALFVEC_HEADER + 2 * size
    whole = [row for row, packed in enumerate(sent) if packed is not None and len(packed) == length]
    vectors = np.zeros((len(sent), size), dtype=np.float32)
    if whole:
        packed = np.frombuffer(b"".join(bytes(sent[row] or b"") for row in whole), dtype=np.uint8)
        halves = packed.reshape(len(whole), length)[:, HALFVEC_HEADER:].copy().view(">f2").astype(np.float32)
        vectors[whole] = halves / np.maximum(np.linalg.norm(halves, axis=1, keepdims=True), 1e-9)
    return vectors
