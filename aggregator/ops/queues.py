"""How much waits: messages in the broker, and rows that are due. Messages can be lost, rows cannot."""

from datetime import datetime
from typing import Any

from django.conf import settings
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from aggregator.celery import app
from feeds.models import Article, Feed, Page
from moderation.models import Letter, ReviewItem

QUEUES = ("asked", "crawl", "embed", "assess", "media", "learn", "mail")


def depths() -> dict[str, int] | None:
    """Messages that wait in each queue; None when the broker does not answer."""
    try:
        with app.connection_for_read(connect_timeout=2) as line:
            channel = line.default_channel
            return {name: _waiting(channel, name) for name in QUEUES}
    except (KombuError, RedisError, OSError):
        return None


def _waiting(channel: Any, name: str) -> int:
    # The Redis transport knows no queue that is empty; it says so with an error of the channel.
    try:
        return int(channel.queue_declare(queue=name, passive=True).message_count)
    except channel.connection.client.channel_errors:
        return 0


def due(now: datetime) -> dict[str, int]:
    """Rows that a sweep would take now."""
    return {
        "crawl": Feed.objects.due(now).count(),
        "pages": Page.objects.filter(due_at__lte=now).count(),
        "embed": Article.objects.filter(embed_due_at__lte=now).count(),
        "assess": Article.objects.filter(assess_due_at__lte=now).count(),
        "mail": Letter.objects.due(now).count(),
        "review": ReviewItem.objects.open().count(),
    }


def leased(now: datetime) -> dict[str, int]:
    """Articles that a worker holds now, or that it left when it was killed; back when their lease ends."""
    return {
        "embed": Article.objects.filter(embed_due_at__gt=now, embed_due_at__lte=now + settings.LEASE).count(),
        "assess": Article.objects.filter(assess_due_at__gt=now, assess_due_at__lte=now + settings.LEASE).count(),
    }
