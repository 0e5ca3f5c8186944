"""Somebody reads a text: its pictures are looked up, and what is missing becomes due. Asks no publisher."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from feeds.models import Illustration
from feeds.models.illustration import ASKED_AGAIN, key_of

LONGEST = 2_000  # characters of an address, as the column


def wanted(urls: Iterable[str], *, now: datetime) -> dict[str, Illustration]:
    """The rows of these addresses by address; those that are new are due now. One query for what is known."""
    keys = {key_of(url): url for url in urls if len(url) <= LONGEST}
    if not keys:
        return {}
    found = {row.key: row for row in Illustration.objects.filter(key__in=keys)}
    if missing := [key for key in keys if key not in found]:
        rows = [Illustration(key=key, url=keys[key], asked_at=now, due_at=now) for key in missing]
        Illustration.objects.bulk_create(rows, ignore_conflicts=True)
        found |= {row.key: row for row in Illustration.objects.filter(key__in=missing)}
    if stale := [row.pk for row in found.values() if row.asked_at <= now - ASKED_AGAIN]:
        Illustration.objects.filter(Q(asked_at__lt=now), pk__in=stale).update(asked_at=now)
    return {row.url: row for row in found.values()}
