"""Follow a story, and hear when more is told of it: one line a story, however many articles."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from aggregator.notifications.kinds import Kind
from aggregator.notifications.models import Notification
from feeds.models import Article, Subscription

# What changed since then is looked at: a site that was down for a day tells of everything, and a sweep reads only the
# articles of a day.
LOOKS_BACK = timedelta(days=1)
BATCH = 5_000  # lines in one statement: a tenth of a second, in which nobody else waits for them

# The number of articles grows by those that joined the story, and by those that were let through; it is written only
# where it is larger than what was told, so that two sweeps tell it once.
_TELL = """
    UPDATE notifications_notification line SET total = told.n, told_at = %(now)s, read_at = NULL
    FROM (
        SELECT line.id, story.n FROM notifications_notification line
        JOIN (
            SELECT story_id, count(*)::int AS n FROM feeds_article
            WHERE visibility = 'allow' AND withdrawn_at IS NULL AND story_id IN (
                SELECT story_id FROM feeds_article WHERE updated_at > %(since)s AND story_id IS NOT NULL
            )
            GROUP BY story_id
        ) story ON story.story_id = line.story_id
        WHERE line.kind = 'story' AND line.total < story.n
        ORDER BY line.id LIMIT %(most)s FOR UPDATE OF line SKIP LOCKED
    ) told
    WHERE line.id = told.id RETURNING line.recipient_id
"""
_MERGED = """
    SELECT DISTINCT story.id FROM feeds_subscription followed JOIN feeds_story story ON story.id = followed.story_id
    WHERE story.merged_into_id IS NOT NULL
"""
# Two stories proved to be one event: who followed the younger follows the other.
_MOVE = (
    """
    INSERT INTO feeds_subscription (reader_id, story_id, created_at)
    SELECT reader_id, story.merged_into_id, followed.created_at
    FROM feeds_subscription followed JOIN feeds_story story ON story.id = followed.story_id
    WHERE story.id = ANY(%(ids)s)
    ON CONFLICT (reader_id, story_id) DO NOTHING
    """,
    """
    INSERT INTO notifications_notification (recipient_id, kind, story_id, total, seen, told_at, read_at)
    SELECT DISTINCT ON (recipient_id, story.merged_into_id)
        recipient_id, 'story', story.merged_into_id, line.total, line.seen, told_at, read_at
    FROM notifications_notification line JOIN feeds_story story ON story.id = line.story_id
    WHERE story.id = ANY(%(ids)s)
    ORDER BY recipient_id, story.merged_into_id, line.id
    ON CONFLICT ON CONSTRAINT notification_one_line_a_thing DO NOTHING
    """,
    "DELETE FROM notifications_notification WHERE story_id = ANY(%(ids)s)",
    "DELETE FROM feeds_subscription WHERE story_id = ANY(%(ids)s)",
)


@transaction.atomic
def follow(reader_id: int, story_id: int) -> None:
    """Follow this story from now on: what it has by now is no news. Twice changes nothing."""
    Subscription.objects.get_or_create(reader_id=reader_id, story_id=story_id)
    count = Article.objects.shown().filter(story=story_id).count()
    Notification.objects.get_or_create(
        recipient_id=reader_id, kind=Kind.STORY, story_id=story_id, defaults={"total": count, "seen": count}
    )


@transaction.atomic
def leave(reader_id: int, story_id: int) -> None:
    """Follow it no more; its line goes as well."""
    Subscription.objects.filter(reader_id=reader_id, story_id=story_id).delete()
    Notification.objects.filter(recipient_id=reader_id, kind=Kind.STORY, story_id=story_id).delete()


def tell(*, now: datetime) -> list[int]:
    """One sweep: news in followed stories. Whose lines changed; runs any number of times at once without harm."""
    _move()
    told: list[int] = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_TELL, {"now": now, "since": now - LOOKS_BACK, "most": BATCH})
            some = [reader for (reader,) in cursor.fetchall()]
        told += some
        if len(some) < BATCH:
            return told


@transaction.atomic
def _move() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MERGED)
        ids = [pk for (pk,) in cursor.fetchall()]
        for statement in _MOVE if ids else ():
            cursor.execute(statement, {"ids": ids})
