"""A beacon of views: many impressions at once, each counted once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ranking import profiles
from ranking.events import counters
from ranking.events.refuse import EventRefusedError
from ranking.models import Event, Impression, Slate
from ranking.querysets import among
from ranking.types import author_of

Kind = Event.Kind
MOST = 200  # ten pages: no screen shows more between two beacons


class _Seen(NamedTuple):
    """An impression that was looked at."""

    pk: int
    article_id: int
    kind: str
    topic_id: int | None
    feed_id: int | None
    creator_id: int | None


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
            Event(impression_id=it.pk, reader_id=reader_id, article_id=it.article_id, kind=Kind.VIEW, happened_at=now)
            for it in seen
        )
        others = Counter(it.article_id for it in seen if not counters.is_own(it.creator_id, reader_id))
        counters.count_views(others, now=now)
        if profile is not None:
            profiles.learn(profile, [_act(it) for it in seen], now=now)
    return len(seen)


def _unseen(impression_ids: Sequence[int], reader_id: int | None, visitor: str) -> list[_Seen]:
    """Own impressions without a view. Readers hold their profile, so that the same beacon twice waits and finds none;
    strangers hold their slates.
    """
    own = Impression.objects.served_to(reader_id, visitor).filter(pk__in=among(impression_ids))
    if reader_id is None:
        slates = Slate.objects.filter(pk__in=own.values("slate")).order_by("pk")
        list(slates.select_for_update(no_key=True).values_list("pk"))  # the learner may refer to them meanwhile
    viewed = Event.objects.filter(impression=OuterRef("pk"), kind=Event.Kind.VIEW)
    columns = ("pk", "article_id", "kind", "article__topic_id", "article__feed_id", "article__creator_id")
    return [_Seen(*row) for row in own.filter(~Exists(viewed)).values_list(*columns)]


def _act(it: _Seen) -> profiles.Act:
    is_horizon = it.kind == Impression.Kind.HORIZON
    author = author_of(it.feed_id, it.creator_id)
    return profiles.Act(Event.Kind.VIEW, it.article_id, it.topic_id, author, is_horizon=is_horizon)
