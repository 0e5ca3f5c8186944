"""What the stages of ranking hand to each other: frozen values that know nothing of Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SourceName(StrEnum):
    """The candidate sources."""

    SIMILAR = "similar"
    FOLLOWED = "followed"
    POPULAR = "popular"
    FRESH = "fresh"
    EXPLORE = "explore"


class SlotKind(StrEnum):
    """Why a place on the page exists; `data-kind` of its card."""

    PERSONAL = "personal"
    HORIZON = "horizon"
    FRESH = "fresh"
    FORCED = "forced"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be shown, with every source that named it."""

    article_id: int
    sources: frozenset[SourceName]
    topic_id: int | None
    feed_id: int | None
    creator_id: int | None
    story_id: int | None
    published_at: datetime
    word_count: int
    vector: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that will not be shown, and why."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True, slots=True)
class Features:
    """What the scorers look at, by name; stored at serving time. `values` keeps the order of `params.FEATURES`."""

    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Predicted probabilities of what the reader does, and the seconds they would read once they open it."""

    p_play: float
    p_like: float
    p_comment: float
    p_hide: float
    p_quick_back: float
    playtime_s: float


@dataclass(frozen=True, slots=True)
class Valued:
    """A candidate with its features, scores, the signed terms of its value, and their sum."""

    candidate: Candidate
    features: Features
    scores: Scores
    terms: Mapping[str, float]
    value: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate on the page. `propensity` is the probability that this article got this slot."""

    valued: Valued
    slot: int
    kind: SlotKind
    propensity: float = 1.0
    pool_size: int = 1
    policy: str = "rank"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicTaste:
    """Beta counts of a reader's clicks on a topic, decayed; `views` in the last weeks; asleep after too many hides."""

    clicks: float = 0.0
    misses: float = 0.0
    views: float = 0.0
    hides: float = 0.0


@dataclass(frozen=True, slots=True)
class Taste:
    """What the site knows of a reader when a page is asked for; empty for strangers."""

    reader_id: int | None = None
    long: tuple[float, ...] | None = None
    short: tuple[float, ...] | None = None
    recent: tuple[tuple[float, ...], ...] = ()
    topics: Mapping[int, TopicTaste] = field(default_factory=dict)
    feeds: Mapping[int, TopicTaste] = field(default_factory=dict)
    followed_feeds: frozenset[int] = frozenset()
    followed_topics: frozenset[int] = frozenset()
    followed_creators: frozenset[int] = frozenset()
    horizon: float = 0.5
    events: int = 0
