"""Which rows: what waits for a moderator, what is free to take, and which word on an article is the last one."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Extract, Ln

from moderation.params import (
    AGE_WEIGHT,
    AGE_WEIGHT_HOLD,
    AGE_WEIGHT_SILENT,
    CONCERNS_FROM,
    HOLD_OVERDUE_HOURS,
    REACH_UNIT,
    UNCERTAINTY_WEIGHT,
    UNDO_SECONDS,
)

if TYPE_CHECKING:
    from moderation.models import Appeal, Assessment, Decision, Letter, Notice, Report, ReviewItem

_NUMBER: "models.FloatField[float, float]" = models.FloatField()
# Nothing speaks against it and nobody asked: what no language model read. Dice and second looks are somebody's wish.
_SILENT = Q(concern__gt=0, concern__lt=CONCERNS_FROM, priority=0, is_random=False, second_of=None)


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    """Review items by who may take them."""

    def open(self) -> Self:
        """Items that no decision has closed."""
        return self.filter(closed_at__isnull=True)

    def free(self, now: datetime) -> Self:
        """Open items that nobody holds."""
        return self.open().filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))

    def overdue(self, now: datetime) -> Self:
        """Open items of what is held so long without a decision that leads have to know."""
        held = self.open().filter(zone="hold", article__visibility="hold", second_of=None)
        return held.filter(opened_at__lte=now - timedelta(hours=HOLD_OVERDUE_HOURS))

    def doubted(self) -> Self:
        """Without what dice picked among the clear and nobody reported, and without second looks."""
        return self.filter(~Q(zone="clear") | Q(priority__gt=0), second_of=None)

    def by_dice(self) -> Self:
        """What is looked at to measure: what dice picked, and second looks. Whoever waits longest comes first."""
        return self.filter(Q(is_random=True) | Q(second_of__isnull=False)).order_by("opened_at", "pk")

    def open_of(self, article_id: int | OuterRef) -> Self:
        """The open item of an article, if there is one; a second look at what was decided is another matter."""
        return self.open().filter(article_id=article_id, second_of=None)

    def held_by(self, moderator_id: int, now: datetime) -> Self:
        """Open items that this moderator holds now."""
        return self.open().filter(leased_by_id=moderator_id, leased_until__gt=now)

    def judged_by(self, moderator_id: int) -> Self:
        """Without this moderator's own articles, and those that wait because of a comment which they reported."""
        own = self.model.objects.filter(pk=OuterRef("pk"), article__creator=moderator_id)
        complained = {"reports__reporter": moderator_id, "reports__comment__isnull": False}
        reported = self.model.objects.filter(pk=OuterRef("pk"), **complained)
        return self.exclude(Exists(own)).exclude(Exists(reported))

    def offered_to(self, moderator_id: int, *, is_lead: bool) -> Self:
        """Theirs to judge, without what they handed on or decided first; what waits for a lead is offered to leads."""
        others = self.judged_by(moderator_id).exclude(escalated_by=moderator_id)
        others = others.exclude(second_of__moderator=moderator_id)
        return others if is_lead else others.filter(lane="all")

    def most_urgent(self, now: datetime) -> Self:
        """Highest first, by moderation.urgency. Older first among equals."""
        rate = Case(
            When(zone="hold", then=Value(AGE_WEIGHT_HOLD)),
            When(_SILENT, then=Value(AGE_WEIGHT_SILENT)),
            default=Value(AGE_WEIGHT),
            output_field=_NUMBER,
        )
        hours = (Value(now.timestamp(), output_field=_NUMBER) - Cast(Extract("opened_at", "epoch"), _NUMBER)) / 3600.0
        met = 1.0 + Ln(1.0 + F("expected_reach") / REACH_UNIT)
        doubt = F("concern") * met + F("uncertainty") * UNCERTAINTY_WEIGHT
        return self.annotate(urgency=doubt + F("priority") + rate * hours).order_by("-urgency", "opened_at", "pk")

    def with_row(self) -> Self:
        """Everything a row of the queue prints, without a query a row."""
        return self.select_related("article__topic", "article__feed", "article__creator", "leased_by").defer(
            "article__html", "article__text", "article__search"
        )


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments; the newest one of an article counts."""

    def newest_of(self, article_id: int) -> "Assessment | None":
        """The one that counts."""
        return self.filter(article_id=article_id).order_by("-created_at", "-pk").first()


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions; the newest one of an article stands."""

    def newest(self) -> Self:
        """By time, newest first."""
        return self.order_by("-created_at", "-pk")

    def of(self, article_id: int) -> Self:
        """The history of one article, newest first."""
        return self.filter(article_id=article_id, comment=None).newest()

    def on_comment(self, comment_id: int) -> Self:
        """What was decided on one comment and not taken back, newest first; of `Decision.everything`."""
        return self.standing().filter(comment_id=comment_id).newest()

    def standing(self) -> Self:
        """Without those that were taken back; of `Decision.everything`."""
        return self.filter(undo=None)

    def run_out(self, now: datetime) -> Self:
        """Limits whose end has come and that no later decision has replaced."""
        ended = self.filter(ends_at__lte=now, article__visibility="limit")
        later = self.model.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
        return ended.exclude(Exists(later))

    def with_words(self) -> Self:
        """Everything a line of the log prints, without a query a line."""
        return self.select_related("article__feed", "article__creator", "comment__author", "moderator").defer(
            "article__html", "article__text", "article__search"
        )


