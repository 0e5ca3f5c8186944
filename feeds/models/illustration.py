import hashlib
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH, copy_address
from feeds.querysets import IllustrationQuerySet

KEY = 32  # hexadecimal digits, 128 bits: nobody finds two addresses with one key
FAILURES = 3  # then nobody asks the publisher for this picture again
BACK_OFF = (timedelta(minutes=1), timedelta(hours=1))  # after the first failure, after the second; readers are waiting
ASKED_AGAIN = timedelta(days=1)  # how exact `asked_at` is: one write a day and picture, however many read it


def key_of(url: str) -> str:
    """The name under which the site speaks of a publisher's picture."""
    return hashlib.sha256(url.encode()).hexdigest()[:KEY]


class Illustration(models.Model):
    """A picture inside the text of articles, kept as copies of the site's own from the first time somebody reads them.

    One row an address, however many articles show it. `due_at` is both the schedule and the lease; null means that
    nothing is to be done. Copies that were not asked for longest go first when there are too many of them.
    """

    class State(models.TextChoices):
        NAMED = "named", _("Named by the publisher")
        STORED = "stored", _("Stored here")
        REFUSED = "refused", _("Given up")

    key = models.CharField(max_length=KEY, unique=True)
    url = models.URLField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.NAMED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=32, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)  # bytes of all copies

    objects = models.Manager.from_queryset(IllustrationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=~models.Q(name=""), name="illustration_name_once"),
            models.CheckConstraint(
                condition=~models.Q(state="stored") | models.Q(width__gt=0, height__gt=0) & ~models.Q(name=""),
                name="illustration_stored_has_a_picture",
            ),
        ]
        indexes = [
            # Illustration.objects.claim_due(now): the sweep of pictures that readers wait for
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="illustration_due"),
            # feeds.illustrations.make_room(): which were not asked for longest
            models.Index(fields=["asked_at", "id"], name="illustration_asked"),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_awaited(self) -> bool:
        """Whether a worker has still to look at it for the first time; after a failure nobody waits on a page."""
        return self.state == self.State.NAMED and self.failures == 0

    @property
    def card_url(self) -> str:
        """The address of the copy for phones."""
        return copy_address(self.name, CARD_WIDTH)

    @property
    def article_url(self) -> str:
        """The address of the copy for wide screens."""
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
