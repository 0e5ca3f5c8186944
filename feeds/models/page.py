from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import PageQuerySet

FAILURES = 2  # then nobody asks the publisher for this page again
BACK_OFF = timedelta(hours=1)  # after the first failure; news is older than its readers' interest after more


class Page(models.Model):
    """The publisher's page of an article whose feed gives only a teaser: is it to be asked for, and what came of it.

    `due_at` is both the schedule and the lease; null means that nothing is to be done. While the article is new, its
    `embed_due_at` waits for the page, but never long (feeds/page_plan.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Text taken")
        TEASER = "teaser", _("The feed's own text stays")
        FORBIDDEN = "forbidden", _("Closed to robots")
        FAILED = "failed", _("Not reached")

    article = models.OneToOneField("feeds.Article", on_delete=models.CASCADE, related_name="page")
    feed = models.ForeignKey("feeds.Feed", on_delete=models.CASCADE, related_name="pages")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(_("wanted since"))
    failures = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    objects = models.Manager.from_queryset(PageQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", due_at__isnull=False)
                | models.Q(~models.Q(state="waiting"), due_at__isnull=True),
                name="page_is_due_while_it_waits",
            ),
        ]
        indexes = [
            # Page.objects.claim_due(now): the sweep of pages
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="page_due"),
            # the operator's page of one feed, and how many it was asked for today
            models.Index(fields=["feed", "-asked_at"], name="page_of_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at:%Y-%m-%d %H:%M}"

    def record_end(self, state: State, *, reason: str = "") -> None:
        """Nothing is left to do for this page, and why."""
        self.state, self.due_at, self.reason = state, None, reason[:300]

    def record_failure(self, *, error: str, now: datetime) -> None:
        """It could not be reached: say why and come back once."""
        self.failures += 1
        if self.failures >= FAILURES:
            self.record_end(self.State.FAILED, reason=error)
        else:
            self.due_at, self.reason = now + BACK_OFF, error[:300]
