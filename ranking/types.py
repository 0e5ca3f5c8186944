"""What the stages of ranking hand to each other: frozen values that know nothing of Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector: TypeAlias = NDArray[np.float32]
    Direction: TypeAlias = Vector | Sequence[float]
else:
    # the models import this module: numpy loads with the steps that compute, not with the tables
    Vector = Direction = object


class SourceName(StrEnum):
    """The candidate sources."""

    SIMILAR = "similar"
    FOLLOWED = "followed"
    POPULAR = "popular"
    COREAD = "coread"
    FRESH = "fresh"
    EXPLORE = "explore"
    PINNED = "pinned"


class SlotKind(StrEnum):
    """Why a place on the page exists; `data-kind` of its card."""

    PERSONAL = "personal"
    HORIZON = "horizon"
    FRESH = "fresh"
    FORCED = "forced"


class Policy(StrEnum):
    """By which rule a piece got its place; a changed rule gets a new number, for logs outlive it."""

    RANK = "rank"
    HORIZON = "squarecb-horizon-4"
    FRESH = "squarecb-fresh-1"
    RANDOM = "uniform-1"  # one request in a hundred: a sample that no model has chosen
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for which page, and when. `topic_id` makes it a page of one topic.

    A private page is made with what is known of the reader and written down as that of the stranger `visitor`.
    """

    reader_id: int | None
    visitor: str
    now: datetime
    page: int = 0
    topic_id: int | None = None
    is_private: bool = False

    @property
    def unit(self) -> str:
        """Who it is, for experiments."""
        return f"reader-{self.reader_id}" if self.reader_id is not None else f"visitor-{self.visitor}"


def author_of(feed_id: int | None, creator_id: int | None) -> str:
    """Whose piece it is, a feed's or a creator's, as one key; empty when nobody's."""
    if feed_id is not None:
        return f"feed-{feed_id}"
    return f"creator-{creator_id}" if creator_id is not None else ""


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
    followed_feed_id: int | None  # a feed that the reader follows and that brought it, whoever owns it
    vector: Vector | None = field(default=None, compare=False, repr=False)

    @property
    def author(self) -> str:
        """As `author_of`."""
        return author_of(self.feed_id, self.creator_id)


class ArticleFacts(NamedTuple):
    """What readers did with an article so far, its place in its story, its publisher's pace, its assessment."""

    views: int = 0
    plays: int = 0
    likes: int = 0
    comments: int = 0
    hides: int = 0
    dwells: int = 0
    dwell_s: float = 0.0
    heat: float = 0.0
    story_size: int = 1
    is_first: bool = False
    output_a_day: float = 1.0
    p_bait: float = 0.0
    p_dubious: float = 0.0
    p_distress: float = 0.0
    heat_1h: float = 0.0
    heat_10m: float = 0.0


class Features(NamedTuple):
    """What the scorers look at, by name; stored at serving time. `values` keeps the order of `params.FEATURES`."""

    values: tuple[float, ...]


class Scores(NamedTuple):
    """Predicted probabilities of what the reader does, and the seconds they would read once they open it."""

    p_play: float
    p_like: float
    p_comment: float
    p_hide: float
    p_quick_back: float
    playtime_s: float
    p_report: float = 0.0


@dataclass(frozen=True, slots=True)
class Valued:
    """A candidate with its features, scores, the signed terms of its value, and their sum."""

    candidate: Candidate
    features: Features
    scores: Scores
    terms: Mapping[str, float]
    value: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is there: a code that `explain.sentence` puts in words, and its share of the positive value."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate on the page. `propensity` is the probability that this article got this slot.

    `chances` of a page's first horizon place: of each topic of its pool to be on the page, for growth to be weighed by.
    """

    valued: Valued
    slot: int
    kind: SlotKind
    propensity: float = 1.0
    pool_size: int = 1
    policy: str = Policy.RANK
    reasons: tuple[Reason, ...] = ()
    chances: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TopicTaste:
    """Beta counts of a reader's clicks on a topic, decayed; and of views and hides."""

    clicks: float = 0.0
    misses: float = 0.0
    views: float = 0.0
    hides: float = 0.0


@dataclass(frozen=True, slots=True)
class Mutes:
    """What a reader does not want on their page."""

    topics: frozenset[int] = frozenset()
    feeds: frozenset[int] = frozenset()
    creators: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taste:
    """What the site knows of a reader, or of a stranger's visit, when a page is asked for. Vectors have length 1."""

    reader_id: int | None = None
    long: Direction | None = None
    short: Direction | None = None
    recent: tuple[Direction, ...] = ()
    opened: tuple[int, ...] = ()  # the articles opened last, newest first
    topics: Mapping[int, TopicTaste] = field(default_factory=dict)
    authors: Mapping[str, TopicTaste] = field(default_factory=dict)
    followed_feeds: frozenset[int] = frozenset()
    followed_topics: frozenset[int] = frozenset()
    followed_creators: frozenset[int] = frozenset()
    horizon: float = 0.5
    events: int = 0
    muted: Mutes = field(default_factory=Mutes)
    languages: frozenset[str] = frozenset()  # that the reader reads; empty for all


@dataclass(frozen=True, slots=True)
class Memory:
    """What was served to this reader or stranger lately, and what they did with it.

    `visit`: on earlier pages of this visit; `served`: in the last minutes; `seen`: was on the screen this week.
    `topics_today`, `authors_today`: exposures, decayed, by topic id and by `Candidate.author`; a click takes half back.
    """

    visit: frozenset[int] = frozenset()
    served: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    hidden_stories: frozenset[int] = frozenset()
    worded: frozenset[int] = frozenset()  # their titles have a word that the reader muted
    foreign: frozenset[int] = frozenset()  # in a language that the reader does not read
    topics_today: Mapping[int, float] = field(default_factory=dict)
    authors_today: Mapping[str, float] = field(default_factory=dict)
