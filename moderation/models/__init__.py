"""The rows of moderation: what was found, what waits, what was decided and appealed, and who did what."""

from moderation.models.appeal import Appeal
from moderation.models.assessment import Assessment
from moderation.models.audit import AuditCheck, AuditHead, AuditRow
from moderation.models.calibration import Calibration
from moderation.models.decision import Decision, Notice
from moderation.models.desk import Comfort, Opening
from moderation.models.ground import Ground
from moderation.models.letter import Letter
from moderation.models.reception import Reception
from moderation.models.reference import Reference, ReferenceFeed, ReferenceMatch
from moderation.models.report import Report
from moderation.models.review import ReviewItem
from moderation.models.second import SecondOpinion
from moderation.models.snapshot import Snapshot
from moderation.models.thresholds import ThresholdVersion
from moderation.models.undo import Label, Undo

__all__ = [
    "Appeal",
    "Assessment",
    "AuditCheck",
    "AuditHead",
    "AuditRow",
    "Calibration",
    "Comfort",
    "Decision",
    "Ground",
    "Label",
    "Letter",
    "Notice",
    "Opening",
    "Reception",
    "Reference",
    "ReferenceFeed",
    "ReferenceMatch",
    "Report",
    "ReviewItem",
    "SecondOpinion",
    "Snapshot",
    "ThresholdVersion",
    "Undo",
]
