"""Which rows of those that are a reader's own: folders, what is in them, saved searches."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from feeds.models import Filing

# Long enough to notice at the next breakfast that something is gone.
TAKEN_BACK = timedelta(days=1)

M = TypeVar("M", bound=models.Model)


class RemovableQuerySet(models.QuerySet[M]):
    """Rows that a reader can remove and take back."""

    def of(self, reader_id: int) -> Self:
        """A reader's, as they stand."""
        return self.filter(reader=reader_id, removed_at__isnull=True)

    def removed(self, reader_id: int, *, now: datetime) -> Self:
        """A reader's that can still be taken back."""
        return self.filter(reader=reader_id, removed_at__gt=now - TAKEN_BACK)

    def over(self, now: datetime) -> Self:
        """Those that can be taken back no more."""
        return self.filter(removed_at__lte=now - TAKEN_BACK)


class FilingQuerySet(models.QuerySet["Filing"]):
    """Where readers put what they saved."""

    def of(self, reader_id: int) -> Self:
        """A reader's."""
        return self.filter(reader=reader_id)
