"""The rows of moderation: what was found, what waits, what was decided, and who did what."""

from moderation.models.assessment import Assessment
from moderation.models.audit import AuditRow
from moderation.models.review import Decision, Notice, ReviewItem

__all__ = ["Assessment", "AuditRow", "Decision", "Notice", "ReviewItem"]
