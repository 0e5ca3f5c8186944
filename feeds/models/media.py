from datetime import datetime, timedelta
from functools import cache

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feeds.querysets import MediaQuerySet

CARD_WIDTH = 704  # pixels: four times the 11rem beside a headline, and the lead of a phone twice over
ARTICLE_WIDTH = 1344  # pixels: twice the 42rem of the reading column
FAILURES = 3  # then nobody asks the publisher for this picture again
BACK_OFF = (timedelta(minutes=10), timedelta(hours=2))  # after the first failure, after the second


def copy_address(name: str, width: int) -> str:
    """The address of a copy of that width."""
    return f"{_folder()}{name}-{width}.webp"


@cache
def _folder() -> str:
    """What stands before the name of each copy: `reverse` takes 10 us, and a page has some forty copies."""
    return reverse("media", args=["-"]).removesuffix("-")


class Media(models.Model):
    """A picture, sound or film that belongs to an article, as its publisher names it.

    The lead picture is fetched and kept as copies of the site's own. `due_at` is both the schedule and the lease of
    that; null means that nothing is to be done.
    """

    class State(models.TextChoices):
        NAMED = "named", _("Named by the publisher")
        STORED = "stored", _("Stored here")
        REFUSED = "refused", _("Given up")

    article = models.ForeignKey(
        "feeds.Article",
        on_delete=models.CASCADE,
        related_name="media",
        db_index=False,  # media_once_an_article begins with it
    )
    url = models.URLField(max_length=2000)
    type = models.CharField(max_length=100, blank=True)
    alt = models.CharField(max_length=300, blank=True)

    is_lead = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.NAMED)
    due_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=32, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    colour = models.CharField(max_length=7, blank=True)

    objects = models.Manager.from_queryset(MediaQuerySet)()

    class Meta:
        verbose_name_plural = _("media")
        constraints = [
            models.UniqueConstraint(fields=["article", "url"], name="media_once_an_article"),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(is_lead=True), name="media_one_lead_an_article"
            ),
            models.UniqueConstraint(fields=["name"], condition=~models.Q(name=""), name="media_name_once"),
            models.CheckConstraint(
                condition=~models.Q(state="stored") | models.Q(width__gt=0, height__gt=0) & ~models.Q(name=""),
                name="media_stored_has_a_picture",
            ),
        ]
        indexes = [
            # Media.objects.claim_due(now): the sweep of pictures
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="media_due"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def card_url(self) -> str:
        """The address of the copy that cards show."""
        return copy_address(self.name, CARD_WIDTH)

    @property
    def article_url(self) -> str:
        """The address of the copy that the article's own page shows."""
        return copy_address(self.name, ARTICLE_WIDTH)

    def record_failure(self, *, error: str, now: datetime) -> None:
        """It could not be fetched: say why, come back later, stop after the third time."""
        self.failures += 1
        self.last_error = error[:300]
        self.due_at = now + BACK_OFF[self.failures - 1] if self.failures < FAILURES else None
        if self.failures >= FAILURES:
            self.state = self.State.REFUSED

    def record_refusal(self, *, error: str) -> None:
        """It is no picture that the site shows: asking again would bring the same bytes."""
        self.failures += 1
        self.state, self.last_error, self.due_at = self.State.REFUSED, error[:300], None
