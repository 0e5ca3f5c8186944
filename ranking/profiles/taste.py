"""What the site knows of a reader, in four queries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from feeds.compiled import compiled
from feeds.models import Subscription
from ranking import params, pipeline
from ranking.hot import load
from ranking.models import Event, Profile
from ranking.profiles import learning
from ranking.profiles.muting import mutes
from ranking.types import Taste

_KNOWN = (
    *("reader_id", "encoder", "long", "short", "recent", "topics", "feeds"),
    *("horizon", "horizon_learnt", "events", "learned_at"),
)
_profile = compiled(lambda reader_id: Profile.objects.filter(pk=reader_id).values_list(*_KNOWN))
_follows = compiled(
    lambda reader_id: Subscription.objects.filter(reader_id=reader_id).values_list("feed_id", "topic_id", "creator_id")
)


def taste(reader_id: int | None, *, visitor: str = "", now: datetime | None = None) -> Taste:
    """The reader's taste as of `now` (as of the last act, when left out); of a stranger, what they opened last."""
    if reader_id is None:
        opened = Event.objects.opened_last(visitor, limit=params.RECENT)
        return Taste(opened=tuple(opened), recent=_recent(opened))
    rows = _profile(reader_id)
    profile = Profile(**dict(zip(_KNOWN, rows[0], strict=True))) if rows else Profile(reader_id=reader_id)
    known = taste_of(
        profile,
        follows=_follows(reader_id),
        recent=_recent(profile.recent),
        encoder=settings.EMBEDDING_MODEL,
        now=now,
    )
    return replace(known, muted=mutes(reader_id, now=now or timezone.now()))


def taste_of(
    profile: Profile,
    *,
    follows: Sequence[tuple[int | None, int | None, int | None]] = (),
    recent: tuple[tuple[float, ...], ...] = (),
    encoder: str,
    now: datetime | None,
) -> Taste:
    """A profile as a value; `follows` are (feed, topic, creator), `recent` the vectors last opened. Asks nobody."""
    left = pipeline.decay(profile.learned_at, now, params.LONG_HALF_LIFE) if now and profile.learned_at else 1.0
    is_current = profile.encoder == encoder
    return Taste(
        reader_id=profile.reader_id,
        long=learning.unit(profile.long) if is_current else None,
        short=learning.unit(profile.short) if is_current else None,
        recent=recent,
        opened=tuple(profile.recent),
        topics={int(key): it for key, it in learning.tastes(learning.faded(profile.topics, left)).items()},
        authors=learning.tastes(learning.faded(profile.feeds, left)),
        followed_feeds=frozenset(feed for feed, _, _ in follows if feed is not None),
        followed_topics=frozenset(topic for _, topic, _ in follows if topic is not None),
        followed_creators=frozenset(creator for _, _, creator in follows if creator is not None),
        horizon=min(1.0, max(0.0, profile.horizon + profile.horizon_learnt)),
        events=profile.events,
    )


def _recent(article_ids: list[int]) -> tuple[tuple[float, ...], ...]:
    """Vectors of the articles opened last, newest first; those without a vector are left out."""
    if not article_ids:
        return ()
    vectors = load.vectors(article_ids)
    return tuple(vectors[it] for it in article_ids if it in vectors)
