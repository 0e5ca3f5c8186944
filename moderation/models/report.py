from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feeds.models import Article, Comment
from moderation.models.decision import Decision
from moderation.models.review import ReviewItem
from moderation.querysets import ReportQuerySet

LONGEST_NOTE = 500  # characters: what is wrong in a few sentences; an appeal has more to explain


class Report(models.Model):
    """A reader's complaint about an article, or a comment under it. It opens a review item, and decides nothing."""

    class Reason(models.TextChoices):
        HEALTH = "health", _("A false or dangerous claim about health")
        HARM = "harm", _("It urges people to hurt themselves or others")
        BAIT = "bait", _("Advertising, or it begs for likes and shares")
        PRIVACY = "privacy", _("It exposes or insults somebody")
        ILLEGAL = "illegal", _("It is against the law")
        OTHER = "other", _("Something else")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    item = models.ForeignKey(ReviewItem, on_delete=models.CASCADE, null=True, blank=True, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    visitor = models.CharField(max_length=32, blank=True, help_text=_("of somebody who has not signed in"))
    reason = models.CharField(max_length=7, choices=Reason)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, help_text=_("of the text that was reported"))
    weight = models.FloatField(help_text=_("how often the reporter was right before, 0 to 1"))
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    was_right = models.BooleanField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text=_("when the reporter read what came of it"))

    objects = models.Manager.from_queryset(ReportQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reporter__isnull=False, visitor="") | (Q(reporter__isnull=True) & ~Q(visitor="")),
                name="report_is_of_a_reader_or_a_visitor",
            ),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=1), name="report_weight_is_a_share"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, was_right__isnull=True)
                | Q(decided_at__isnull=False, was_right__isnull=False),
                name="report_was_right_once_it_is_decided",
            ),
            # The same person with the same complaint about the same words is one report, however often it is sent.
            models.UniqueConstraint(
                fields=["article", "comment", "reporter", "visitor", "reason", "content_hash"],
                nulls_distinct=False,
                name="report_once_a_reason_and_text",
            ),
        ]
        indexes = [
            # Report.objects.open().of(article): what a decision answers
            models.Index(fields=["article"], condition=Q(decided_at__isnull=True), name="report_open"),
            # what a reader reported, newest first
            models.Index(fields=["reporter", "-created_at"], name="report_of_reporter"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.article_id}"

    @property
    def comment_then(self) -> str:
        """What the comment said when it was reported; empty if its author took it back (prefetch `comment__edits`)."""
        if self.comment is None:
            return ""
        later = [edit for edit in self.comment.edits.all() if edit.replaced_at > self.created_at]
        return min(later, key=lambda edit: edit.replaced_at).body if later else self.comment.body

    @property
    def came_of_it(self) -> str:
        """What its reporter is told, as a sentence."""
        if self.decided_at is None:
            return gettext("Waits for a moderator.")
        if not self.was_right:
            return gettext("A moderator looked at it and left it as it is.")
        if self.comment_id is not None:
            return gettext("A moderator looked at it: the comment was removed. Thank you.")
        return gettext("A moderator looked at it and restricted the article. Thank you.")
