"""What the site knows of a reader, in three queries; a fourth where what they opened last has left the window."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import BinaryField, F, Func
from django.utils import timezone
from numpy.typing import NDArray

from feeds.compiled import compiled
from feeds.models import Article, Subscription
from ranking import params, pipeline
from ranking.hot import Hot, load
from ranking.models import Event, Profile
from ranking.profiles import learning
from ranking.profiles.muting import mutes
from ranking.types import Direction, Taste, TopicTaste, Vector

_KNOWN = (
    *("reader_id", "encoder", "long", "short", "recent", "topics", "feeds"),
    *("horizon", "horizon_learnt", "events", "learned_at", "boosts", "languages"),
)
# As text, PostgreSQL writes and psycopg reads the 768 numbers of two vectors in .5 ms.
_SENT = [
    Func(F(name), function="array_send", output_field=BinaryField()) if name in {"long", "short"} else name
    for name in _KNOWN
]
_profile = compiled(lambda reader_id: Profile.objects.filter(pk=reader_id).values_list(*_SENT))
# What array_send writes of an array: its dimensions, flags, type, length and lower bound, then each number.
_HEADER = 5 * 4
_NUMBERS = np.dtype([("length", ">i4"), ("number", ">f8")])
_follows = compiled(
    lambda reader_id: Subscription.objects.filter(reader_id=reader_id).values_list("feed_id", "topic_id", "creator_id")
)


def taste(
    reader_id: int | None,
    *,
    visitor: str = "",
    picked: frozenset[int] = frozenset(),
    now: datetime | None = None,
    window: Hot | None = None,
) -> Taste:
    """The reader's taste as of `now` (as of the last act, when left out); of a stranger, what they opened last, and the
    topics they `picked`, which they follow as a reader would.

    Vectors that are in the `window` are not asked for.
    """
    if reader_id is None:
        opened = Event.objects.opened_last(visitor, limit=params.RECENT)
        return Taste(
            opened=tuple(opened), recent=_recent(opened, window), topics=_topics(opened), followed_topics=picked
        )
    rows = _profile(reader_id)
    profile = _read(rows[0]) if rows else Profile(reader_id=reader_id)
    known = taste_of(
        profile,
        follows=_follows(reader_id),
        recent=_recent(profile.recent, window),
        encoder=settings.EMBEDDING_MODEL,
        now=now,
    )
    return replace(known, muted=mutes(reader_id, now=now or timezone.now()))


def taste_of(
    profile: Profile,
    *,
    follows: Sequence[tuple[int | None, int | None, int | None]] = (),
    recent: tuple[Direction, ...] = (),
    encoder: str,
    now: datetime | None,
) -> Taste:
    """A profile as a value; `follows` are (feed, topic, creator), `recent` the vectors last opened. Asks nobody."""
    left = pipeline.decay(profile.learned_at, now, params.LONG_HALF_LIFE) if now and profile.learned_at else 1.0
    is_current = profile.encoder == encoder
    topics, boosts = learning.tastes(profile.topics, left), profile.boosts
    more_of = {it.removeprefix("topic-") for it in boosts if it.startswith("topic-")}
    return Taste(
        reader_id=profile.reader_id,
        long=learning.unit(profile.long) if is_current else None,
        short=learning.unit(profile.short) if is_current else None,
        recent=recent,
        opened=tuple(profile.recent),
        topics={int(key): it for key, it in learning.boosted(topics, more_of).items()},
        authors=learning.boosted(
            learning.tastes(profile.feeds, left), [it for it in boosts if not it.startswith("topic-")]
        ),
        followed_feeds=frozenset(feed for feed, _, _ in follows if feed is not None),
        followed_topics=frozenset(topic for _, topic, _ in follows if topic is not None),
        followed_creators=frozenset(creator for _, _, creator in follows if creator is not None),
        horizon=min(1.0, max(0.0, profile.horizon + profile.horizon_learnt)),
        events=profile.events,
        languages=frozenset(profile.languages),
    )


def _read(row: Sequence[Any]) -> Profile:
    known = dict(zip(_KNOWN, row, strict=True))
    for name in ("long", "short"):
        known[name] = _unpacked(known[name])
    return Profile(**known)


def _unpacked(sent: bytes | None) -> NDArray[np.float64] | None:
    """The numbers that array_send wrote; None for none."""
    if sent is None or len(sent) <= _HEADER:
        return None
    return np.frombuffer(sent, dtype=_NUMBERS, offset=_HEADER)["number"].astype(np.float64)


def _topics(article_ids: list[int]) -> dict[int, TopicTaste]:
    """What a stranger opened counts once by topic, as for a reader; without it nothing would lie beyond their usual."""
    if not article_ids:
        return {}
    found = Article.objects.filter(pk__in=article_ids, topic__isnull=False).values_list("topic_id", flat=True)
    return {topic: TopicTaste(clicks=n, views=n) for topic, n in Counter(found).items() if topic is not None}


def _recent(article_ids: Sequence[int], window: Hot | None) -> tuple[Vector, ...]:
    """Vectors of the articles opened last, newest first; those without a vector are left out."""
    known: dict[int, Vector] = {}
    if window is not None:
        rows = window.pieces.row_of
        known = {it: window.pieces.vectors[rows[it]] for it in article_ids if it in rows}
    if missing := [it for it in article_ids if it not in known]:
        known |= load.vectors(missing)
    return tuple(known[it] for it in article_ids if it in known and known[it].any())
