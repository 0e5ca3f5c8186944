from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from feeds.models.feed import Feed
from feeds.models.hub_querysets import DeliveryQuerySet, HubSubscriptionQuerySet

TAKEN_DIGITS, MOST_TAKEN = 16, 100  # 64 bits tell a hundred bodies apart; an agency's half day, in 2 KB a row


class HubSubscription(models.Model):
    """What this site asked of a feed's hub (WebSub). `due_at` is both the schedule of the next request and the lease.

    A feed has at most one that counts; those it leaves (the hub or the address changed, the feed is paused) stay until
    their hub has heard of it.
    """

    class State(models.TextChoices):
        WANTED = "wanted", _("To be asked for")
        PENDING = "pending", _("Asked for; the hub has not called yet")
        ACTIVE = "active", _("Active")
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Ran out")
        LEAVING = "leaving", _("To be ended")
        ENDED = "ended", _("Ended")

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="hub_subscriptions")
    hub = models.CharField(max_length=2000)
    topic = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.WANTED)
    token = models.CharField(max_length=64)  # names the callback; nobody can guess it
    secret = models.CharField(max_length=100, blank=True)  # signs what the hub sends; empty: what it sends is a ping
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)  # requests since the hub last called
    last_error = models.CharField(max_length=500, blank=True)
    active_since = models.DateTimeField(null=True, blank=True)
    active_until = models.DateTimeField(null=True, blank=True)

    delivered_at = models.DateTimeField(null=True, blank=True)  # the last delivery that was believed
    pinged_at = models.DateTimeField(null=True, blank=True)  # the last one that only made us look at the feed
    missed_at = models.DateTimeField(null=True, blank=True)  # a visit last found what the hub had not told
    deliveries = models.PositiveIntegerField(default=0)
    pings = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)  # wrongly signed, or out of time

    # The beginnings of the hashes of what was taken in last, oldest first: signed for ever, and sent by anybody again.
    taken = ArrayField(models.CharField(max_length=TAKEN_DIGITS), default=list, db_default=[], blank=True)

    objects = models.Manager.from_queryset(HubSubscriptionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token"], name="hub_subscription_token_once"),
            models.UniqueConstraint(
                fields=["feed"],
                condition=~models.Q(state__in=("leaving", "ended")),
                name="hub_subscription_once_a_feed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(active_since__isnull=False, active_until__isnull=False),
                name="hub_subscription_active_has_its_time",
            ),
        ]
        indexes = [
            # HubSubscription.objects.claim_due(now): the sweep of leases
            models.Index(fields=["due_at"], name="hub_subscription_due"),
        ]

    def __str__(self) -> str:
        return f"{self.hub} {self.state}"

    def is_active(self, now: datetime) -> bool:
        """The hub called back, and its lease has not run out."""
        return self.state == self.State.ACTIVE and self.active_until is not None and self.active_until > now

    def was_taken(self, body_hash: str) -> bool:
        """Whether a body with this hash was taken in before."""
        return body_hash[:TAKEN_DIGITS] in self.taken

    def record_taken(self, body_hash: str) -> None:
        """A body with this hash is taken in."""
        self.taken = [*self.taken, body_hash[:TAKEN_DIGITS]][-MOST_TAKEN:]

    def record_verified(self, *, now: datetime, lease: timedelta, renew_at: datetime) -> None:
        """The hub called back: it sends what is new for so long."""
        self.active_since = self.active_since if self.is_active(now) else now
        self.state, self.active_until = self.State.ACTIVE, now + lease
        self.attempts, self.last_error, self.due_at = 0, "", renew_at

    def record_refused(self, *, error: str, ask_again_at: datetime) -> None:
        """The hub does not want to, or cannot be asked."""
        self.state, self.last_error, self.due_at = self.State.REFUSED, error[:500], ask_again_at
        self.attempts = 0


class Delivery(models.Model):
    """What a hub sent and was believed, until it is ingested. `due_at` is both the schedule and the lease."""

    subscription = models.ForeignKey(HubSubscription, on_delete=models.CASCADE, related_name="waiting")
    received_at = models.DateTimeField()
    content_type = models.CharField(max_length=200, blank=True)
    body = models.BinaryField()
    body_hash = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = models.Manager.from_queryset(DeliveryQuerySet)()

    class Meta:
        verbose_name_plural = _("deliveries")
        constraints = [
            # A hub that is not sure of our answer sends again.
            models.UniqueConstraint(fields=["subscription", "body_hash"], name="delivery_once_while_it_waits"),
        ]
        indexes = [
            # Delivery.objects.claim_due(now): the sweep
            models.Index(fields=["due_at"], name="delivery_due"),
        ]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M}"
