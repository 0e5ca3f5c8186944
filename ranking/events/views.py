"""A beacon of views: many impressions at once, each counted once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ranking import profiles
from ranking.events import counters
from ranking.events.refuse import EventRefusedError
from ranking.models import Event, Impression, Slate

MOST = 200  # ten pages: no screen shows more between two beacons


def record_views(impression_ids: Sequence[int], *, reader_id: int | None, visitor: str, now: datetime) -> int:
    """How many were new. Those of somebody else, or of nobody, are passed over: a beacon must not fail for one.

    Raises EventRefusedError when there are too many.
    """
    if len(impression_ids) > MOST:
        raise EventRefusedError(_("Send at most %(most)d views at once.") % {"most": MOST})
    with transaction.atomic():
        profile = profiles.lock(reader_id) if reader_id is not None else None
        seen = _unseen(impression_ids, reader_id, visitor)
        if not seen:
            return 0
        Event.objects.bulk_create(
            Event(impression=it, reader_id=reader_id, article_id=it.article_id, kind=Event.Kind.VIEW, happened_at=now)
            for it in seen
        )
        counters.count_views(Counter(it.article_id for it in seen), now=now)
        if profile is not None:
            profiles.learn(profile, [_act(it) for it in seen], now=now)
    return len(seen)


def _unseen(impression_ids: Sequence[int], reader_id: int | None, visitor: str) -> list[Impression]:
    """Own impressions without a view; their slates are locked, so that the same beacon twice waits and finds none."""
    own = Impression.objects.served_to(reader_id, visitor).filter(pk__in=impression_ids)
    slates = Slate.objects.filter(pk__in=own.values("slate")).order_by("pk")
    list(slates.select_for_update().values_list("pk"))
    known = set(
        Event.objects.filter(impression__in=impression_ids, kind=Event.Kind.VIEW).values_list("impression", flat=True)
    )
    return [it for it in own.select_related("article").defer("article__html", "article__text") if it.pk not in known]


def _act(it: Impression) -> profiles.Act:
    feed_id, creator_id = it.article.feed_id, it.article.creator_id
    author = f"feed-{feed_id}" if feed_id is not None else f"creator-{creator_id}"
    is_horizon = it.kind == Impression.Kind.HORIZON
    return profiles.Act(Event.Kind.VIEW, it.article_id, it.article.topic_id, author, is_horizon=is_horizon)
