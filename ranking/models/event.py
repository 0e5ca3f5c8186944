from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ranking.querysets import ArticleStatsQuerySet, EventQuerySet


class Event(models.Model):
    """What a reader did. Append-only; those of `ONCE` count once an impression.

    The value is 0 of an act that moved no counters, being one too many of its crowd: what takes it back moves none.
    """

    class Kind(models.TextChoices):
        VIEW = "view", _("Seen")
        PLAY = "play", _("Opened")
        DWELL = "dwell", _("Read for some time")
        LIKE = "like", _("Liked")
        UNLIKE = "unlike", _("Took a like back")
        COMMENT = "comment", _("Commented")
        SAVE = "save", _("Saved")
        UNSAVE = "unsave", _("Took a save back")
        HIDE = "hide", _("Less of this")
        UNHIDE = "unhide", _("Took a hide back")
        MORE = "more", _("More of this")
        UNMORE = "unmore", _("Took it back")
        SHARE = "share", _("Passed on")
        FOLLOW = "follow", _("Followed its publisher or topic")
        UNFOLLOW = "unfollow", _("Stopped following")
        REPORT = "report", _("Reported to the moderators")

    ONCE = (Kind.VIEW, Kind.PLAY, Kind.LIKE, Kind.HIDE, Kind.MORE, Kind.SHARE, Kind.REPORT)

    impression = models.ForeignKey(
        "ranking.Impression", on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # event_of_reader begins with it
    )
    article = models.ForeignKey("feeds.Article", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.FloatField(default=1.0, help_text=_("seconds for a dwell, else 1"))
    happened_at = models.DateTimeField()
    is_private = models.BooleanField(default=False, db_default=False, help_text=_("nothing is learnt from it"))

    objects = models.Manager.from_queryset(EventQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["impression", "kind"],
                condition=Q(kind__in=["view", "play", "like", "hide", "more", "share", "report"]),
                name="event_counts_once_an_impression",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="event_value_is_not_negative"),
        ]
        indexes = [
            # what a reader did lately
            models.Index(fields=["reader", "-happened_at"], name="event_of_reader"),
            # ranking.remember: what a reader opened, hid and reported in two months, among six times as many views
            models.Index(
                fields=["reader", "happened_at"],
                condition=Q(kind__in=["play", "hide", "unhide", "report"]),
                name="event_that_memory_reads",
            ),
            # did this reader like, hide or save this article?
            models.Index(fields=["reader", "article", "kind"], name="event_of_reader_and_article"),
            # ranking.tally: what was done in an hour. Rows lie in the order of time, and an act pays nothing for it;
            # a range of 32 pages is some 3,000 acts
            BrinIndex(fields=["happened_at"], pages_per_range=32, autosummarize=True, name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.article_id}"


class ArticleStats(models.Model):
    """Counters of an article, kept in the transaction of each event. `heat` is decayed plays at `heat_at`.

    `trend` is log2(heat) plus heat_at in half-lives: all heats fade alike, so it sorts by heat at any time.
    `trend_1h` and `trend_10m` are the same with shorter half-lives: what rises this hour, and now.
    """

    article = models.OneToOneField("feeds.Article", on_delete=models.CASCADE, primary_key=True, related_name="+")
    views = models.PositiveIntegerField(default=0)
    plays = models.PositiveIntegerField(default=0)
    likes = models.PositiveIntegerField(default=0)
    hides = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)
    saves = models.PositiveIntegerField(default=0)
    shares = models.PositiveIntegerField(default=0, db_default=0)
    reports = models.PositiveIntegerField(default=0, db_default=0)
    dwell_s = models.FloatField(default=0)
    dwells = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    heat_at = models.DateTimeField()
    trend = models.FloatField(null=True, blank=True)
    trend_1h = models.FloatField(null=True, blank=True)
    trend_10m = models.FloatField(null=True, blank=True)
    moved_at = models.DateTimeField(db_default=Now())  # when any of these numbers changed last

    objects = models.Manager.from_queryset(ArticleStatsQuerySet)()

    class Meta:
        verbose_name_plural = _("article stats")
        indexes = [
            # ArticleStats.objects.hottest(): the popular source
            models.Index(F("trend").desc(nulls_last=True), name="stats_hottest"),
            # ranking.hot: which counters moved in the last second?
            models.Index(fields=["moved_at"], name="stats_moved"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.plays}/{self.views}"
