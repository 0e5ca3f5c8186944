"""Manners: at most two connections and a pause between requests for each registrable domain."""

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# Second labels under which everybody registers, as in bbc.co.uk or abc.net.au.
_SHARED = frozenset(
    {"ac", "co", "com", "edu", "gob", "gouv", "gov", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch"}
)
_COUNTRY = 2  # letters of a country's top level


def registrable_domain(host: str) -> str:
    """The part of a name that somebody registered: example.co.uk of www.example.co.uk.

    An approximation without the Public Suffix List: the last two labels, or three where the last is a country and the
    one before a customary second level. Hosts of blog platforms (a.tumblr.com, b.tumblr.com) are one domain, which is
    what such platforms count as well. An address is its own domain.
    """
    labels = host.lower().rstrip(".").split(".")
    if ":" in host or labels[-1].isdigit():
        return host
    count = 3 if len(labels) > _COUNTRY and len(labels[-1]) == _COUNTRY and labels[-2] in _SHARED else 2
    return ".".join(labels[-count:])


class Calendar:
    """When each domain may be asked next. One for the process, so that two batches do not meet at one publisher."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def reserve(self, domain: str, *, now: float, spacing_s: float) -> float:
        """Take the next free moment of a domain and return the seconds until then."""
        with self._lock:
            if len(self._next) > 10_000:  # noqa: PLR2004 -- more than any batch; what is past says nothing
                self._next = {name: moment for name, moment in self._next.items() if moment > now}
            start = max(now, self._next.get(domain, 0.0))
            self._next[domain] = start + spacing_s
        return start - now


CALENDAR = Calendar()


class Pacer:
    """The turns of one batch of fetches."""

    def __init__(self, *, per_domain: int, spacing_s: float, at_once: int, calendar: Calendar = CALENDAR) -> None:
        self._spacing_s, self._calendar = spacing_s, calendar
        self._domains: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_domain))
        self._all = asyncio.Semaphore(at_once)
        self.has_room = asyncio.Event()
        self.has_room.set()

    @asynccontextmanager
    async def turn(self, host: str, *, spaced: bool) -> AsyncIterator[None]:
        """Wait for a connection to this host. The order (domain, room, all) is the same for everybody: no deadlock."""
        if not spaced:
            await self.has_room.wait()
            async with self._all:
                yield
            return
        domain = registrable_domain(host)
        async with self._domains[domain]:
            await self.has_room.wait()
            async with self._all:
                pause = self._calendar.reserve(domain, now=time.monotonic(), spacing_s=self._spacing_s)
                if pause > 0:
                    await asyncio.sleep(pause)
                yield
