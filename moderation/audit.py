"""Who did what to what: the one place that writes audit rows. Nothing updates or deletes them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from moderation.models import AuditRow


class Act(models.TextChoices):
    """What there is to do that has consequences for what readers get."""

    PLACED = "placed", _("Placed by the automatic assessment")
    DECIDED = "decided", _("Decided by a moderator")
    LOOKED_AGAIN = "looked_again", _("Looked at again by another moderator, who was not told the decision")
    REOPENED = "reopened", _("Opened again by a moderator")
    UNDONE = "undone", _("Taken back by the moderator within ten seconds")
    ESCALATED = "escalated", _("Handed on by a moderator")
    OVERDUE = "overdue", _("Held so long without a decision that leads are told")
    LOOKED = "looked", _("Looked at by a moderator")
    APPEALED = "appealed", _("Appealed by its creator")
    ANSWERED_APPEAL = "answered_appeal", _("Appeal answered by another moderator")
    HELD_COMMENT = "held_comment", _("Comment held by the automatic assessment")
    REMOVED_COMMENT = "removed_comment", _("Comment removed by a moderator")
    RESTORED_COMMENT = "restored_comment", _("Comment shown again by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its creator")
    BECAME_CREATOR = "became_creator", _("Became a creator")
    ERASED = "erased", _("Deleted their account")
    ADDED_REFERENCE = "added_reference", _("Added a checked claim")
    CHANGED_REFERENCE = "changed_reference", _("Changed a checked claim")
    DISMISSED_REFERENCE = "dismissed_reference", _("Said that an article is about another claim")
    FOLLOWED_REFERENCES = "followed_references", _("Followed a feed of fact-checks")
    LEFT_REFERENCES = "left_references", _("Left a feed of fact-checks")
    REMOVED_FEED = "removed_feed", _("Removed a feed")
    CHOSE_CLAIMS = "chose_claims", _("Put a version of the claims model in force")
    CHOSE_HEADS = "chose_heads", _("Put a version of the ranking heads in force")
    SWITCHED_LEARNING = "switched_learning", _("Switched learning from each act on or off")
    EXPERIMENT_STARTED = "experiment_started", _("Experiment started")
    EXPERIMENT_LAUNCHED = "experiment_launched", _("Experiment launched")
    EXPERIMENT_STOPPED = "experiment_stopped", _("Experiment rolled back")
    WEIGHTS_MADE = "weights_made", _("New version of the value weights")


def record(
    act: Act, *, article_id: int, actor_id: int | None, now: datetime, detail: dict[str, str | int | None]
) -> AuditRow:
    """Write down one act on an article; `actor_id` is null when no person acted."""
    return AuditRow.objects.create(
        act=act, subject=f"article:{article_id}", actor_id=actor_id, detail=detail, created_at=now
    )


def record_of_person(act: Act, *, person_id: int, actor_id: int, now: datetime) -> AuditRow:
    """Write down what became of an account; `actor_id` is who did it, often the person themselves."""
    return AuditRow.objects.create(act=act, subject=f"user:{person_id}", actor_id=actor_id, created_at=now)


def record_of_feed(
    act: Act, *, feed_id: int, actor_id: int | None, now: datetime, detail: Mapping[str, str | int]
) -> AuditRow:
    """Write down what became of a feed; `actor_id` is null when it was done by a command."""
    return AuditRow.objects.create(
        act=act, subject=f"feed:{feed_id}", actor_id=actor_id, detail=dict(detail), created_at=now
    )


def record_of_model(act: Act, *, version_id: int | None, actor_id: int | None, reason: str, now: datetime) -> AuditRow:
    """Write down that a model version came into force (None: the one that ships with the site), and why."""
    subject = f"model:{version_id or 'shipped'}"
    return AuditRow.objects.create(
        act=act, subject=subject, actor_id=actor_id, detail={"reason": reason}, created_at=now
    )


def record_of_ranking(
    act: Act, *, subject: str, actor_id: int | None, now: datetime, detail: dict[str, str | int | None]
) -> AuditRow:
    """Write down a change of how pages are ranked; `actor_id` is null when a guardrail did it."""
    return AuditRow.objects.create(act=act, subject=subject, actor_id=actor_id, detail=detail, created_at=now)


def record_of_library(act: Act, *, subject: str, actor_id: int, now: datetime, detail: Mapping[str, str]) -> AuditRow:
    """Write down a change of the checked claims; `subject` names the reference or the feed."""
    return AuditRow.objects.create(act=act, subject=subject, actor_id=actor_id, detail=dict(detail), created_at=now)
