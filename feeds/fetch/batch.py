"""Many fetches at once, for callers that know nothing of asyncio."""

import asyncio
import os
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import Generic, TypeVar

import structlog
import uvloop
from django.utils.translation import gettext as _

from feeds.fetch.client import Client, failed
from feeds.fetch.policy import Policy, RefusedError, from_settings, is_open, refuse_addresses, target
from feeds.types import AddressVerdict, FetchRequest, FetchResult, Outcome

logger = structlog.get_logger(__name__)
T = TypeVar("T")

# Documents read side by side: as many as there are cores, since a reader is at work all the time; beyond four the
# one process that saves what they read is the slower.
READERS = min(4, os.cpu_count() or 1)
AT_A_TIME = 64  # results handed over together at most: fractions of a second of saving


class _Batch(Generic[T]):
    """A thread with its own event loop, threads that read, and the queue through which all of it comes back.

    A loop in the caller's thread would stand still, and its time limits run out, while the caller saves a result.
    """

    def __init__(self, then: Callable[[FetchResult], T], policy: Policy) -> None:
        self.then, self.policy = then, policy
        self.results: queue.SimpleQueue[tuple[FetchResult, T] | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._client: Client | None = None
        self._waiting_bytes, self._has_ended = 0, False
        self._loop = uvloop.new_event_loop()
        self._asked: asyncio.Queue[Sequence[FetchRequest] | None] = asyncio.Queue()
        self._work: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        """From here on `ask` is heard and `take` waits."""
        self._thread.start()

    def ask(self, requests: Sequence[FetchRequest]) -> None:
        """Fetch these, too."""
        self._tell(lambda: self._asked.put_nowait(requests))

    def take(self) -> list[tuple[FetchResult, T]]:
        """What is ready, at least one; nothing when the thread is at its end."""
        ready: list[tuple[FetchResult, T]] = []
        while not self._has_ended and len(ready) < AT_A_TIME and not (ready and self.results.empty()):
            if (result := self.results.get()) is None:
                self._has_ended = True
            else:
                ready.append(result)
        return ready

    def done_with(self, taken: Sequence[tuple[FetchResult, T]]) -> None:
        """The caller saved these: there is room for others."""
        size = sum(len(result.body) for result, _made in taken)
        self._tell(lambda: self._make_room(size))

    def stop(self, *, is_through: bool) -> None:
        """End the thread, at once; what is still under way, unless all `is_through`, is given up."""
        self._tell((lambda: self._asked.put_nowait(None)) if is_through else self._cancel)
        self._thread.join(timeout=5)  # seconds; closing sockets takes milliseconds
        self._readers.shutdown(wait=False, cancel_futures=True)

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
            logger.info("fetching was given up")
        except Exception:  # the end of a thread: nobody else would log it
            logger.exception("fetching ended early")
        finally:
            self.results.put(None)

    async def _fetch_all(self) -> None:
        self._work = asyncio.current_task()
        self._client = client = Client(self.policy)
        try:
            async with asyncio.TaskGroup() as group:
                while (requests := await self._asked.get()) is not None:
                    for request in requests:
                        group.create_task(self._fetch(client, request))
        finally:
            await client.close()

    async def _fetch(self, client: Client, request: FetchRequest) -> None:
        result = await client.fetch(request)
        self._waiting_bytes += len(result.body)
        if self._waiting_bytes >= self.policy.waiting_bytes:
            client.pacer.has_room.clear()
        if result.outcome == Outcome.FETCHED:
            made = await asyncio.get_running_loop().run_in_executor(self._readers, self.then, result)
        else:
            made = self.then(result)
        self.results.put((result, made))

    def _make_room(self, size: int) -> None:
        self._waiting_bytes -= size
        if self._client is not None and self._waiting_bytes < self.policy.waiting_bytes:
            self._client.pacer.has_room.set()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()


def fetch_then(
    requests: Iterable[FetchRequest], then: Callable[[FetchResult], T], *, policy: Policy | None = None
) -> Generator[list[tuple[FetchResult, T]], None, None]:
    """Fetch all of them, and yield the results that are ready, each with what `then` makes of it.

    Exactly one result for each request that was taken, in no order. `then` gets new documents in one of a few threads,
    several at once, and all other answers, of which it should make short work; it must not raise. `requests` is asked
    for more while there is room, so it may claim what it yields at the last moment. Never raises for a publisher's
    fault: the result carries the sentence.
    """
    rules = policy or from_settings()
    source, under_way, has_more = iter(requests), dict[int, FetchRequest](), True
    batch = _Batch(then, rules)
    batch.start()
    try:
        while has_more or under_way:
            if has_more and len(under_way) <= rules.ahead // 2:
                wanted = list(islice(source, rules.ahead - len(under_way)))
                has_more = bool(wanted)
                under_way |= {id(request): request for request in wanted}
                batch.ask(wanted)
                continue
            if not (ready := batch.take()):
                lost = [failed(request, _("the fetch was given up")) for request in under_way.values()]
                yield [(result, then(result)) for result in lost]
                return
            for result, _made in ready:
                under_way.pop(id(result.request))
            yield ready
            batch.done_with(ready)
    finally:
        batch.stop(is_through=not under_way)


def fetch_many(requests: Iterable[FetchRequest], *, policy: Policy | None = None) -> Generator[FetchResult, None, None]:
    """Fetch all of them and yield each result as it comes; exactly one a request, in no order.

    Never raises for a publisher's fault: the result carries the sentence. Two connections at once and a spacing of a
    second for each registrable domain; none of that domain's limits inside FETCH_ALLOW.
    """
    with closing(fetch_then(requests, lambda result: result, policy=policy)) as lists:
        for results in lists:
            for result, _same in results:
                yield result


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
