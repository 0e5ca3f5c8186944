"""What the steps of moderation hand to each other: frozen values that know nothing of Django."""

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """What triage says of an article."""

    CLEAR = "clear"
    QUEUE = "queue"  # shown, reviewed by priority
    LIMIT = "limit"  # reachable, not recommended, until a person looks
    HOLD = "hold"  # on nobody's page until a person decides


@dataclass(frozen=True, slots=True)
class Commenter:
    """Who wrote a comment: keys that tell authors and networks apart, and how old the account was, in days.

    What is not known is empty.
    """

    author: str = ""
    network: str = ""
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Applause:
    """Likes an opening, and time read for its length, each times what is usual on the site."""

    likes_lift: float
    read_lift: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to judge: the words of an article and of the comments under it, and who wrote each, if known."""

    title: str
    text: str
    comments: tuple[str, ...] = ()
    language: str = ""
    commenters: tuple[Commenter, ...] = ()
    applause: Applause | None = None  # of what is liked far more than it is read


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of title + newline + text, and why they count."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Signal:
    """What one signal found: a probability, the places that made it, and a word of caution when it could not tell."""

    name: str
    p: float
    spans: tuple[Span, ...] = ()
    caution: str = ""
    harm: float = 0.0  # 0 to 1: what believing it would do


class Stance(StrEnum):
    """Which side a sentence takes on a checked claim."""

    REPEATS = "repeats"
    REPORTS = "reports"  # asks, hedges, or puts it in somebody's mouth
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Known:
    """A checked claim that the sentence at `start` to `end` is about.

    `likeness` and `words` are 0 to 1, `meaning` is a cosine, None without vectors; `is_sure` when they are enough to
    act on. `verdict` is the claim's, `is_grave` if believing it can cost a life, `said` who rated it how.
    """

    reference_id: int
    start: int
    end: int
    stance: Stance
    likeness: float
    words: float
    meaning: float | None
    verdict: str
    is_grave: bool
    is_sure: bool
    said: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one signal said, `p`, and how much of the concern about an article is its doing.

    The weights of all signals add up to `Triage.concern`; a `part` is the same of 1, regardless of the sign. Below 0
    the signal speaks for the article.
    """

    name: str
    p: float
    weight: float
    part: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The calibrated probabilities of all signals together, by one model version.

    `harm`, 0 to 1, is what believing the worst passage would do, `harm_distress` what it does to readers in despair;
    `p_doubt` is the share of those who commented that doubts, `p_thread` how much text and comments together sound like
    a false rumour. `known` are the checked claims that it is about, `p_known` how surely it repeats a false one.
    """

    p_health: float
    p_dubious: float
    p_bait: float
    p_distress: float
    spans: tuple[Span, ...]
    model: str
    cautions: tuple[str, ...] = ()
    harm: float = 0.0
    p_doubt: float = 0.0
    p_thread: float = 0.0
    shares: tuple[Share, ...] = ()
    known: tuple[Known, ...] = ()
    p_known: float = 0.0
    harm_distress: float = 0.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The p_dubious from which articles are held (of grave harm), limited (of serious harm) and queued: for the queue
    pairs of a harm and the p from it on, the gravest first. Where a zone is `demoted`, it is one milder in that slice.
    """

    hold: float
    limit: float
    queue: tuple[tuple[float, float], ...]
    demoted: tuple[tuple[Zone, str], ...] = ()

    def queue_from(self, harm: float) -> float:
        """From which p on an article of this harm waits; more than 1 where none does."""
        return next((p for begin, p in self.queue if harm >= begin), 2.0)


@dataclass(frozen=True, slots=True)
class Triage:
    """Where an article goes, and what makes a look at it urgent. `reason` is a sentence for moderators.

    `priority` is what people ask for; `concern` is probability x harm, more under doubting comments, whatever the
    zone; `uncertainty` is 1 where the probability is even, and 0 where it is sure.
    """

    zone: Zone
    priority: float
    reason: str
    concern: float = 0.0
    uncertainty: float = 0.0
