"""A beacon: all that a page tells at once, views and seconds read; counted once and learnt from in one step."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from feeds.querysets import REACHABLE
from ranking import params, profiles
from ranking.events import counters
from ranking.events.refuse import STALE, EventRefusedError, seconds
from ranking.models import Event, Impression, Slate
from ranking.types import author_of

Kind = Event.Kind
MOST = 200  # ten pages: no screen shows more between two beacons
# Written out: a beacon comes for every ten cards that anybody looks at, and Django takes longer to put these together
# than PostgreSQL to answer them (4 ms of processor time a beacon of 20, where these take .7).
_TOLD_OF = """
SELECT told.id, told.article_id, told.kind, article.topic_id, article.feed_id, article.creator_id, article.word_count,
    article.visibility = ANY(%(reachable)s), coalesce(known.is_viewed, false), coalesce(known.seconds, 0),
    coalesce((SELECT p_distress FROM moderation_assessment WHERE article_id = article.id
        ORDER BY created_at DESC, id DESC LIMIT 1), 0) < %(distressing)s
FROM ranking_impression told
JOIN ranking_slate slate ON slate.id = told.slate_id
JOIN feeds_article article ON article.id = told.article_id
CROSS JOIN LATERAL (
    SELECT bool_or(kind = 'view') AS is_viewed, max(value) FILTER (WHERE kind = 'dwell') AS seconds
    FROM ranking_event WHERE impression_id = told.id AND kind IN ('view', 'dwell')
) known
WHERE told.id = ANY(%(impressions)s) AND slate.served_at > %(since)s
    AND CASE WHEN %(reader)s::bigint IS NULL THEN slate.reader_id IS NULL AND slate.visitor = %(visitor)s
        ELSE slate.reader_id = %(reader)s END
ORDER BY told.id
"""
_STORE = """
INSERT INTO ranking_event (impression_id, article_id, kind, value, reader_id, happened_at)
SELECT given.*, %s, %s FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::float8[]) AS given
ON CONFLICT DO NOTHING RETURNING impression_id, kind
"""


class _Place(NamedTuple):
    """An impression that was told of, and what was known of it before."""

    pk: int
    article_id: int
    kind: str
    topic_id: int | None
    feed_id: int | None
    creator_id: int | None
    word_count: int
    is_reachable: bool
    is_viewed: bool
    seconds: float
    teaches: bool  # as refuse.Subject: despair is never used to know a reader


class _News(NamedTuple):
    """Something that was not known: a view, or more seconds read."""

    kind: Event.Kind
    on: _Place
    value: float


def record_beacon(
    viewed: Collection[int],
    read: Collection[tuple[int, float]] = (),
    *,
    reader_id: int | None,
    visitor: str,
    now: datetime,
) -> int:
    """How many events were new, of the impressions `viewed` and those `read`, with seconds so far since the opening.

    What is somebody else's, of last month, withdrawn or absurd is passed over: a beacon is sent once, and must not fail
    for one of its events. Raises EventRefusedError when there are too many.
    """
    told = _possible(read)
    if len(viewed) + len(told) > MOST:
        raise EventRefusedError(_("Send at most %(most)d events at once.") % {"most": MOST})
    with transaction.atomic():
        # Held until the end, so that the same beacon twice waits and finds nothing new.
        profile = profiles.lock(reader_id) if reader_id is not None else None
        if profile is None:
            _hold({*viewed, *told}, visitor)
        news = _new(frozenset(viewed), told, _places({*viewed, *told}, reader_id, visitor, now))
        news = _stored(news, reader_id, now)
        counters.count_beacon(_moves([it for it in news if not counters.is_own(it.on.creator_id, reader_id)]), now=now)
        acts = [_act(it) for it in news if it.on.teaches]
        if profile is not None and acts:
            profiles.learn(profile, acts, now=now)
    return len(news)


def _possible(read: Collection[tuple[int, float]]) -> dict[int, float]:
    """The longest reading of each impression as it is stored, without what cannot be."""
    found: dict[int, float] = {}
    for impression_id, value in read:
        with suppress(EventRefusedError):
            found[impression_id] = max(seconds(Kind.DWELL, value), found.get(impression_id, 0.0))
    return found


def _hold(impression_ids: Collection[int], visitor: str) -> None:
    """A stranger has no profile to hold, but their pages."""
    own = Impression.objects.served_to(None, visitor).filter(pk__in=impression_ids)
    slates = Slate.objects.filter(pk__in=own.values("slate")).order_by("pk")
    list(slates.select_for_update(no_key=True).values_list("pk"))  # the learner may refer to them meanwhile


def _places(impression_ids: Collection[int], reader_id: int | None, visitor: str, now: datetime) -> list[_Place]:
    """Those of the impressions that are one's own. One query."""
    if reader_id is None and not visitor:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _TOLD_OF,
            {
                "impressions": list(impression_ids),
                "since": now - STALE,
                "reader": reader_id,
                "visitor": visitor,
                "distressing": params.DISTRESSING,
                "reachable": list(REACHABLE),
            },
        )
        return [_Place(*row) for row in cursor.fetchall()]


def _new(viewed: frozenset[int], read: Mapping[int, float], places: Sequence[_Place]) -> list[_News]:
    views = [_News(Kind.VIEW, it, 1.0) for it in places if it.pk in viewed and not it.is_viewed]
    dwells = [
        _News(Kind.DWELL, it, read[it.pk])
        for it in places
        if it.pk in read and it.is_reachable and read[it.pk] > it.seconds
    ]
    return views + dwells


def _stored(news: Sequence[_News], reader_id: int | None, now: datetime) -> list[_News]:
    """Those that were not known after all. One query."""
    if not news:
        return []
    columns = zip(*((it.on.pk, it.on.article_id, it.kind, it.value) for it in news), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [reader_id, now, *map(list, columns)])
        fresh = set(cursor.fetchall())
    return [it for it in news if (it.on.pk, it.kind) in fresh]


def _moves(news: Sequence[_News]) -> dict[int, counters.Move]:
    """What each article's counters gain."""
    moves: dict[int, counters.Move] = {}
    for it in news:
        views, dwells, dwell_s = moves.get(it.on.article_id, counters.Move(0, 0, 0.0))
        if it.kind == Kind.VIEW:
            views += 1
        else:
            dwells, dwell_s = dwells + (it.on.seconds == 0), dwell_s + it.value - it.on.seconds
        moves[it.on.article_id] = counters.Move(views, dwells, dwell_s)
    return moves


def _act(it: _News) -> profiles.Act:
    share = 1.0
    if it.kind == Kind.DWELL:
        words = it.on.word_count
        share = profiles.read_share(it.value, words) - profiles.read_share(it.on.seconds, words)
    author = author_of(it.on.feed_id, it.on.creator_id)
    is_horizon = it.on.kind == Impression.Kind.HORIZON
    return profiles.Act(it.kind, it.on.article_id, it.on.topic_id, author, share, is_horizon=is_horizon)
