"""Names -> addresses, asked once in a batch: the address that was checked is the address that is connected to."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from feeds.fetch.policy import Policy

# At once. A name server far away takes 100 ms: 320 names a second.
LOOK_UPS = 32


class Directory(AbstractResolver):
    """What names meant when this batch asked. aiohttp gets its addresses here and nowhere else."""

    def __init__(self, policy: Policy) -> None:
        self._look_up = policy.look_up
        # Not the loop's own threads: closing a loop waits for those, and a dead name server takes 30 s to say so.
        self._threads = ThreadPoolExecutor(max_workers=LOOK_UPS, thread_name_prefix="names")
        self._known: dict[tuple[str, int], asyncio.Future[tuple[str, ...]]] = {}

    async def addresses(self, url: URL) -> tuple[str, ...]:
        """Every address of the URL's host. Raises OSError when the name is not known."""
        key = _key(url.raw_host or "", url.port or 0)
        if key not in self._known:
            loop = asyncio.get_running_loop()
            self._known[key] = loop.run_in_executor(self._threads, self._look_up, *key)
        return await asyncio.shield(self._known[key])

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Aiohttp's question before it connects: only what `addresses` found, and the caller checked."""
        known = self._known.get(_key(host, port))
        if known is None or not known.done():
            raise OSError(f"{host} was not checked")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in known.result()
            if family in {socket.AF_UNSPEC, socket.AF_INET6 if ":" in address else socket.AF_INET}
        ]

    async def close(self) -> None:
        """Let the threads go; one that still waits for a name server ends by itself."""
        for question in self._known.values():
            question.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)


def _key(host: str, port: int) -> tuple[str, int]:
    return host.rstrip("."), port
