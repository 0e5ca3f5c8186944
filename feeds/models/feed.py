from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.querysets import FeedQuerySet
from feeds.types import NextFetch, Outcome, Trouble

MOSTLY_TEASERS = 50  # percent of a document; real feeds have 70 and more, or 35 and less (feeds/teaser.py)


class Feed(models.Model):
    """A publisher's RSS, Atom or JSON document. `next_fetch_at` is both the schedule and the lease."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        GONE = "gone", _("Gone")
        MOVED = "moved", _("Moved to another feed")

    class FullText(models.TextChoices):
        AUTO = "auto", _("Where the feed gives only teasers")
        ALWAYS = "always", _("Always")
        NEVER = "never", _("Never")

    url = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=300, blank=True)
    site_url = models.URLField(_("site"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=16, blank=True)
    topic = models.ForeignKey(
        "feeds.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("usual topic")
    )
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    body_hash = models.CharField(max_length=64, blank=True)

    # What its last document asked for; answers without a document honour it too.
    ttl_minutes = models.PositiveIntegerField(null=True, blank=True)
    skip_hours = ArrayField(models.PositiveSmallIntegerField(), default=list, db_default=[], blank=True)
    entries = models.PositiveIntegerField(_("entries in its document"), default=0, db_default=0)
    skip_days = ArrayField(models.PositiveSmallIntegerField(), default=list, db_default=[], blank=True)

    # Where the publisher says it lives now, and how often in a row it said so (feeds/moves.py).
    moved_to = models.URLField(_("says it moved to"), max_length=2000, blank=True, db_default="")
    moved_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("same feed as")
    )

    # Whether its articles' pages are asked for their whole text (feeds/page_plan.py), and what tells so by itself.
    full_text = models.CharField(
        _("whole text from its pages"), max_length=6, choices=FullText, default=FullText.AUTO, db_default=FullText.AUTO
    )
    teaser_percent = models.PositiveSmallIntegerField(_("percent of teasers in its document"), null=True, blank=True)

    # The hub that its last document named, and its own address there (feeds/hubs); while the hub tells of every entry
    # (`pushed_until`), visits only make sure.
    hub = models.CharField(max_length=2000, blank=True, db_default="")
    hub_topic = models.CharField(max_length=2000, blank=True, db_default="")
    pushed_until = models.DateTimeField(null=True, blank=True)

    next_fetch_at = models.DateTimeField(_("next fetch"))
    interval_minutes = models.PositiveIntegerField(default=60)
    because = models.CharField(max_length=12, blank=True, default="", db_default="")  # feeds.types.Because
    # Milliseconds of its usual answer: a mean that forgets.
    usual_ms = models.PositiveIntegerField(default=0, db_default=0)
    # No entry of its last document had a date of its own.
    is_undated = models.BooleanField(default=False, db_default=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    # The first failure of the present row. Kept here because Fetch rows are pruned after a month, and because the list
    # of all feeds would look through every fetch of each. No constraint ties it to `failures`: workers of the release
    # before count failures without it.
    failing_since = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=12, blank=True, default="", db_default="")  # feeds.types.Trouble
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    last_fetched_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(FeedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url"], name="feed_url_once"),
            models.CheckConstraint(condition=models.Q(url__regex=r"^https?://"), name="feed_url_is_http"),
            models.CheckConstraint(condition=models.Q(interval_minutes__gte=1), name="feed_interval_is_positive"),
            models.CheckConstraint(
                condition=models.Q(moved_to="", moved_count=0) | models.Q(~models.Q(moved_to=""), moved_count__gte=1),
                name="feed_move_is_counted_with_its_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(duplicate_of=models.F("pk")), name="feed_is_no_duplicate_of_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(hub="", hub_topic="") | ~models.Q(models.Q(hub="") | models.Q(hub_topic="")),
                name="feed_hub_has_its_topic",
            ),
        ]
        indexes = [
            # Feed.objects.due(now): the crawl sweep
            models.Index(fields=["next_fetch_at"], condition=models.Q(state="active"), name="feed_due"),
            # feeds.websub: feeds that name a hub
            models.Index(fields=["id"], condition=~models.Q(hub=""), name="feed_with_hub"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def is_reachable(self) -> bool:
        """The last fetch worked, or none was made yet."""
        return self.failures == 0

    @property
    def wants_pages(self) -> bool:
        """Whether the pages of its new articles are asked for their whole text."""
        if self.full_text == self.FullText.AUTO:
            return self.teaser_percent is not None and self.teaser_percent >= MOSTLY_TEASERS
        return self.full_text == self.FullText.ALWAYS

    def record_success(self, planned: NextFetch, *, now: datetime, duration_ms: int) -> None:
        """The publisher answered: forget the errors."""
        self.failures, self.failing_since, self.trouble, self.last_error = 0, None, Trouble.NONE, ""
        self.last_fetched_at = self.last_ok_at = now
        self.next_fetch_at, self.because = planned.at, planned.because
        self.interval_minutes = max(1, round((planned.at - now) / timedelta(minutes=1)))
        # A quarter of the new one: four slow answers count, one does not.
        self.usual_ms = (3 * self.usual_ms + duration_ms) // 4 if self.usual_ms else duration_ms

    def record_failure(self, planned: NextFetch, *, now: datetime, error: str, trouble: Trouble) -> None:
        """The publisher did not answer, or not with a feed: say why and come back later."""
        self.failures += 1
        self.failing_since = self.failing_since or now
        self.trouble, self.last_error = trouble, error[:500]
        self.last_fetched_at = now
        self.next_fetch_at, self.because = planned.at, planned.because


class Fetch(models.Model):
    """One attempt to fetch a feed."""

    class Result(models.TextChoices):
        FETCHED = Outcome.FETCHED.value, _("Fetched")
        NOT_MODIFIED = Outcome.NOT_MODIFIED.value, _("Not modified")
        UNCHANGED = Outcome.UNCHANGED.value, _("Unchanged")
        FAILED = Outcome.FAILED.value, _("Failed")
        GONE = Outcome.GONE.value, _("Gone")

    feed = models.ForeignKey(
        Feed,
        on_delete=models.CASCADE,
        related_name="fetches",
        db_index=False,  # fetch_of_feed begins with it
    )
    fetched_at = models.DateTimeField()
    result = models.CharField(max_length=16, choices=Result)
    status = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    duration_ms = models.PositiveIntegerField(default=0)
    # Of reading the document (parse, clean, fit), also when it was given up; 0 where no document came.
    read_ms = models.PositiveIntegerField(default=0, db_default=0)
    entries = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0, db_default=0)
    trouble = models.CharField(max_length=12, blank=True, default="", db_default="")  # feeds.types.Trouble
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = _("fetches")
        indexes = [
            # the operator's page of one feed
            models.Index(fields=["feed", "-fetched_at"], name="fetch_of_feed"),
            # figures of the last hours (feeds/tally.py, the operator's page), and the sweep that takes old ones away
            models.Index(fields=["fetched_at"], name="fetch_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.fetched_at:%Y-%m-%d %H:%M}"
