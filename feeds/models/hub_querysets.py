"""Which rows of hubs: what the sweeps ask."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

from feeds.claiming import claim

if TYPE_CHECKING:
    from feeds.models import Delivery, HubSubscription


class HubSubscriptionQuerySet(models.QuerySet["HubSubscription"]):
    """What was asked of hubs, by state and schedule."""

    def current(self) -> Self:
        """Those that count: at most one a feed."""
        return self.exclude(state__in=("leaving", "ended"))

    def out_of_place(self) -> Self:
        """Those of feeds that are not crawled any more, or that name another hub or address now."""
        return self.current().exclude(feed__state="active", hub=F("feed__hub"), topic=F("feed__hub_topic"))

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` rows with something to do for `lease`; nobody else gets them meanwhile."""
        return claim(self.filter(due_at__lte=now), "due_at", limit=limit, due_at=now + lease)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries of hubs, in the order they came."""

    def claim_due(self, now: datetime, *, lease: timedelta, limit: int) -> list[int]:
        """Take up to `limit` deliveries for `lease`, each counted as one more attempt."""
        return claim(
            self.filter(due_at__lte=now), "due_at", limit=limit, due_at=now + lease, attempts=F("attempts") + 1
        )
