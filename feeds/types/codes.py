"""How a fetch ended and why: codes that are kept on rows, so that each page says them in its reader's language."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one fetch of a feed ended."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"  # the publisher said 304
    UNCHANGED = "unchanged"  # 200, but the same bytes as last time
    FAILED = "failed"
    GONE = "gone"  # the publisher said 410
    POSTPONED = "postponed"  # not asked: another feed of the domain was told to wait


class Trouble(StrEnum):
    """Why a fetch brought nothing. Kept as a code, so that each page says it in its reader's language."""

    NONE = ""
    PASSWORD = "password"  # noqa: S105 -- the publisher said 401
    PAYMENT = "payment"  # 402
    FORBIDDEN = "forbidden"  # 403
    NOT_FOUND = "not_found"  # 404
    GONE = "gone"  # 410
    TOO_OFTEN = "too_often"  # 429
    UNAVAILABLE = "unavailable"  # 503
    SERVER = "server"  # any other 5xx
    STATUS = "status"  # any other status that is no success
    NAME = "name"  # the name has no address
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    TIME = "time"  # no answer, or no complete one, in time
    SIZE = "size"
    REDIRECTS = "redirects"  # too many, or to nowhere
    ADDRESS = "address"  # refused by our own guard
    BROKEN = "broken"  # no proper HTTP, or half of an answer
    CHALLENGE = "challenge"  # a puzzle for people
    NOT_A_FEED = "not_a_feed"
    COSTLY = "costly"  # reading it took more than one document may take
    NOT_SAVED = "not_saved"
    OTHER = "other"

    @classmethod
    def _missing_(cls, _value: object) -> "Trouble":
        """A code that another version of the site wrote: its rows are told as trouble, and break no page."""
        return cls.OTHER


class Because(StrEnum):
    """What decided when a feed is fetched next."""

    NONE = ""
    RHYTHM = "rhythm"
    SILENCE = "silence"
    UNDATED = "undated"
    SINGLE = "single"  # one entry so far
    ERRORS = "errors"
    RETRY_AFTER = "retry_after"
    FRESH = "fresh"  # max-age, Expires
    TTL = "ttl"
    SKIPPED = "skipped"  # skipHours, skipDays
    PUSHED = "pushed"  # its hub tells of new entries
    HELD = "held"  # another feed of the domain was told to wait
    ASKED = "asked"  # an operator's wish that no worker has taken yet

    @classmethod
    def _missing_(cls, _value: object) -> "Because":
        """A code that another version of the site wrote: no reason is told."""
        return cls.NONE
