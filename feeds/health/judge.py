"""A feed's figures -> how it is doing, since when, why and what happens next (pure; `words` says it)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from feeds.types import Because, Trouble

# The publisher, or our own guard, says no: trying again will not help before somebody changes his mind.
REFUSALS = frozenset(
    {
        Trouble.PASSWORD,
        Trouble.PAYMENT,
        Trouble.FORBIDDEN,
        Trouble.TOO_OFTEN,
        Trouble.CHALLENGE,
        Trouble.ADDRESS,
    }
)
# Ten times an ordinary answer from another continent; a fetch is given up after thirty seconds.
SLOW_MS = 5_000
# A quarter of a year: most monthlies and seasonal pages are not called quiet.
QUIET = timedelta(days=90)


class State(StrEnum):
    """How a feed is doing, in one word; in the order of an operator's worries."""

    FAILING = "failing"
    REFUSED = "refused"
    GONE = "gone"
    SLOW = "slow"
    POSTPONED = "postponed"
    QUIET = "quiet"
    NEW = "new"
    MOVED = "moved"
    PAUSED = "paused"
    WELL = "well"

    @property
    def tone(self) -> str:
        """The colour of its dot: bad, warn, good, or none."""
        if self in {State.FAILING, State.REFUSED, State.GONE}:
            return "bad"
        if self in {State.SLOW, State.POSTPONED, State.QUIET}:
            return "warn"
        return "good" if self == State.WELL else ""


class Kind(StrEnum):
    """What a state without trouble is about."""

    NONE = ""  # the trouble says it
    EMPTY = "empty"  # a document without entries
    QUIET = "quiet"
    UNDATED = "undated"
    MOVING = "moving"  # it says that it moved, not often enough yet
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a feed. `row` is the state of its row: active, paused, gone, moved."""

    row: str
    created_at: datetime
    next_fetch_at: datetime
    because: Because = Because.NONE
    last_fetched_at: datetime | None = None
    last_ok_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    trouble: Trouble = Trouble.NONE
    error: str = ""
    usual_ms: int = 0
    entries: int = 0
    is_undated: bool = False
    newest_at: datetime | None = None
    moved_to: str = ""
    moved_count: int = 0
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is doing; `next_at` is None when it is not asked again."""

    facts: Facts
    state: State
    kind: Kind = Kind.NONE
    since: datetime | None = None
    next_at: datetime | None = None


def judge(facts: Facts, *, now: datetime) -> Health:
    """The gravest thing that can be said of the feed."""
    if facts.row != "active":
        return _ended(facts)
    if facts.because == Because.HELD and facts.next_fetch_at > now and not facts.failures:
        return Health(facts, State.POSTPONED, next_at=facts.next_fetch_at)
    if facts.failures:
        state = State.REFUSED if facts.trouble in REFUSALS else State.FAILING
        # Failures of a release before this one were counted without their first moment.
        since = facts.failing_since or facts.last_fetched_at or facts.created_at
        return Health(facts, state, since=since, next_at=facts.next_fetch_at)
    if facts.last_fetched_at is None:
        return Health(facts, State.NEW, since=facts.created_at, next_at=facts.next_fetch_at)
    return _answering(facts, now)


def _ended(facts: Facts) -> Health:
    if facts.row == "paused":
        return Health(facts, State.PAUSED)
    if facts.row == "moved":
        return Health(facts, State.MOVED, Kind.DUPLICATE if facts.duplicate_of else Kind.NONE)
    return Health(facts, State.GONE, since=facts.failing_since or facts.last_fetched_at)


def _answering(facts: Facts, now: datetime) -> Health:
    if facts.usual_ms >= SLOW_MS:
        return Health(facts, State.SLOW, next_at=facts.next_fetch_at)
    if facts.newest_at is None and not facts.entries:
        return Health(facts, State.QUIET, Kind.EMPTY, next_at=facts.next_fetch_at)
    if facts.newest_at is not None and facts.newest_at < now - QUIET:
        return Health(facts, State.QUIET, Kind.QUIET, since=facts.newest_at, next_at=facts.next_fetch_at)
    kind = Kind.MOVING if facts.moved_to else Kind.UNDATED if facts.is_undated else Kind.NONE
    return Health(facts, State.WELL, kind, next_at=facts.next_fetch_at)
