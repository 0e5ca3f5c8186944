"""Whose turn it is: when each domain may be asked next, by how many at once, and for how long not at all.

`Calendar` keeps it for this process, `SharedCalendar` in Valkey for all workers. What it keeps is manners and may be
lost: the price is one request too early.
"""

import asyncio
import threading
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import redis.asyncio
import structlog
from redis.exceptions import RedisError

logger = structlog.get_logger(__name__)

# A seat of a killed worker is free again after this: longer than any fetch (30 s) and its pauses.
SEAT_MS = 60_000
# How soon to ask again for a seat that other workers hold: a fetch takes about that long.
ASK_AGAIN_S = 0.25
# One script, so that no two workers take the same moment. Its clock is the server's: those of workers differ.
_RESERVE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local held = redis.call('PTTL', KEYS[1])
if held > 0 then return {'held', held} end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[3]) then return {'full', 0} end
local start = math.max(now, tonumber(redis.call('GET', KEYS[2]) or '0'))
redis.call('SET', KEYS[2], string.format('%d', start + ARGV[2]), 'PX', start - now + ARGV[2] + 1000)
redis.call('ZADD', KEYS[3], start + ARGV[4], ARGV[1])
redis.call('PEXPIRE', KEYS[3], start - now + ARGV[4])
return {'turn', start - now}
"""


class HeldError(Exception):
    """The domain asked not to be asked for `seconds` more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.0f} s")
        self.seconds = seconds


class Calendar:
    """When each domain may be asked next: one for the process, so that two batches do not meet at one publisher."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._lock = threading.Lock()

    def reserve(self, domain: str, *, now: float, spacing_s: float) -> float:
        """Take the next free moment of a domain and return the seconds until then. Raises HeldError."""
        with self._lock:
            if self._held.get(domain, 0.0) > now:
                raise HeldError(self._held[domain] - now)
            if len(self._next) > 10_000:  # noqa: PLR2004 -- more than any batch; what is past says nothing
                self._next = {name: moment for name, moment in self._next.items() if moment > now}
                self._held = {name: moment for name, moment in self._held.items() if moment > now}
            start = max(now, self._next.get(domain, 0.0))
            self._next[domain] = start + spacing_s
        return start - now

    @asynccontextmanager
    async def turn(self, domain: str, *, spacing_s: float) -> AsyncIterator[None]:
        """Wait for the domain's next moment. Raises HeldError."""
        await asyncio.sleep(self.reserve(domain, now=time.monotonic(), spacing_s=spacing_s))
        yield

    async def hold(self, domain: str, seconds: float) -> None:
        """Nobody asks the domain for so long."""
        with self._lock:
            self._held[domain] = max(self._held.get(domain, 0.0), time.monotonic() + seconds)

    async def close(self) -> None:
        """Nothing is open."""


CALENDAR = Calendar()


class _Post:
    """Questions to Valkey, sent together: those of one turn of the event loop share one round trip.

    A crawl asks it twice a feed; one by one that was a quarter of what a feed cost.
    """

    def __init__(self, url: str) -> None:
        # A second is long for a server beside us; a fetch must not wait for more.
        self._valkey = redis.asyncio.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._waiting: list[tuple[tuple[str | int, ...], asyncio.Future[Any]]] = []
        self._sending: set[asyncio.Task[None]] = set()

    async def ask(self, *command: str | int) -> Any:
        """The answer to one command. Raises RedisError or OSError."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append((command, answer))
        if len(self._waiting) == 1:
            task = asyncio.create_task(self._send())
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        return await answer

    async def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        pipe = self._valkey.pipeline(transaction=False)
        for command, _answer in waiting:
            pipe.execute_command(*command)
        try:
            answers = await pipe.execute(raise_on_error=False)
        except (RedisError, OSError) as error:
            answers = [error] * len(waiting)
        for (_command, future), answer in zip(waiting, answers, strict=True):
            if future.done():  # its fetch was given up
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)

    async def close(self) -> None:
        """Close the connections."""
        for task in self._sending:
            task.cancel()
        await self._valkey.aclose()


class SharedCalendar:
    """The same for all workers of the site, in Valkey. While that does not answer, each process is on its own."""

    def __init__(self, url: str, *, per_domain: int, own: Calendar = CALENDAR) -> None:
        self._post = _Post(url)
        self._per_domain, self._own = per_domain, own

    @asynccontextmanager
    async def turn(self, domain: str, *, spacing_s: float) -> AsyncIterator[None]:
        """Wait for a seat and for the domain's next moment. Raises HeldError."""
        seat = uuid.uuid4().hex
        try:
            pause = await self._seat(domain, seat, spacing_s)
        except (RedisError, OSError) as error:
            logger.warning("pacing alone", why=str(error))
            async with self._own.turn(domain, spacing_s=spacing_s):
                yield
            return
        try:
            await asyncio.sleep(pause)
            yield
        finally:
            await self._leave(domain, seat)

    async def hold(self, domain: str, seconds: float) -> None:
        """Nobody asks the domain for so long, whichever worker; a longer hold stays."""
        await self._own.hold(domain, seconds)
        key, milliseconds = _keys(domain)[0], max(1, int(seconds * 1000))
        try:
            if not await self._post.ask("SET", key, "1", "PX", milliseconds, "NX"):
                await self._post.ask("PEXPIRE", key, milliseconds, "GT")
        except (RedisError, OSError) as error:
            logger.warning("pacing alone", why=str(error))

    async def close(self) -> None:
        """Close the connection."""
        await self._post.close()

    async def _seat(self, domain: str, seat: str, spacing_s: float) -> float:
        """Seconds until the moment that was reserved together with the seat."""
        while True:
            about = (seat, round(spacing_s * 1000), self._per_domain, SEAT_MS)
            answer, milliseconds = await self._post.ask("EVAL", _RESERVE, 3, *_keys(domain), *about)
            if answer == b"held":
                raise HeldError(milliseconds / 1000)
            if answer == b"turn":
                return float(milliseconds) / 1000
            await asyncio.sleep(ASK_AGAIN_S)

    async def _leave(self, domain: str, seat: str) -> None:
        try:
            await self._post.ask("ZREM", _keys(domain)[2], seat)
        except (RedisError, OSError) as error:
            logger.warning("a seat is given back late", why=str(error))


def _keys(domain: str) -> list[str]:
    # The braces keep the three in one slot of a cluster.
    return [f"pace:{{{domain}}}:{part}" for part in ("held", "next", "seats")]
