"""Which rows: what waits for a moderator, what is free to take, and which word on an article is the last one."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from moderation.models import Assessment, Decision, Notice, ReviewItem


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    """Review items by who may take them."""

    def open(self) -> Self:
        """Items that no decision has closed."""
        return self.filter(closed_at__isnull=True)

    def free(self, now: datetime) -> Self:
        """Open items that nobody holds."""
        return self.open().filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))

    def held_by(self, moderator_id: int, now: datetime) -> Self:
        """Open items that this moderator holds now."""
        return self.open().filter(leased_by_id=moderator_id, leased_until__gt=now)

    def most_urgent(self) -> Self:
        """Highest priority first, older first among equals."""
        return self.order_by("-priority", "opened_at", "pk")

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
        return self.filter(article_id=article_id).newest()

    def with_words(self) -> Self:
        """Everything a line of the log prints, without a query a line."""
        return self.select_related("article__feed", "article__creator", "moderator").defer(
            "article__html", "article__text", "article__search"
        )


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by whom they are for."""

    def unread(self) -> Self:
        """Notices nobody has looked at yet."""
        return self.filter(read_at__isnull=True)

    def newest(self) -> Self:
        """By time, newest first, with what their words need."""
        return self.select_related("decision__article", "decision__moderator").order_by("-created_at", "-pk")
