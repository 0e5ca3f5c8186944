"""Manners: at most two connections and a pause between requests for each registrable domain, and silence on demand."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from feeds.fetch.calendar import CALENDAR, Calendar, HeldError, SharedCalendar
from feeds.fetch.domains import registrable_domain


class Pacer:
    """The turns of one batch of fetches."""

    def __init__(
        self,
        *,
        per_domain: int,
        spacing_s: float,
        at_once: int,
        longest_line_s: float = 60,
        calendar: Calendar | SharedCalendar = CALENDAR,
    ) -> None:
        self._spacing_s, self._longest_line_s, self._calendar = spacing_s, longest_line_s, calendar
        self._lines: Counter[str] = Counter()
        self._domains: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_domain))
        self._all = asyncio.Semaphore(at_once)
        self.has_room = asyncio.Event()
        self.has_room.set()

    @asynccontextmanager
    async def turn(self, host: str, *, spaced: bool) -> AsyncIterator[None]:
        """Wait for a connection to this host. The order (domain, room, all) is the same for everybody: no deadlock.

        Raises HeldError while the domain wants to be left alone, and where its line is too long already.
        """
        if not spaced:
            await self.has_room.wait()
            async with self._all:
                yield
            return
        domain = registrable_domain(host)
        with self._in_line(domain):
            async with self._domains[domain]:
                await self.has_room.wait()
                async with self._all, self._calendar.turn(domain, spacing_s=self._spacing_s):
                    yield

    @contextmanager
    def _in_line(self, domain: str) -> Iterator[None]:
        """One of those who wait for this domain or are with it."""
        wait_s = self._lines[domain] * self._spacing_s
        if wait_s > self._longest_line_s:
            raise HeldError(wait_s)
        self._lines[domain] += 1
        try:
            yield
        finally:
            self._lines[domain] -= 1

    async def hold(self, host: str, seconds: float) -> None:
        """Leave the whole domain of this host alone for so long."""
        await self._calendar.hold(registrable_domain(host), seconds)

    async def close(self) -> None:
        """Close what the calendar keeps open."""
        await self._calendar.close()
