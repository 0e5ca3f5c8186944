"""What goes to the network and comes back from it."""

from dataclasses import dataclass

from feeds.types.codes import Outcome, Trouble


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to fetch, with the validators of the last answer.

    With a `form`, or a `body` and its `headers`, it is posted there instead.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    form: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_posted(self) -> bool:
        """Something is sent there, not only asked for."""
        return bool(self.form or self.body)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """One answer. `body` is decoded bytes; `error` is a sentence for people, empty when all went well."""

    request: FetchRequest
    outcome: Outcome
    status: int = 0
    final_url: str = ""
    content_type: str = ""
    body: bytes = b""
    body_hash: str = ""
    etag: str = ""
    last_modified: str = ""
    retry_after_s: int | None = None
    max_age_s: int | None = None
    permanent_url: str = ""
    hubs: tuple[str, ...] = ()  # what Link headers name: hubs that tell of new entries,
    self_url: str = ""  # and the address by which they know the document
    robots: tuple[str, ...] = ()  # X-Robots-Tag, as sent
    error: str = ""
    trouble: Trouble = Trouble.NONE
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class AddressVerdict:
    """Would the crawler connect to this URL? `reason` is a sentence, empty when allowed."""

    url: str
    allowed: bool
    addresses: tuple[str, ...]
    reason: str = ""