def _may_be_undone(path: str, now: datetime) -> Q:
    """A moderator made the decision at `path` so lately that they may still take it back: nobody is told yet."""
    since = now - timedelta(seconds=UNDO_SECONDS)
    lately = {f"{path}__created_at__gt": since, f"{path}__created_at__lte": now}
    at_desk = Q(**{f"{path}__item__isnull": False}) | Q(**{f"{path}__comment__isnull": False})
    return Q(**lately, **{f"{path}__moderator__isnull": False}) & at_desk & ~Q(**{f"{path}__reason": "overturned"})


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by whom they are for."""

    def told(self, now: datetime) -> Self:
        """Without those that may still prove to be a slip."""
        return self.exclude(_may_be_undone("decision", now))

    def unread(self) -> Self:
        """Notices nobody has looked at yet."""
        return self.filter(read_at__isnull=True)

    def newest(self) -> Self:
        """By time, newest first, with what their words need."""
        told = self.select_related("decision__article", "decision__comment", "decision__moderator", "decision__appeal")
        return told.order_by("-created_at", "-pk")


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Appeals by whether they wait."""

    def open(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(outcome="open")

    def oldest(self) -> Self:
        """Whoever waits longest is answered first."""
        return self.order_by("created_at", "pk")

    def with_words(self) -> Self:
        """Everything a row of the appeals prints, without a query a row."""
        named = self.select_related("decision__article", "decision__comment", "decision__moderator")
        heavy = ("html", "text", "search")
        return named.select_related("creator", "moderator").defer(*(f"decision__article__{it}" for it in heavy))


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by whether they were answered, and by whom they are."""

    def open(self) -> Self:
        """No decision has answered them."""
        return self.filter(decided_at__isnull=True)

    def decided(self) -> Self:
        """A decision has shown whether they were right."""
        return self.filter(decided_at__isnull=False)

    def told(self, now: datetime) -> Self:
        """Those that a decision has answered which nobody can take back any more."""
        return self.decided().exclude(_may_be_undone("decision", now))

    def by(self, reporter_id: int | None, visitor: str) -> Self:
        """Those of one person, signed in or not."""
        return self.filter(reporter_id=reporter_id) if reporter_id is not None else self.filter(visitor=visitor)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by whether they are owed."""

    def due(self, now: datetime) -> Self:
        """To be sent now."""
        return self.filter(state="waits", due_at__lte=now)
