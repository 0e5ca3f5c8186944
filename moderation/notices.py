"""What creators are told: the notices of one person, and the decisions on their own articles."""

from datetime import datetime

from moderation.models import Decision, Notice
from moderation.querysets import NoticeQuerySet


def for_creator(user_id: int) -> NoticeQuerySet:
    """The notices of a creator, newest first, with their decisions and articles (one query)."""
    return Notice.objects.filter(recipient_id=user_id).newest()


def mark_read(user_id: int, *, now: datetime) -> int:
    """The creator has seen their notices; how many were new."""
    return Notice.objects.filter(recipient_id=user_id).unread().update(read_at=now)


def decision_for(creator_id: int, decision_id: int) -> Decision:
    """A decision on an article of this creator. Raises Decision.DoesNotExist for everybody else's as well."""
    own = Decision.objects.filter(article__creator_id=creator_id).select_related("article", "appeal")
    return own.get(pk=decision_id)
