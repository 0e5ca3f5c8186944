"""Many fetches at once, for callers that know nothing of asyncio."""

import asyncio
import queue
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

import structlog
from django.utils.translation import gettext as _

from feeds.fetch.client import Client, failed
from feeds.fetch.policy import Policy, RefusedError, from_settings, is_open, refuse_addresses, target
from feeds.types import AddressVerdict, FetchRequest, FetchResult

logger = structlog.get_logger(__name__)


class _Batch:
    """A thread with its own event loop, and the queue through which its results come back.

    A loop in the caller's thread would stand still, and its time limits run out, while the caller saves a result.
    """

    def __init__(self, requests: Sequence[FetchRequest], policy: Policy) -> None:
        self.requests, self.policy = requests, policy
        self.results: queue.SimpleQueue[FetchResult | None] = queue.SimpleQueue()
        self._waiting = 0
        self._client: Client | None = None
        self._loop = asyncio.new_event_loop()
        self._work: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def taken(self) -> None:
        """The caller took a result: there is room for another."""
        self._tell(self._make_room)

    def stop(self) -> None:
        """Give up what is still under way."""
        self._tell(self._cancel)
        self._thread.join(timeout=5)  # seconds; closing sockets takes milliseconds

    def _tell(self, what: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(what)
        except RuntimeError:  # the loop is closed: all is done
            return

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._fetch_all())
        except asyncio.CancelledError:
            logger.info("fetching was given up", requests=len(self.requests))
        except Exception:
            logger.exception("fetching ended early", requests=len(self.requests))
        finally:
            self.results.put(None)

    async def _fetch_all(self) -> None:
        self._work = asyncio.current_task()
        self._client = client = Client(self.policy)
        try:
            async with asyncio.TaskGroup() as group:
                for request in self.requests:
                    group.create_task(self._fetch(client, request))
        finally:
            await client.close()

    async def _fetch(self, client: Client, request: FetchRequest) -> None:
        result = await client.fetch(request)
        self._waiting += 1
        if self._waiting >= self.policy.waiting_results:
            client.pacer.has_room.clear()
        self.results.put(result)

    def _make_room(self) -> None:
        self._waiting -= 1
        if self._client is not None and self._waiting < self.policy.waiting_results:
            self._client.pacer.has_room.set()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()


def fetch_many(requests: Sequence[FetchRequest], *, policy: Policy | None = None) -> Generator[FetchResult, None, None]:
    """Fetch all of them and yield each result as it comes; exactly one a request, in no order.

    Never raises for a publisher's fault: the result carries the sentence. At most 32 connections at once, two and a
    spacing of a second for each registrable domain; none of that domain's limits inside FETCH_ALLOW.
    """
    if not requests:
        return
    batch = _Batch(requests, policy or from_settings())
    missing = {id(request): request for request in requests}
    batch.start()
    try:
        while (result := batch.results.get()) is not None:
            missing.pop(id(result.request), None)
            batch.taken()
            yield result
        for request in missing.values():
            yield failed(request, _("the fetch was given up"))
    finally:
        batch.stop()


def fetch_one(request: FetchRequest, *, policy: Policy | None = None) -> FetchResult:
    """Fetch one address."""
    with closing(fetch_many([request], policy=policy)) as results:
        return next(results)


def check(url: str, *, policy: Policy | None = None) -> AddressVerdict:
    """Would the crawler connect there? Looks the name up, connects to nothing."""
    rules = policy or from_settings()
    addresses: tuple[str, ...] = ()
    try:
        plain = target(url, rules)
        addresses = rules.look_up(plain.raw_host or "", plain.port or 0)
        refuse_addresses(plain, addresses, rules)
    except RefusedError as error:
        return AddressVerdict(url, allowed=False, addresses=addresses, reason=str(error))
    except (OSError, UnicodeError):
        return AddressVerdict(url, allowed=False, addresses=(), reason=_("the name of the server is not known"))
    return AddressVerdict(url, allowed=True, addresses=addresses)


def is_opened(url: str, *, policy: Policy | None = None) -> bool:
    """Is this server inside FETCH_ALLOW, the operator's own networks? Looks the name up, connects to nothing."""
    rules = policy or from_settings()
    verdict = check(url, policy=rules) if rules.allow else None
    return verdict is not None and verdict.allowed and is_open(verdict.addresses, rules)
