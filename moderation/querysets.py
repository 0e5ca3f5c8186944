"""Which rows: what waits for a moderator, and what is free to take."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from moderation.models import ReviewItem


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
