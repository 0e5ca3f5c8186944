"""The copies keep to their room: what nobody asked for longest is let go of. Asks no publisher."""

from collections.abc import Sequence

from django.db.models import Sum

from feeds.media.files import remove
from feeds.models import Illustration
from feeds.models.media import ARTICLE_WIDTH, CARD_WIDTH

BATCH = 500  # rows that are let go of at once


def make_room(*, budget_bytes: int) -> int:
    """Let go of what was not asked for longest, until all copies fit. Returns how many rows went.

    Nothing is lost: the next reader of such a text makes its pictures due again.
    """
    count, over = 0, _used() - budget_bytes
    while over > 0:
        oldest = list(Illustration.objects.filter(size__gt=0).order_by("asked_at", "pk")[:BATCH])
        if not oldest:
            break
        gone: list[Illustration] = []
        for row in oldest:
            if over <= 0:
                break
            gone.append(row)
            over -= row.size
        forget(gone)
        count += len(gone)
    return count


def forget(rows: Sequence[Illustration]) -> None:
    """Delete these rows, then their copies."""
    Illustration.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        if row.name:
            remove(row.name, (CARD_WIDTH, ARTICLE_WIDTH))


def _used() -> int:
    return Illustration.objects.aggregate(all=Sum("size"))["all"] or 0
