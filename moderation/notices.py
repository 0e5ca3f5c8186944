"""What those who write are told: the notices of one person, and the decisions on their own articles and comments."""

from datetime import datetime

from django.db.models import Q

from moderation.models import Decision, Notice
from moderation.querysets import NoticeQuerySet


def for_person(user_id: int, *, now: datetime) -> NoticeQuerySet:
    """The notices of one person, newest first, with their decisions, articles and comments (one query)."""
    return Notice.objects.filter(recipient_id=user_id).told(now).newest()


def mark_read(user_id: int, *, until: datetime, now: datetime) -> int:
    """They have seen the notices that were there `until` then; how many were new."""
    seen = Notice.objects.filter(recipient_id=user_id, created_at__lte=until).told(now)
    return seen.unread().update(read_at=now)


def decision_for(person_id: int, decision_id: int) -> Decision:
    """A decision on what this person wrote. Raises Decision.DoesNotExist for everybody else's as well."""
    own = Q(comment=None, article__creator_id=person_id) | Q(comment__author_id=person_id)
    made = Decision.everything.standing().filter(own)
    return made.select_related("article", "comment", "appeal").get(pk=decision_id)
