"""The rows of moderation: what was found, what waits, what was decided, and who did what."""

from moderation.models.assessment import Assessment
from moderation.models.audit import AuditHead, AuditRow
from moderation.models.review import Decision, Notice, ReviewItem

__all__ = ["Assessment", "AuditHead", "AuditRow", "Decision", "Notice", "ReviewItem"]
