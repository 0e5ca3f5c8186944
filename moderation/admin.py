"""Moderation in the operator's admin: to look at. What is shown changes in moderation.decide and nowhere else."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from feeds.admin import ReadOnlyAdmin
from moderation.models import (
    Appeal,
    Assessment,
    AuditCheck,
    AuditRow,
    Calibration,
    Decision,
    Letter,
    Notice,
    Reference,
    ReferenceFeed,
    Report,
    ReviewItem,
    SecondOpinion,
    ThresholdVersion,
)


@admin.register(ReviewItem)
class ReviewItemAdmin(ReadOnlyAdmin):
    """The queue and its history."""

    list_display = ("article", "zone", "priority", "opened_at", "closed_at", "leased_by")
    list_filter = ("zone", "is_random", "signal", ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("article", "leased_by")
    ordering = ("-opened_at", "-pk")


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    """What the signals said."""

    list_display = ("article", "zone", "p_dubious", "p_health", "model", "created_at")
    list_filter = ("zone", "model")
    list_select_related = ("article",)
    ordering = ("-created_at", "-pk")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What readers get, and why."""

    list_display = ("article", "comment", "visibility", "reason", "moderator", "model", "created_at")
    list_filter = ("visibility", "reason")
    list_select_related = ("article", "comment", "moderator")
    ordering = ("-created_at", "-pk")

    def get_queryset(self, _request: HttpRequest) -> QuerySet[Decision]:
        """Those on comments too."""
        return Decision.everything.all()


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """What creators were told."""

    list_display = ("recipient", "decision", "created_at", "read_at")
    list_select_related = ("recipient", "decision")
    ordering = ("-created_at", "-pk")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Who was written to, and why not."""

    list_display = ("recipient", "state", "attempts", "error", "created_at", "ended_at")
    list_filter = ("state",)
    list_select_related = ("recipient",)
    ordering = ("-created_at", "-pk")


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """What creators said against decisions."""

    list_display = ("decision", "creator", "outcome", "moderator", "created_at", "decided_at")
    list_filter = ("outcome",)
    list_select_related = ("decision", "creator", "moderator")
    ordering = ("-created_at", "-pk")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """What readers complained of."""

    list_display = ("article", "reason", "reporter", "weight", "was_right", "created_at", "decided_at")
    list_filter = ("reason", "was_right")
    list_select_related = ("article", "reporter")
    ordering = ("-created_at", "-pk")


@admin.register(AuditRow)
class AuditRowAdmin(ReadOnlyAdmin):
    """Who did what."""

    list_display = ("created_at", "actor", "act", "subject")
    list_filter = ("act",)
    list_select_related = ("actor",)
    ordering = ("-created_at", "-pk")


@admin.register(AuditCheck)
class AuditCheckAdmin(ReadOnlyAdmin):
    """Whether the chain of these held, night by night."""

    list_display = ("checked_at", "rows", "head", "error", "seconds")
    ordering = ("-checked_at", "-pk")


@admin.register(SecondOpinion)
class SecondOpinionAdmin(ReadOnlyAdmin):
    """What another moderator would have decided."""

    list_display = ("item", "first_moderator", "first_visibility", "moderator", "visibility", "created_at")
    list_select_related = ("item", "first_moderator", "moderator")
    ordering = ("-created_at", "-pk")


@admin.register(ThresholdVersion)
class ThresholdVersionAdmin(ReadOnlyAdmin):
    """Where the zones began, and when."""

    list_display = ("created_at", "budget", "articles")
    ordering = ("-created_at", "-pk")


@admin.register(Calibration)
class CalibrationAdmin(ReadOnlyAdmin):
    """How often it was true what the assessment said."""

    list_display = ("created_at", "kind", "decisions")
    ordering = ("-created_at", "-pk")


@admin.register(Reference)
class ReferenceAdmin(ReadOnlyAdmin):
    """The library of checked claims; moderators fill it on their page."""

    list_display = ("claim", "verdict", "rating", "publisher", "language", "harm", "reviewed_date", "withdrawn_at")
    list_filter = ("verdict", "harm", "language", ("withdrawn_at", admin.EmptyFieldListFilter))
    search_fields = ("claim", "publisher", "url")
    # not `wording` and `vector`, hundreds of numbers that a program reads
    fields = (
        *("claim", "verdict", "rating", "publisher", "url", "reviewed_date", "language", "harm"),
        *("feed", "added_by", "created_at", "changed_at", "withdrawn_at"),
    )
    ordering = ("-created_at", "-pk")


@admin.register(ReferenceFeed)
class ReferenceFeedAdmin(ReadOnlyAdmin):
    """Where checked claims come from."""

    list_display = ("url", "title", "due_at", "failures", "last_error", "read_at")
    search_fields = ("url", "title")
    fields = ("url", "title", "due_at", "failures", "last_error", "read_at", "added_by", "created_at")
    ordering = ("url", "pk")
