"""Answers to comments, likes of posts, followers: one line for all of a thing, told again when there are more."""

from datetime import datetime, timedelta

from django.db import connection

# A moderator may let an answer through days after it was written; counters say when they moved.
ANSWERS_LOOK_BACK, LIKES_LOOK_BACK = timedelta(days=7), timedelta(days=1)
BATCH = 5_000  # lines in one statement, as of stories

_ANSWERS = """
    SELECT mine.author_id AS recipient_id, NULL::bigint AS article_id, mine.id AS comment_id, count(*)::int AS n
    FROM feeds_comment answer
    JOIN feeds_comment mine ON mine.id = answer.parent_id
    JOIN feeds_article article ON article.id = mine.article_id
    WHERE answer.state = 'visible' AND mine.state = 'visible' AND answer.author_id <> mine.author_id
        AND article.visibility IN ('allow', 'limit')
        AND mine.id IN (SELECT parent_id FROM feeds_comment WHERE created_at > %(answers_since)s)
    GROUP BY mine.id
"""
# Without the creator's own.
_LIKES = """
    SELECT post.creator_id AS recipient_id, post.id AS article_id, NULL::bigint AS comment_id,
        stats.likes - EXISTS (
            SELECT FROM ranking_event own
            WHERE own.reader_id = post.creator_id AND own.article_id = post.id AND own.kind = 'like'
        )::int AS n
    FROM ranking_articlestats stats JOIN feeds_article post ON post.id = stats.article_id
    WHERE stats.moved_at > %(likes_since)s AND stats.likes > 0 AND post.creator_id IS NOT NULL
"""
_FOLLOWERS = """
    SELECT creator_id AS recipient_id, NULL::bigint AS article_id, NULL::bigint AS comment_id, count(*)::int AS n
    FROM feeds_subscription WHERE creator_id IS NOT NULL AND creator_id <> reader_id GROUP BY creator_id
"""
# Written only where there are more than were told: two sweeps at once tell it once.
_TELL = """
    INSERT INTO notifications_notification
        (recipient_id, kind, story_id, article_id, comment_id, total, seen, told_at, read_at)
    SELECT counted.recipient_id, %(kind)s, NULL, counted.article_id, counted.comment_id, counted.n, 0, %(now)s, NULL
    FROM ({counted}) counted LEFT JOIN notifications_notification line
        ON line.recipient_id = counted.recipient_id AND line.kind = %(kind)s
        AND line.article_id IS NOT DISTINCT FROM counted.article_id
        AND line.comment_id IS NOT DISTINCT FROM counted.comment_id
    WHERE counted.n > coalesce(line.total, 0)
    ORDER BY 1, 4, 5 LIMIT %(most)s
    ON CONFLICT ON CONSTRAINT notification_one_line_a_thing
    DO UPDATE SET total = excluded.total, told_at = excluded.told_at, read_at = NULL
    WHERE notifications_notification.total < excluded.total
    RETURNING recipient_id
"""
_KINDS = {
    "reply": _TELL.format(counted=_ANSWERS),
    "like": _TELL.format(counted=_LIKES),
    "follower": _TELL.format(counted=_FOLLOWERS),
}


def tell(*, now: datetime) -> list[int]:
    """One sweep: whose lines changed. Runs any number of times at once without harm."""
    return [reader for kind, statement in _KINDS.items() for reader in _told(kind, statement, now)]


def _told(kind: str, statement: str, now: datetime) -> list[int]:
    given: dict[str, str | int | datetime] = {"kind": kind, "now": now, "most": BATCH}
    given |= {"answers_since": now - ANSWERS_LOOK_BACK, "likes_since": now - LIKES_LOOK_BACK}
    told: list[int] = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            some = [reader for (reader,) in cursor.fetchall()]
        told += some
        if len(some) < BATCH:
            return told
