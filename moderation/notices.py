"""What creators are told: the notices of one person."""

from datetime import datetime

from moderation.models import Notice
from moderation.querysets import NoticeQuerySet


def for_creator(user_id: int) -> NoticeQuerySet:
    """The notices of a creator, newest first, with their decisions and articles (one query)."""
    return Notice.objects.filter(recipient_id=user_id).newest()


def mark_read(user_id: int, *, now: datetime) -> int:
    """The creator has seen their notices; how many were new."""
    return Notice.objects.filter(recipient_id=user_id).unread().update(read_at=now)
